// Files as secretstreams: libsodium's own functions read them, and nothing that was changed opens.
import sodium from 'libsodium-wrappers-sumo';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  CryptoError,
  FILE_CHUNK_BYTES,
  FileOpener,
  FileSealer,
  ready,
  Secret,
  Sha256,
} from '../../src/index.ts';
import { sha256 } from '../../src/sodium/hashes.ts';

beforeAll(() => ready);

const key = (): Secret => Secret.of(new Uint8Array(32).fill(1));
const header = new Uint8Array(24).fill(2);

function sealAll(...chunks: readonly Uint8Array[]): Uint8Array[] {
  const sealer = new FileSealer(key(), header);
  return chunks.map((chunk, index) => sealer.seal(chunk, index === chunks.length - 1));
}

function openAll(sealed: readonly Uint8Array[]): { chunks: Uint8Array[]; isOver: boolean } {
  const opener = new FileOpener(key(), header);
  return { chunks: sealed.map((chunk) => opener.open(chunk)), isOver: opener.isOver };
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
  return 'opened';
}

const whole = (fill: number): Uint8Array => new Uint8Array(FILE_CHUNK_BYTES).fill(fill);

describe('a file', () => {
  it('opens as it was sealed, chunk by chunk, to its end', () => {
    const chunks = [whole(7), whole(8), Uint8Array.of(9)];
    expect(openAll(sealAll(...chunks))).toEqual({ chunks, isOver: true });
    expect(openAll(sealAll(new Uint8Array()))).toEqual({ chunks: [new Uint8Array()], isOver: true });
  });

  it('is a secretstream of libsodium, both ways', () => {
    const chunks = [whole(7), Uint8Array.of(1, 2, 3)];
    const bytes = new Uint8Array(32).fill(1);
    const pull = sodium.crypto_secretstream_xchacha20poly1305_init_pull(header, bytes);
    const pulled = sealAll(...chunks).map((sealed) =>
      sodium.crypto_secretstream_xchacha20poly1305_pull(pull, sealed, null),
    );
    expect(pulled.map((result) => result && [result.message, result.tag])).toEqual([
      [chunks[0], sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE],
      [chunks[1], sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL],
    ]);
    const push = sodium.crypto_secretstream_xchacha20poly1305_init_push(bytes);
    const opener = new FileOpener(key(), push.header);
    chunks.forEach((chunk, index) => {
      const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(
        push.state,
        chunk,
        null,
        index === 1
          ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
          : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
      );
      expect(opener.open(sealed)).toEqual(chunk);
    });
    expect(opener.isOver).toBe(true);
  });

  it('does not open where a chunk was changed, swapped, repeated, left out or added', () => {
    const [first, second, last] = sealAll(whole(1), whole(2), Uint8Array.of(3)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const flipped = first.slice();
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    const wrong: readonly (readonly Uint8Array[])[] = [
      [flipped],
      [second, first, last],
      [first, first],
      [first, last],
      [first, second, last, last],
      [first.subarray(0, first.length - 1)],
      [new Uint8Array(16)],
      [new Uint8Array()],
    ];
    for (const sealed of wrong) expect(codeOf(() => openAll(sealed))).toBe('decryption-failed');
    expect(openAll([first, second]).isOver).toBe(false);
    const otherKey = new FileOpener(Secret.of(new Uint8Array(32)), header);
    expect(codeOf(() => otherKey.open(first))).toBe('decryption-failed');
  });

  it('has whole chunks up to its last', () => {
    const sealer = new FileSealer(key(), header);
    expect(codeOf(() => sealer.seal(Uint8Array.of(1), false))).toBe('bad-length');
    expect(codeOf(() => sealer.seal(new Uint8Array(FILE_CHUNK_BYTES + 1), true))).toBe('bad-length');
    sealer.seal(Uint8Array.of(1), true);
    expect(codeOf(() => sealer.seal(Uint8Array.of(1), true))).toBe('bad-length');
  });
});

describe('SHA-256 piece by piece', () => {
  it('is SHA-256 of the whole, at every point', () => {
    const hash = new Sha256();
    const bytes = whole(5).subarray(0, 1000);
    expect(hash.digest()).toEqual(sha256());
    for (let at = 0; at < bytes.length; at += 77) {
      hash.update(bytes.subarray(at, at + 77));
      expect(hash.digest()).toEqual(sha256(bytes.subarray(0, at + 77)));
    }
  });
});
