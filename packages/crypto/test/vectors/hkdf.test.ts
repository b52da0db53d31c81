// HKDF against RFC 5869 appendix A, and HMAC-SHA-512, which that RFC does not cover, against RFC 4231 section 4.
import { beforeAll, expect, it } from 'vitest';
import { ready, Secret } from '../../src/index.ts';
import { hmacSha256, hmacSha512 } from '../../src/sodium/hashes.ts';
import { hkdfSha256, hkdfSha512 } from '../../src/suite/kdf.ts';
import { fromHex, toHex } from '../hex.ts';

beforeAll(() => ready);

const range = (from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: to - from + 1 }, (_, index) => from + index);

it.each([
  {
    name: 'A.1',
    ikm: new Uint8Array(22).fill(0x0b),
    salt: range(0x00, 0x0c),
    info: range(0xf0, 0xf9),
    prk: '077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5',
    okm: `3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
      34007208d5b887185865`,
  },
  {
    name: 'A.2',
    ikm: range(0x00, 0x4f),
    salt: range(0x60, 0xaf),
    info: range(0xb0, 0xff),
    prk: '06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244',
    okm: `b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c
      59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71
      cc30c58179ec3e87c14c01d5c1f3434f1d87`,
  },
  {
    name: 'A.3',
    ikm: new Uint8Array(22).fill(0x0b),
    salt: new Uint8Array(0),
    info: new Uint8Array(0),
    prk: '19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04',
    okm: `8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d
      9d201395faa4b61a96c8`,
  },
])('matches RFC 5869 $name', ({ ikm, salt, info, prk, okm }) => {
  const extracted = hkdfSha256.extract(Secret.of(salt), Secret.of(ikm));
  expect(extracted.use(toHex)).toBe(prk);
  const expected = fromHex(okm);
  expect(hkdfSha256.expand(extracted, info, expected.length).use(toHex)).toBe(toHex(expected));
});

it.each([
  {
    name: 'case 1',
    key: new Uint8Array(20).fill(0x0b),
    data: Buffer.from('Hi There'),
    sha256: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    sha512: `87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde
      daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854`,
  },
  {
    name: 'case 2',
    key: Buffer.from('Jefe'),
    data: Buffer.from('what do ya want for nothing?'),
    sha256: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    sha512: `164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554
      9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737`,
  },
  {
    name: 'case 6, a key longer than a block',
    key: new Uint8Array(131).fill(0xaa),
    data: Buffer.from('Test Using Larger Than Block-Size Key - Hash Key First'),
    sha256: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    sha512: `80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352
      6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598`,
  },
])('matches RFC 4231 $name', ({ key, data, sha256, sha512 }) => {
  expect(toHex(hmacSha256(key, data))).toBe(sha256);
  expect(toHex(hmacSha512(key, data))).toBe(toHex(fromHex(sha512)));
});

it('expands over several blocks as RFC 5869 §2.3 defines it, also with SHA-512', () => {
  const prk = range(1, 64);
  const info = Buffer.from('info');
  const first = hmacSha512(prk, Buffer.concat([info, Buffer.of(1)]));
  const second = hmacSha512(prk, Buffer.concat([first, info, Buffer.of(2)]));
  const expected = Buffer.concat([first, second]).subarray(0, 100).toString('hex');
  expect(hkdfSha512.expand(Secret.of(prk), info, 100).use(toHex)).toBe(expected);
});

it('refuses a pseudorandom key of another length, and more than 255 blocks', () => {
  const refused = expect.objectContaining({ code: 'bad-length' }) as Error;
  expect(() => hkdfSha512.expand(Secret.of(new Uint8Array(32)), new Uint8Array(0), 32)).toThrow(refused);
  expect(() => hkdfSha256.expand(Secret.of(new Uint8Array(32)), new Uint8Array(0), 255 * 32 + 1)).toThrow(
    refused,
  );
});
