// The safety number as a QR code: full account keys instead of digits, and where the relay's roster stands for the one
// who shows it. One scan verifies one way: whoever scans learns about whoever shows.
import {
  type Codec,
  CodecError,
  decode,
  decodeBase32,
  encode,
  encodeBase32,
  fixed,
  struct,
  uint16,
  uint53,
} from '@hushroom/codec';
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { AccountIdentity } from './fingerprint.ts';
import { publicKeyCodec } from './identity-fields.ts';
import { userNameCodec } from './user-name.ts';

const VERSION = 1;
/** Upper case and digits keep the QR code in its dense alphanumeric mode. */
const PREFIX = 'HUSHROOM:';

/** The last roster entry that the one who shows the code has seen. */
export interface RosterHead {
  readonly seq: number;
  /** 32 bytes. */
  readonly transcript: Uint8Array;
}

export interface SafetyCode {
  /** SHA-256 of the relay's CA key: 32 bytes. */
  readonly relayId: Uint8Array;
  /** Who shows the code. */
  readonly shower: AccountIdentity;
  /** Whom the one who shows it takes the reader for. */
  readonly reader: AccountIdentity;
  readonly rosterHead: RosterHead;
}

/**
 * - `same`: the other's key is the one pinned here, and mine is the one the other has
 * - `other-relay`: made for another relay
 * - `other-people`: of other people than these two
 * - `their-key-differs`: the key pinned here under the other's name is not theirs
 * - `my-key-differs`: the other has a key under my name that is not mine
 */
export type SafetyVerdict = 'same' | 'other-relay' | 'other-people' | 'their-key-differs' | 'my-key-differs';

const identityCodec: Codec<AccountIdentity> = struct<AccountIdentity>({
  userName: userNameCodec,
  accountKey: publicKeyCodec,
});
const safetyCodeCodec = struct<SafetyCode & { readonly version: number }>({
  version: uint16,
  relayId: fixed(32),
  shower: identityCodec,
  reader: identityCodec,
  rosterHead: struct<RosterHead>({ seq: uint53, transcript: fixed(32) }),
});

/** The text of the QR code. */
export function encodeSafetyCode(code: SafetyCode): string {
  return PREFIX + encodeBase32(encode(safetyCodeCodec, { ...code, version: VERSION }));
}

/** Reads a scanned text. Throws `bad-safety-code` for anything that is not a code of this version. */
export function parseSafetyCode(scanned: string): SafetyCode {
  if (!scanned.startsWith(PREFIX)) throw new CryptoError('bad-safety-code', 'not a safety code');
  try {
    const { version, ...code } = decode(safetyCodeCodec, decodeBase32(scanned.slice(PREFIX.length)));
    if (version !== VERSION) throw new CryptoError('bad-safety-code', 'of another version');
    return code;
  } catch (cause) {
    if (cause instanceof CodecError) throw new CryptoError('bad-safety-code', cause.code, { cause });
    throw cause;
  }
}

/** Compares a scanned code with what is known here. The roster head is left to whoever keeps the roster. */
export function judgeSafetyCode(
  code: SafetyCode,
  here: { readonly relayId: Uint8Array; readonly me: AccountIdentity; readonly other: AccountIdentity },
): SafetyVerdict {
  if (!equalBytes(code.relayId, here.relayId)) return 'other-relay';
  if (code.shower.userName !== here.other.userName || code.reader.userName !== here.me.userName) {
    return 'other-people';
  }
  if (!equalBytes(code.shower.accountKey, here.other.accountKey)) return 'their-key-differs';
  if (!equalBytes(code.reader.accountKey, here.me.accountKey)) return 'my-key-differs';
  return 'same';
}
