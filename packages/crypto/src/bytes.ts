// Small operations on byte arrays that carry no meaning of their own.

/** A new array of all parts, one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether two public values are the same bytes. Not for secrets or tags: see `equalInConstantTime`. */
export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}

/** A big-endian uint16, as RFC 9180 writes I2OSP(n, 2). */
export function uint16Bytes(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

const encoder = new TextEncoder();

/** UTF-8, for labels and other constants of ours. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}
