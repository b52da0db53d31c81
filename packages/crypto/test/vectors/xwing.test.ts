// X-Wing against the test vectors of its draft (xwing.json), and the public keys that must be refused on arrival.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ready, Secret } from '../../src/index.ts';
import { x25519, xwingKeyPair } from '../../src/sodium/keys.ts';
import { kemX25519 } from '../../src/suite/kem-x25519.ts';
import { kemXWing } from '../../src/suite/kem-xwing.ts';
import { fromHex, toHex } from '../hex.ts';
import { platformRandom } from '../random.ts';

interface XWingVector {
  readonly seed: string;
  readonly eseed: string;
  readonly ss: string;
  readonly pk: string;
  readonly ct: string;
}

const { vectors } = JSON.parse(readFileSync(new URL('xwing.json', import.meta.url), 'utf8')) as {
  vectors: readonly XWingVector[];
};

beforeAll(() => ready);

it.each(vectors)('matches the draft for seed $seed', ({ seed, eseed, ss, pk, ct }) => {
  const pair = xwingKeyPair(fromHex(seed));
  expect(toHex(pair.publicKey)).toBe(pk);
  kemXWing.checkPublicKey(pair.publicKey);
  const { enc, shared } = kemXWing.encap(pair.publicKey, Secret.of(fromHex(eseed)));
  expect(toHex(enc)).toBe(ct);
  expect(shared.use(toHex)).toBe(ss);
  expect(kemXWing.decap(enc, Secret.of(pair.secretKey)).use(toHex)).toBe(ss);
});

const lowOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];
const refused = expect.objectContaining({ code: 'bad-public-key' }) as Error;

describe('public keys that are refused on arrival', () => {
  it.each(lowOrder)('X25519 of low order: %s, with either top bit', (hex) => {
    for (const topBit of [0, 0x80]) {
      const point = fromHex(hex);
      point[31]! |= topBit;
      // What the check stands for: this key gives zeros with whatever scalar.
      expect(x25519(platformRandom(32), point)).toBeNull();
      expect(() => {
        kemX25519.checkPublicKey(point);
      }).toThrow(refused);
      expect(() => kemX25519.encap(point, Secret.of(platformRandom(32)))).toThrow(refused);

      const hybrid = xwingKeyPair(platformRandom(32)).publicKey;
      hybrid.set(point, hybrid.length - point.length);
      expect(() => {
        kemXWing.checkPublicKey(hybrid);
      }).toThrow(refused);
      expect(() => kemXWing.encap(hybrid, Secret.of(platformRandom(64)))).toThrow(refused);
    }
  });

  it('ML-KEM coefficients of q and above, wherever they stand, just as libsodium judges them', () => {
    const { publicKey } = xwingKeyPair(new Uint8Array(32).fill(9));
    for (const [coefficient, value, fine] of [
      [0, 3328, true],
      [0, 3329, false],
      [1, 3328, true],
      [1, 3329, false],
      [767, 3329, false],
      [767, 4095, false],
      [400, 4095, false],
    ] as const) {
      const key = publicKey.slice();
      const at = Math.floor(coefficient / 2) * 3;
      if (coefficient % 2 === 0) {
        key[at] = value & 0xff;
        key[at + 1] = (key[at + 1]! & 0xf0) | (value >> 8);
      } else {
        key[at + 1] = (key[at + 1]! & 0x0f) | ((value & 0x0f) << 4);
        key[at + 2] = value >> 4;
      }
      const check = (): void => {
        kemXWing.checkPublicKey(key);
      };
      const encapsulate = (): unknown => kemXWing.encap(key, Secret.of(platformRandom(64)));
      if (fine) {
        expect(check).not.toThrow();
        expect(encapsulate).not.toThrow();
      } else {
        expect(check).toThrow(refused);
        expect(encapsulate).toThrow(refused);
      }
    }
  });

  it('keys of any other length', () => {
    for (const kem of [kemX25519, kemXWing]) {
      const { publicKey } = kem.deriveKeyPair(Secret.of(platformRandom(32)));
      expect(() => {
        kem.checkPublicKey(publicKey.subarray(1));
      }).toThrow(refused);
      expect(() => {
        kem.checkPublicKey(new Uint8Array(publicKey.length + 1));
      }).toThrow(refused);
      expect(() => kem.encap(publicKey.subarray(1), Secret.of(platformRandom(kem.encapSeedBytes)))).toThrow(
        refused,
      );
    }
  });
});

it('refuses an encapsulation whose X25519 part is of low order', () => {
  const { publicKey, secretKey } = kemXWing.deriveKeyPair(Secret.of(platformRandom(32)));
  const { enc } = kemXWing.encap(publicKey, Secret.of(platformRandom(64)));
  enc.fill(0, enc.length - 32);
  expect(() => kemXWing.decap(enc, secretKey)).toThrow(
    expect.objectContaining({ code: 'decryption-failed' }) as Error,
  );
});
