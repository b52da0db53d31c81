// X25519 against RFC 7748 sections 5.2 and 6.1, Ed25519 against RFC 8032 section 7.1.
import { beforeAll, describe, expect, it } from 'vitest';
import { ready, Secret } from '../../src/index.ts';
import { x25519, x25519PublicKey } from '../../src/sodium/keys.ts';
import { ed25519 } from '../../src/suite/signature.ts';
import { fromHex, toHex } from '../hex.ts';

beforeAll(() => ready);

describe('X25519', () => {
  it.each([
    {
      scalar: 'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
      point: 'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
      result: 'c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552',
    },
    {
      scalar: '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
      point: 'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
      result: '95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957',
    },
  ])('matches RFC 7748 §5.2, $result', ({ scalar, point, result }) => {
    expect(toHex(x25519(fromHex(scalar), fromHex(point))!)).toBe(result);
  });

  it('matches RFC 7748 §5.2 after 1,000 iterations', () => {
    let scalar = fromHex('0900000000000000000000000000000000000000000000000000000000000000');
    let point = scalar;
    for (let round = 0; round < 1000; round += 1) [scalar, point] = [x25519(scalar, point)!, scalar];
    expect(toHex(scalar)).toBe('684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51');
  });

  it('matches the exchange of RFC 7748 §6.1', () => {
    const one = fromHex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
    const other = fromHex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb');
    expect(toHex(x25519PublicKey(one))).toBe(
      '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
    );
    expect(toHex(x25519PublicKey(other))).toBe(
      'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
    );
    expect(toHex(x25519(one, x25519PublicKey(other))!)).toBe(
      '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742',
    );
  });
});

describe('Ed25519', () => {
  it.each([
    {
      name: 'TEST 1',
      seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      message: '',
      signature: `e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
        5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b`,
    },
    {
      name: 'TEST 2',
      seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      message: '72',
      signature: `92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
        085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00`,
    },
    {
      name: 'TEST 3',
      seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      message: 'af82',
      signature: `6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
        18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a`,
    },
  ])('matches RFC 8032 §7.1 $name', ({ seed, publicKey, message, signature }) => {
    const pair = ed25519.keyPairFromSeed(Secret.of(fromHex(seed)));
    expect(toHex(pair.publicKey)).toBe(publicKey);
    const signed = ed25519.sign(pair.secretKey, fromHex(message));
    expect(toHex(signed)).toBe(toHex(fromHex(signature)));
    ed25519.verify(pair.publicKey, fromHex(message), signed);
  });

  it('refuses a changed message, signature or key, and sizes that are not Ed25519', () => {
    const refused = expect.objectContaining({ code: 'bad-signature' }) as Error;
    const pair = ed25519.keyPairFromSeed(Secret.of(new Uint8Array(32).fill(7)));
    const message = fromHex('00112233');
    const signature = ed25519.sign(pair.secretKey, message);
    for (const input of [pair.publicKey, message, signature]) {
      for (let index = 0; index < input.length; index += 1) {
        input[index]! ^= 1;
        expect(() => {
          ed25519.verify(pair.publicKey, message, signature);
        }).toThrow(refused);
        input[index]! ^= 1;
      }
    }
    expect(() => {
      ed25519.verify(pair.publicKey, message, signature.subarray(1));
    }).toThrow(refused);
    expect(() => {
      ed25519.verify(pair.publicKey.subarray(1), message, signature);
    }).toThrow(refused);
    // The neutral element signs everything for whoever accepts it as a key.
    const neutral = Uint8Array.from({ length: 32 }, (_, index) => (index === 0 ? 1 : 0));
    const forged = Uint8Array.from({ length: 64 }, (_, index) => (index === 0 ? 1 : 0));
    expect(() => {
      ed25519.verify(neutral, message, forged);
    }).toThrow(refused);
  });
});
