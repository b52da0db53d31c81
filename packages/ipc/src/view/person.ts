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
  /** The user compared this very key with its owner, and it was another. */
  readonly differs: boolean;
  /** Why nobody can add this person, as a code: no post-quantum key packages, or an account that is gone; else null. */
  readonly unreachable: string | null;
  /** What the user calls this person; empty: by the user name. */
  readonly nickname: string;
  readonly blocked: boolean;
}

/**
 * - `verified`: the other's key is the one known here, and mine is the one the other has
 * - `other-relay`: made for another relay
 * - `other-people`: the code is not about these two people
 * - `their-key-differs`: the key known here under the other's name is not theirs
 * - `my-key-differs`: the other has a key under my name that is not mine
 */
export type ScanVerdict =
  'verified' | 'other-relay' | 'other-people' | 'their-key-differs' | 'my-key-differs';

export interface ScanView {
  readonly verdict: ScanVerdict;
  /**
   * The list of people on the other's screen against the one here: the same, another (an alarm: the relay shows two), one
   * that goes on where this one ends, or unknown because the code is not about these people.
   */
  readonly roster: 'agrees' | 'differs' | 'ahead' | 'unknown';
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
