// Fingerprints and safety numbers: what two people compare to know that the relay swapped nobody's key.
// A half of what is compared belongs to one account alone; the halves are never hashed together, so a half can be
// remembered, printed, and recognised again in another conversation.
import { encode, struct, uint16, type Codec } from '@hushroom/codec';
import { concat } from '../bytes.ts';
import { sha512 } from '../sodium/hashes.ts';
import { publicKeyCodec } from './identity-fields.ts';
import { statement } from './statement.ts';
import { userNameCodec, type UserName } from './user-name.ts';

const VERSION = 1;
/** As many hashes stand before each guess of someone who makes keys until one has a wanted fingerprint. */
const ROUNDS = 5200;
const GROUPS_PER_ACCOUNT = 6;
const DIGITS_PER_GROUP = 5;
const BYTES_PER_GROUP = 5;
const WORDS_PER_ACCOUNT = 6;
const BITS_PER_WORD = 11;

/** An account as others know it: the pair that is pinned and compared. */
export interface AccountIdentity {
  readonly userName: UserName;
  /** Ed25519 public key. */
  readonly accountKey: Uint8Array;
}

const fingerprintCodec: Codec<AccountIdentity & { readonly version: number }> = struct<
  AccountIdentity & { readonly version: number }
>({ version: uint16, userName: userNameCodec, accountKey: publicKeyCodec });

/** 64 bytes: 5,200 times SHA-512 over label, version, name and account key. Takes some 5 ms. */
export function fingerprint({ userName, accountKey }: AccountIdentity): Uint8Array {
  const content = encode(fingerprintCodec, { version: VERSION, userName, accountKey });
  let hash = sha512(statement('Fingerprint', content));
  for (let round = 1; round < ROUNDS; round += 1) hash = sha512(concat(hash, accountKey));
  return hash;
}

/**
 * The safety number of two fingerprints: 12 groups of 5 digits, the first 6 from the fingerprint that sorts first.
 * The same whichever way round the two are given.
 */
export function safetyNumber(one: Uint8Array, other: Uint8Array): string[] {
  return sorted(one, other).flatMap(digitGroups);
}

/** The same comparison as 12 words, 6 for each account: indexes into a list of 2,048 words. */
export function safetyWordIndexes(one: Uint8Array, other: Uint8Array): number[] {
  return sorted(one, other).flatMap(wordIndexes);
}

function sorted(one: Uint8Array, other: Uint8Array): Uint8Array[] {
  for (const [index, byte] of one.entries()) {
    const difference = byte - (other[index] ?? 0);
    if (difference !== 0) return difference < 0 ? [one, other] : [other, one];
  }
  return [one, other];
}

/** Each group is 40 bits modulo 100,000: 30 digits from the first 30 bytes. */
function digitGroups(bytes: Uint8Array): string[] {
  return Array.from({ length: GROUPS_PER_ACCOUNT }, (_, group) => {
    let value = 0;
    for (const byte of bytes.subarray(group * BYTES_PER_GROUP, (group + 1) * BYTES_PER_GROUP)) {
      value = value * 256 + byte;
    }
    return String(value % 10 ** DIGITS_PER_GROUP).padStart(DIGITS_PER_GROUP, '0');
  });
}

/** 66 bits from the front, 11 for each word. */
function wordIndexes(bytes: Uint8Array): number[] {
  const bits = WORDS_PER_ACCOUNT * BITS_PER_WORD;
  let value = 0n;
  for (const byte of bytes.subarray(0, Math.ceil(bits / 8))) value = (value << 8n) | BigInt(byte);
  value >>= BigInt((8 - (bits % 8)) % 8);
  return Array.from({ length: WORDS_PER_ACCOUNT }, (_, word) =>
    Number((value >> BigInt((WORDS_PER_ACCOUNT - 1 - word) * BITS_PER_WORD)) & 0x7ffn),
  );
}
