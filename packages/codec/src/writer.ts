// A growing buffer of big-endian numbers and length-prefixed vectors.
// Length headers are RFC 9420 §2.1.2 (RFC 9000 §16 without the 8-byte form), always the shortest.
import { CodecError } from './error.ts';

/** The longest vector that a 4-byte length header can announce, in bytes. */
export const VECTOR_BYTES_MAX = 2 ** 30 - 1;

const INITIAL_BYTES = 1024;
/** A buffer that grew beyond this is left to the garbage collector instead of being kept. */
const KEPT_BYTES_MAX = 64 * 1024;

/** One piece of memory, seen as bytes and as numbers. */
class Memory {
  readonly bytes: Uint8Array;
  readonly numbers: DataView;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.numbers = new DataView(this.bytes.buffer);
  }
}

const NO_MEMORY = new Memory(0);

/** The memory of the last finished writer, zeroed: most values are small, and making it costs more than filling it. */
let spare: Memory | null = null;

function takeMemory(): Memory {
  const memory = spare ?? new Memory(INITIAL_BYTES);
  spare = null;
  return memory;
}

/** Bytes that the length header of a vector of `length` bytes takes: 1, 2 or 4. */
function lengthHeaderBytes(length: number): 1 | 2 | 4 {
  if (length < 0x40) return 1;
  if (length < 0x4000) return 2;
  if (length <= VECTOR_BYTES_MAX) return 4;
  throw new CodecError('too-long', `vector of ${length} bytes`);
}

/** Collects one encoding. A writer is used once: call {@link Writer.finish} and drop it. */
export class Writer {
  #memory = takeMemory();
  #length = 0;

  /** Appends an unsigned integer of 1, 2 or 4 bytes, big-endian. Throws `out-of-range` if it does not fit. */
  uint(value: number, size: 1 | 2 | 4): void {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * size)) {
      throw new CodecError('out-of-range', `uint${8 * size}`);
    }
    const at = this.#reserve(size);
    if (size === 1) this.#memory.bytes[at] = value;
    else if (size === 2) this.#memory.numbers.setUint16(at, value);
    else this.#memory.numbers.setUint32(at, value);
  }

  /** Appends an unsigned 64-bit integer, big-endian. Throws `out-of-range` if it does not fit. */
  uint64(value: bigint): void {
    if (value < 0n || value > 0xffff_ffff_ffff_ffffn) throw new CodecError('out-of-range', 'uint64');
    // Reserving may move to other memory: only then is it read.
    const at = this.#reserve(8);
    this.#memory.numbers.setBigUint64(at, value);
  }

  /** Appends bytes as they are, without a length. */
  bytes(value: Uint8Array): void {
    const at = this.#reserve(value.length);
    this.#memory.bytes.set(value, at);
  }

  /** Appends the shortest length header for a vector of `length` bytes. */
  vectorLength(length: number): void {
    const header = lengthHeaderBytes(length);
    if (header === 1) this.uint(length, 1);
    else if (header === 2) this.uint(0x4000 | length, 2);
    else this.uint(0x8000_0000 + length, 4);
  }

  /**
   * Appends a vector whose content `body` writes. The content is written in place behind a one-byte gap and moved only
   * if its header turns out longer. Throws `too-long` if the content has more than `max` bytes.
   */
  vector(max: number, body: () => void): void {
    const headerAt = this.#reserve(1);
    const contentAt = headerAt + 1;
    body();
    const length = this.#length - contentAt;
    if (length > max) throw new CodecError('too-long', `vector of ${length} bytes, at most ${max}`);
    const header = lengthHeaderBytes(length);
    if (header > 1) {
      this.#reserve(header - 1);
      this.#memory.bytes.copyWithin(headerAt + header, contentAt, contentAt + length);
    }
    const end = this.#length;
    this.#length = headerAt;
    this.vectorLength(length);
    this.#length = end;
  }

  /** The bytes so far, as a copy of exactly their length. */
  finish(): Uint8Array {
    const { bytes } = this.#memory;
    const encoding = bytes.slice(0, this.#length);
    bytes.fill(0, 0, this.#length);
    if (bytes.length <= KEPT_BYTES_MAX) spare = this.#memory;
    // From here on the memory may be another writer's.
    this.#memory = NO_MEMORY;
    this.#length = 0;
    return encoding;
  }

  #reserve(count: number): number {
    const at = this.#length;
    const needed = at + count;
    const { bytes } = this.#memory;
    if (needed > bytes.length) {
      const grown = new Memory(Math.max(needed, bytes.length * 2));
      grown.bytes.set(bytes.subarray(0, at));
      bytes.fill(0, 0, at);
      this.#memory = grown;
    }
    this.#length = needed;
    return at;
  }
}
