import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import * as codec from './index.ts';

const { decode, encode, opaque, text, vector, uint8, uint16, uint32, uint64, struct, select, optional } =
  codec;

const hex = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value, 'hex'));

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof codec.CodecError) return error.code;
    throw error;
  }
  return 'accepted';
}

describe('vector lengths', () => {
  const any = opaque(codec.VECTOR_BYTES_MAX);

  it('takes the shortest header at each boundary (RFC 9420 §2.1.2)', () => {
    for (const [length, header] of [
      [0, '00'],
      [63, '3f'],
      [64, '4040'],
      [16383, '7fff'],
      [16384, '80004000'],
    ] as const) {
      const bytes = encode(any, new Uint8Array(length));
      expect(Buffer.from(bytes.subarray(0, header.length / 2)).toString('hex')).toBe(header);
      expect(decode(any, bytes)).toHaveLength(length);
      const nested = encode(
        vector(uint8, codec.VECTOR_BYTES_MAX),
        Array.from({ length }, () => 0),
      );
      expect(nested).toEqual(bytes);
    }
  });

  it('refuses longer headers than needed, the 8-byte form, and lengths past the end', () => {
    expect(codeOf(() => decode(any, hex('400100')))).toBe('not-canonical');
    expect(codeOf(() => decode(any, hex('8000000100')))).toBe('not-canonical');
    expect(codeOf(() => decode(any, hex('c000000000000001ff')))).toBe('not-canonical');
    expect(codeOf(() => decode(any, hex('02ff')))).toBe('truncated');
    expect(codeOf(() => decode(any, hex('01ffff')))).toBe('trailing');
    expect(codeOf(() => decode(opaque(1), hex('02ffff')))).toBe('too-long');
  });

  it('refuses content that does not end with its vector', () => {
    expect(codeOf(() => decode(vector(uint16, 8), hex('03000100')))).toBe('truncated');
  });
});

describe('values', () => {
  it('refuses every other encoding of the same value', () => {
    expect(codeOf(() => decode(codec.boolean, hex('02')))).toBe('not-canonical');
    expect(codeOf(() => decode(optional(uint8), hex('0205')))).toBe('not-canonical');
    expect(codeOf(() => decode(text(8), hex('02c328')))).toBe('not-canonical');
    expect(codeOf(() => encode(text(8), '\ud800'))).toBe('not-canonical');
    expect(decode(text(8), encode(text(8), '\ufeffa'))).toBe('\ufeffa');
    expect(codeOf(() => decode(codec.uint53, hex('0020000000000000')))).toBe('out-of-range');
    expect(codeOf(() => encode(uint8, 256))).toBe('out-of-range');
    expect(codeOf(() => encode(opaque(2), new Uint8Array(3)))).toBe('too-long');
    expect(codeOf(() => encode(vector(uint8, 2), [1, 2, 3]))).toBe('too-long');
  });

  it('reads back what it wrote, and any bytes that it accepts it writes back the same', () => {
    const message = struct({
      kind: codec.enumeration(uint8, { one: 1, two: 2 }),
      count: uint32,
      big: uint64,
      name: text(100),
      body: select<{ data: { bytes: Uint8Array }; none: object }>(uint8, {
        data: [1, struct({ bytes: opaque(50) })],
        none: [2, struct({})],
      }),
      more: vector(optional(codec.fixed(2)), 60),
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        let value;
        try {
          value = decode(message, bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(codec.CodecError);
          return;
        }
        expect(encode(message, value)).toEqual(bytes);
      }),
    );
    const value = {
      kind: 'two' as const,
      count: 7,
      big: 2n ** 64n - 1n,
      name: 'ä字🙂',
      body: { type: 'data' as const, bytes: hex('0102') },
      more: [null, hex('0304')],
    };
    expect(decode(message, encode(message, value))).toEqual(value);
  });

  it('writes every type across the end of a full buffer', () => {
    const codecOf = codec.struct<{ before: Uint8Array; number: bigint }>({
      before: opaque(70_000),
      number: codec.uint64,
    });
    for (let power = 7; power <= 16; power++) {
      for (let length = 2 ** power - 16; length <= 2 ** power; length++) {
        const value = { before: new Uint8Array(length).fill(7), number: 2n ** 63n };
        expect(decode(codecOf, encode(codecOf, value)).number).toBe(value.number);
      }
    }
  });

  it('returns copies, so that a value never changes with its input', () => {
    const input = hex('02aabb');
    const value = decode(opaque(2), input);
    input.fill(0);
    expect(value).toEqual(hex('aabb'));
  });
});
