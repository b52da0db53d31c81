// Writing DER (X.690 §10), as much of it as two fixed kinds of certificate take. Nothing here reads.

const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;
const CONTEXT = 0x80;
const CONSTRUCTED = 0x20;
/** RFC 5280 §4.1.2.5: years from here on are written as GeneralizedTime. */
const GENERALIZED_TIME_YEAR = 2050;

/** One value: tag, length in its shortest form, content. */
function tagged(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), content]);
}

export function sequence(...items: readonly Uint8Array[]): Buffer {
  return tagged(SEQUENCE, Buffer.concat(items));
}

export function set(...items: readonly Uint8Array[]): Buffer {
  return tagged(SET, Buffer.concat(items));
}

export function booleanTrue(): Buffer {
  return tagged(BOOLEAN, Buffer.of(0xff));
}

/** A non-negative integer from its big-endian bytes. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const shortest = first < 0 ? Buffer.of(0) : Buffer.from(bytes.subarray(first));
  // A leading 1 bit would make it negative.
  return tagged(INTEGER, shortest.readUInt8(0) >= 0x80 ? Buffer.concat([Buffer.of(0), shortest]) : shortest);
}

/** A bit string of whole bytes, or with some unused bits at its end. */
export function bitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return tagged(BIT_STRING, Buffer.concat([Buffer.of(unusedBits), bytes]));
}

export function octetString(bytes: Uint8Array): Buffer {
  return tagged(OCTET_STRING, bytes);
}

export function utf8String(value: string): Buffer {
  return tagged(UTF8_STRING, Buffer.from(value));
}

/** An object identifier in dotted form. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const septets = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) septets.unshift(0x80 | (left & 0x7f));
    bytes.push(...septets);
  }
  return tagged(OBJECT_IDENTIFIER, Buffer.from(bytes));
}

/** A time in whole seconds, UTC. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return date.getUTCFullYear() < GENERALIZED_TIME_YEAR
    ? tagged(UTC_TIME, Buffer.from(`${digits.slice(2)}Z`))
    : tagged(GENERALIZED_TIME, Buffer.from(`${digits}Z`));
}

/** `[number] EXPLICIT`. */
export function explicit(number: number, content: Uint8Array): Buffer {
  return tagged(CONTEXT | CONSTRUCTED | number, content);
}

/** `[number] IMPLICIT` over a primitive value's content. */
export function implicit(number: number, content: Uint8Array): Buffer {
  return tagged(CONTEXT | number, content);
}
