// People, and what the user knows of their keys.

export type Verification =
  /** Pinned at first sight, never compared. */
  | 'unverified'
  | 'verified'
  /** Never verified, and the key is another now: a warning to acknowledge. */
  | 'changed'
  /** Verified, and the key is another now: the hard stop. */
  | 'changed-verified';

export interface PersonView {
  readonly userName: string;
  readonly online: boolean;
  readonly verification: Verification;
  /** Hex of the 32-byte fingerprint of the key that is pinned. */
  readonly fingerprint: string;
  readonly isMe: boolean;
  /** Someone without post-quantum key packages cannot be added: the reason as a code, else null. */
  readonly unreachable: string | null;
}

export interface SafetyView {
  readonly userName: string;
  readonly verification: Verification;
  /** 60 digits without spaces. */
  readonly digits: string;
  /** Twelve words: six for each account, in the order of the digits. */
  readonly words: readonly string[];
  /** What the QR code holds. */
  readonly qr: string;
}
