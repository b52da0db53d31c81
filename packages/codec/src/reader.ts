// A cursor over untrusted bytes: every read is checked against the end, every length must be the shortest form.
import { CodecError } from './error.ts';

/** Reads one encoding from front to back. Everything it returns is a copy, never a view of the input. */
export class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at: number;
  #end: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = 0;
    this.#end = bytes.length;
  }

  /** Bytes left in the vector being read, or in the whole input outside of any. */
  get remaining(): number {
    return this.#end - this.#at;
  }

  /** Offset of the next byte from the start of the input. */
  get position(): number {
    return this.#at;
  }

  /** Reads an unsigned big-endian integer of 1, 2 or 4 bytes. Throws `truncated`. */
  uint(size: 1 | 2 | 4): number {
    const at = this.#take(size);
    if (size === 1) return this.#view.getUint8(at);
    if (size === 2) return this.#view.getUint16(at);
    return this.#view.getUint32(at);
  }

  /** Reads an unsigned big-endian 64-bit integer. Throws `truncated`. */
  uint64(): bigint {
    return this.#view.getBigUint64(this.#take(8));
  }

  /** Reads exactly `length` bytes. Throws `truncated`. */
  bytes(length: number): Uint8Array {
    const at = this.#take(length);
    return this.#bytes.slice(at, at + length);
  }

  /** The bytes already read between two positions, as a copy: for checks over an exact encoding. */
  between(from: number, to: number): Uint8Array {
    return this.#bytes.slice(from, to);
  }

  /** Reads a vector's length header. Throws `not-canonical` for one longer than needed, `too-long` above `max`. */
  vectorLength(max: number): number {
    const first = this.uint(1);
    const form = first >> 6;
    // RFC 9420 §2.1.2: the 8-byte form is not used, and a length in more bytes than needed is malformed.
    if (form === 3) throw new CodecError('not-canonical', 'vector length of 8 bytes');
    let length = first & 0x3f;
    if (form === 1) {
      length = (length << 8) | this.uint(1);
      if (length < 0x40) throw new CodecError('not-canonical', 'vector length');
    } else if (form === 2) {
      length = length * 2 ** 24 + this.uint(1) * 2 ** 16 + this.uint(2);
      if (length < 0x4000) throw new CodecError('not-canonical', 'vector length');
    }
    if (length > max) throw new CodecError('too-long', `vector of ${length} bytes, at most ${max}`);
    if (length > this.remaining) throw new CodecError('truncated', 'vector');
    return length;
  }

  /** Reads a vector of at most `max` bytes with `body`, which must consume it exactly. */
  vector<T>(max: number, body: () => T): T {
    const length = this.vectorLength(max);
    const outerEnd = this.#end;
    this.#end = this.#at + length;
    const value = body();
    if (this.#at !== this.#end) throw new CodecError('trailing', 'vector content');
    this.#end = outerEnd;
    return value;
  }

  /** Throws `trailing` unless everything was read. */
  finish(): void {
    if (this.remaining > 0) throw new CodecError('trailing', `${this.remaining} bytes`);
  }

  #take(count: number): number {
    if (count > this.remaining) throw new CodecError('truncated', `${count} bytes wanted`);
    const at = this.#at;
    this.#at += count;
    return at;
  }
}
