// Base 32 (RFC 4648 §6) without padding, upper case: text that survives a QR code's alphanumeric mode.
import { CodecError } from './error.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS_PER_CHARACTER = 5;

/** Eight characters for every five bytes, the last group cut short. */
export function encodeBase32(bytes: Uint8Array): string {
  let encoded = '';
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    pendingBits += 8;
    while (pendingBits >= BITS_PER_CHARACTER) {
      pendingBits -= BITS_PER_CHARACTER;
      encoded += ALPHABET.charAt((pending >> pendingBits) & 31);
    }
    pending &= (1 << pendingBits) - 1;
  }
  if (pendingBits > 0) encoded += ALPHABET.charAt((pending << (BITS_PER_CHARACTER - pendingBits)) & 31);
  return encoded;
}

/** Throws CodecError: `unknown-value` for a character outside the alphabet, `not-canonical` for leftover bits. */
export function decodeBase32(encoded: string): Uint8Array {
  const bytes: number[] = [];
  let pending = 0;
  let pendingBits = 0;
  for (const character of encoded) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new CodecError('unknown-value', 'base 32');
    pending = (pending << BITS_PER_CHARACTER) | value;
    pendingBits += BITS_PER_CHARACTER;
    if (pendingBits >= 8) {
      pendingBits -= 8;
      bytes.push(pending >> pendingBits);
    }
    pending &= (1 << pendingBits) - 1;
  }
  // The bits behind the last byte are zero and fewer than a character has: otherwise two texts had the same bytes.
  if (pending !== 0 || pendingBits >= BITS_PER_CHARACTER) throw new CodecError('not-canonical', 'base 32');
  return Uint8Array.from(bytes);
}
