// Typed encoders for the presentation language of RFC 8446 §3 with the variable-size vectors of RFC 9420 §2.1.
// One value has exactly one encoding: whatever decodes encodes back to the same bytes.
import { CodecError } from './error.ts';
import { Reader } from './reader.ts';
import { Writer } from './writer.ts';

/** How one type is written and read. Both directions enforce the same bounds. */
export interface Codec<T> {
  write(writer: Writer, value: T): void;
  read(reader: Reader): T;
}

/** The type that a codec carries. */
export type Of<C> = C extends Codec<infer T> ? T : never;

/** Encodes one value. Throws {@link CodecError} if it is outside the codec's bounds. */
export function encode<T>(codec: Codec<T>, value: T): Uint8Array {
  const writer = new Writer();
  codec.write(writer, value);
  return writer.finish();
}

/** Decodes bytes that hold exactly one value. Throws {@link CodecError} on anything else. */
export function decode<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const reader = new Reader(bytes);
  const value = codec.read(reader);
  reader.finish();
  return value;
}

/** Unsigned integers, big-endian. `uint64` is a bigint. */
export const uint8: Codec<number> = unsigned(1);
export const uint16: Codec<number> = unsigned(2);
export const uint32: Codec<number> = unsigned(4);
export const uint64: Codec<bigint> = {
  write: (writer, value) => {
    writer.uint64(value);
  },
  read: (reader) => reader.uint64(),
};

/** Eight bytes on the wire, held as a number: refuses what a double cannot count (2^53 and above). */
export const uint53: Codec<number> = {
  write: (writer, value) => {
    if (!Number.isSafeInteger(value) || value < 0) throw new CodecError('out-of-range', 'uint53');
    writer.uint64(BigInt(value));
  },
  read: (reader) => {
    const value = reader.uint64();
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new CodecError('out-of-range', 'uint53');
    return Number(value);
  },
};

/** One byte, 0 or 1. */
export const boolean: Codec<boolean> = {
  write: (writer, value) => {
    writer.uint(value ? 1 : 0, 1);
  },
  read: (reader) => {
    const value = reader.uint(1);
    if (value > 1) throw new CodecError('not-canonical', 'boolean');
    return value === 1;
  },
};

/** Exactly `length` bytes, without a length on the wire. */
export function fixed(length: number): Codec<Uint8Array> {
  return {
    write: (writer, value) => {
      if (value.length !== length) throw new CodecError('out-of-range', `${length} bytes wanted`);
      writer.bytes(value);
    },
    read: (reader) => reader.bytes(length),
  };
}

/** `opaque value<V>` of at most `max` bytes (and at least `min`). */
export function opaque(max: number, min = 0): Codec<Uint8Array> {
  return {
    write: (writer, value) => {
      checkLength(value.length, min, max);
      writer.vectorLength(value.length);
      writer.bytes(value);
    },
    read: (reader) => {
      const length = reader.vectorLength(max);
      checkLength(length, min, max);
      return reader.bytes(length);
    },
  };
}

const utf8Encoder = new TextEncoder();
// `ignoreBOM` keeps a leading U+FEFF: dropping it would give two encodings one value.
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 text as `opaque<V>` of at most `max` bytes. Ill-formed text is refused in both directions. */
export function text(max: number): Codec<string> {
  const bytes = opaque(max);
  return {
    write: (writer, value) => {
      if (!value.isWellFormed()) throw new CodecError('not-canonical', 'text with a lone surrogate');
      bytes.write(writer, utf8Encoder.encode(value));
    },
    read: (reader) => {
      const value = bytes.read(reader);
      try {
        return utf8Decoder.decode(value);
      } catch {
        throw new CodecError('not-canonical', 'text that is not UTF-8');
      }
    },
  };
}

/** `T values<V>`: a vector of at most `maxBytes` bytes, whatever the number of its elements. */
export function vector<T>(element: Codec<T>, maxBytes: number): Codec<readonly T[]> {
  return {
    write: (writer, values) => {
      writer.vector(maxBytes, () => {
        for (const value of values) element.write(writer, value);
      });
    },
    read: (reader) =>
      reader.vector(maxBytes, () => {
        const values: T[] = [];
        while (reader.remaining > 0) values.push(element.read(reader));
        return values;
      }),
  };
}

/** `optional<T>`: a presence byte, then the value. Absent is `null`. */
export function optional<T>(value: Codec<T>): Codec<T | null> {
  return {
    write: (writer, given) => {
      boolean.write(writer, given !== null);
      if (given !== null) value.write(writer, given);
    },
    read: (reader) => (boolean.read(reader) ? value.read(reader) : null),
  };
}

/** A struct: its fields in the order given. */
export function struct<T extends object>(fields: { readonly [K in keyof T]: Codec<T[K]> }): Codec<T> {
  const entries = Object.entries(fields) as [keyof T, Codec<T[keyof T]>][];
  return {
    write: (writer, value) => {
      for (const [name, codec] of entries) codec.write(writer, value[name]);
    },
    read: (reader) => {
      const value: Partial<T> = {};
      for (const [name, codec] of entries) value[name] = codec.read(reader);
      return value as T;
    },
  };
}

/** A closed enumeration: names on our side, numbers on the wire. Unknown numbers are `unknown-value`. */
export function enumeration<N extends string>(
  number: Codec<number>,
  values: Readonly<Record<N, number>>,
): Codec<N> {
  const byNumber = new Map(Object.entries<number>(values).map(([name, value]) => [value, name as N]));
  return {
    write: (writer, name) => {
      number.write(writer, values[name]);
    },
    read: (reader) => {
      const name = byNumber.get(number.read(reader));
      if (name === undefined) throw new CodecError('unknown-value', 'enumeration');
      return name;
    },
  };
}

type Variants<T> = {
  [K in keyof T & string]: { type: K } & T[K];
}[keyof T & string];

/**
 * A tagged union: `select (type)` of RFC 8446 §3.8. The tag is the field `type`; each case gives its number on the wire
 * and the struct that follows.
 */
export function select<T extends { [K in keyof T]: object }>(
  number: Codec<number>,
  cases: { readonly [K in keyof T]: readonly [tag: number, body: Codec<T[K]>] },
): Codec<Variants<T>> {
  const names = Object.keys(cases) as (keyof T & string)[];
  const byNumber = new Map(names.map((name) => [cases[name][0], name]));
  return {
    write: (writer, value) => {
      const [tag, body] = cases[value.type];
      number.write(writer, tag);
      body.write(writer, value);
    },
    read: (reader) => {
      const type = byNumber.get(number.read(reader));
      if (type === undefined) throw new CodecError('unknown-value', 'type');
      return { type, ...cases[type][1].read(reader) };
    },
  };
}

function unsigned(size: 1 | 2 | 4): Codec<number> {
  return {
    write: (writer, value) => {
      writer.uint(value, size);
    },
    read: (reader) => reader.uint(size),
  };
}

function checkLength(length: number, min: number, max: number): void {
  if (length > max) throw new CodecError('too-long', `${length} bytes, at most ${max}`);
  if (length < min) throw new CodecError('out-of-range', `${length} bytes, at least ${min}`);
}
