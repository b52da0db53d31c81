// A file as libsodium's secretstream (crypto_secretstream_xchacha20poly1305): a header, then chunks of 64 KiB, each bound
// to its place, the last one marked. Nothing that was cut, swapped, repeated or appended opens. docs/protocol.md, "Files".
import { CryptoError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { streamOpen, streamSeal, streamStart } from '../sodium/ciphers.ts';

export const FILE_KEY_BYTES = 32;
/** At the beginning of the ciphertext; random. */
export const FILE_HEADER_BYTES = 24;
/** Plaintext of every chunk but the last, which may be shorter. */
export const FILE_CHUNK_BYTES = 64 * 1024;
/** What sealing adds to a chunk. */
export const FILE_TAG_BYTES = 17;

const TAG_MESSAGE = 0;
const TAG_FINAL = 3;

/** Seals one file, chunk by chunk. A key and header must never seal two files. */
export class FileSealer {
  readonly #state: Secret;
  #isOver = false;

  /** `key` and the 24 random bytes of `header` are new for each file. The key stays the caller's to wipe. */
  constructor(key: Secret, header: Uint8Array) {
    this.#state = start(key, header);
  }

  /** The sealed chunk, {@link FILE_TAG_BYTES} longer. Every chunk but the last has {@link FILE_CHUNK_BYTES}. */
  seal(chunk: Uint8Array, isLast: boolean): Uint8Array {
    const isWhole = chunk.length === FILE_CHUNK_BYTES;
    if (this.#isOver || chunk.length > FILE_CHUNK_BYTES || (!isLast && !isWhole)) {
      throw new CryptoError('bad-length', 'chunk of a file', { scope: 'own' });
    }
    this.#isOver = isLast;
    return this.#state.use((state) => streamSeal(state, chunk, isLast ? TAG_FINAL : TAG_MESSAGE));
  }

  wipe(): void {
    this.#state.wipe();
  }
}

/** Opens one file, chunk by chunk. */
export class FileOpener {
  readonly #state: Secret;
  #isOver = false;

  constructor(key: Secret, header: Uint8Array) {
    this.#state = start(key, header);
  }

  /** Whether the last chunk was opened: before that the file is not whole. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The chunk. Throws `decryption-failed` for anything but the next chunk of this file, unchanged. */
  open(sealed: Uint8Array): Uint8Array {
    if (this.#isOver || sealed.length < FILE_TAG_BYTES) throw failed();
    const opened = this.#state.use((state) => streamOpen(state, sealed));
    if (opened === null || (opened.tag !== TAG_MESSAGE && opened.tag !== TAG_FINAL)) throw failed();
    const isLast = opened.tag === TAG_FINAL;
    // One file has one ciphertext: a chunk that is short before the end is none that FileSealer makes.
    if (!isLast && opened.chunk.length !== FILE_CHUNK_BYTES) throw failed();
    this.#isOver = isLast;
    return opened.chunk;
  }

  wipe(): void {
    this.#state.wipe();
  }
}

function start(key: Secret, header: Uint8Array): Secret {
  if (key.length !== FILE_KEY_BYTES) throw new CryptoError('bad-length', 'key of a file');
  if (header.length !== FILE_HEADER_BYTES) throw new CryptoError('bad-length', 'header of a file');
  return Secret.of(key.use((bytes) => streamStart(bytes, header)));
}

function failed(): CryptoError {
  return new CryptoError('decryption-failed', 'chunk of a file');
}
