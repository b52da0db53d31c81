import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { equalInConstantTime, ready, Secret, wipeAll } from './index.ts';
import * as ciphers from './sodium/ciphers.ts';
import * as hashes from './sodium/hashes.ts';
import * as keys from './sodium/keys.ts';

beforeAll(() => ready);

const secret = (): Secret => Secret.of(Uint8Array.of(0xde, 0xad, 0xbe, 0xef));

describe('Secret', () => {
  it('never shows its bytes', () => {
    expect(inspect(secret())).toBe('Secret(4)');
    expect(inspect({ key: secret() }, { showHidden: true, depth: 9 })).toBe('{ key: Secret(4) }');
    expect(String(secret())).toBe('Secret(4)');
    expect(Object.getOwnPropertyNames(secret())).toEqual([]);
    expect(Object.getOwnPropertySymbols(secret())).toEqual([]);
  });

  it('refuses to be serialised, and a structured clone of it is empty', () => {
    expect(() => JSON.stringify({ key: secret() })).toThrow(TypeError);
    const clone = structuredClone(secret());
    expect(clone).toEqual({});
    expect(clone).not.toBeInstanceOf(Secret);
  });

  it('is zeros in memory once wiped, and unusable', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const wiped = Secret.of(bytes);
    wipeAll([wiped, wiped]);
    expect(bytes).toEqual(new Uint8Array(3));
    expect(wiped.length).toBe(0);
    expect(() => wiped.use((lent) => lent)).toThrow(
      expect.objectContaining({ code: 'wiped-secret' }) as Error,
    );
  });

  it('compares by value', () => {
    expect(secret().equals(secret())).toBe(true);
    expect(secret().equals(Secret.of(Uint8Array.of(0xde, 0xad, 0xbe, 0xee)))).toBe(false);
    expect(equalInConstantTime(new Uint8Array(3), new Uint8Array(4))).toBe(false);
  });
});

describe('libsodium memory', () => {
  it('keeps no key behind: a marker used as key, seed and plaintext is nowhere in it afterwards', async () => {
    const { default: wrapper } = await import('libsodium-wrappers-sumo');
    const { HEAPU8: heap } = (wrapper as unknown as { libsodium: { HEAPU8: Uint8Array } }).libsodium;
    const held = (bytes: Uint8Array): boolean => Buffer.from(heap.buffer).includes(Buffer.from(bytes));
    const marker = crypto.getRandomValues(new Uint8Array(32));

    hashes.hmacSha512(marker, marker);
    hashes.hkdfExpandSha256(marker, marker, 32);
    const nonce = new Uint8Array(12);
    ciphers.chachaOpen(marker, nonce, nonce, ciphers.chachaSeal(marker, nonce, nonce, marker));
    const pair = keys.ed25519KeyPair(marker);
    keys.ed25519Verify(pair.publicKey, [marker], keys.ed25519Sign(pair.secretKey, [marker]));
    keys.x25519(marker, keys.x25519PublicKey(marker));
    const hybrid = keys.xwingKeyPair(marker);
    const { enc } = keys.xwingEncapsulate(hybrid.publicKey, Buffer.concat([marker, marker]))!;
    keys.xwingDecapsulate(enc, hybrid.secretKey);
    expect(held(marker)).toBe(false);

    // The same search finds what is there.
    heap.set(marker, heap.length - marker.length);
    expect(held(marker)).toBe(true);
    heap.fill(0, heap.length - marker.length);
  });

  it('grows for large inputs and stays right', () => {
    const nonce = new Uint8Array(12);
    const key = new Uint8Array(32);
    const large = new Uint8Array(3_000_000).fill(0x5a);
    const opened = ciphers.chachaOpen(key, nonce, nonce, ciphers.chachaSeal(key, nonce, nonce, large));
    expect(Buffer.compare(opened!, large)).toBe(0);
  });
});
