// HPKE base mode against RFC 9180 appendix A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
import { beforeAll, describe, expect, it } from 'vitest';
import { ready, Secret, SUITE_X25519, suiteById, suiteIds } from '../../src/index.ts';
import { fromHex, toHex } from '../hex.ts';
import { fixedRandom, platformRandom } from '../random.ts';

beforeAll(() => ready);

const a21 = {
  info: fromHex('4f6465206f6e2061204772656369616e2055726e'),
  ikmE: fromHex('909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b'),
  ikmR: fromHex('1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df'),
  publicKey: '4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a',
  secretKey: '8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb',
  enc: '1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a',
  sharedSecret: '0bbe78490412b4bbea4812666f7916932b828bba79942424abb65244930d69a7',
  plaintext: fromHex('4265617574792069732074727574682c20747275746820626561757479'),
  aad: fromHex('436f756e742d30'),
  ciphertext: '1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28',
};

describe('RFC 9180 A.2.1', () => {
  const suite = suiteById(SUITE_X25519);
  const pair = (): { publicKey: Uint8Array; secretKey: Secret } =>
    suite.kem.deriveKeyPair(Secret.of(a21.ikmR.slice()));

  it('derives the recipient key pair', () => {
    expect(toHex(pair().publicKey)).toBe(a21.publicKey);
    expect(pair().secretKey.use(toHex)).toBe(a21.secretKey);
  });

  it('encapsulates and decapsulates', () => {
    const { enc, shared } = suite.kem.encap(pair().publicKey, Secret.of(a21.ikmE.slice()));
    expect(toHex(enc)).toBe(a21.enc);
    expect(shared.use(toHex)).toBe(a21.sharedSecret);
    expect(suite.kem.decap(enc, pair().secretKey).use(toHex)).toBe(a21.sharedSecret);
    expect(suite.kem.decap(enc, pair().secretKey, pair().publicKey).use(toHex)).toBe(a21.sharedSecret);
  });

  it('seals and opens', () => {
    const { publicKey, secretKey } = pair();
    const sealed = suite.hpke.sealBase(publicKey, a21.info, a21.aad, a21.plaintext, fixedRandom(a21.ikmE));
    expect(toHex(sealed.enc)).toBe(a21.enc);
    expect(toHex(sealed.ciphertext)).toBe(a21.ciphertext);
    expect(suite.hpke.openBase(sealed, secretKey, a21.info, a21.aad).use(toHex)).toBe(toHex(a21.plaintext));
  });

  it.each([
    ['', '4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e'],
    ['00', '8c1df14732580e5501b00f82b10a1647b40713191b7c1240ac80e2b68808ba69'],
    ['54657374436f6e74657874', '5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53'],
  ])('exports for the context "%s"', (context, exported) => {
    const { publicKey, secretKey } = pair();
    const sent = suite.hpke.sendExportBase(publicKey, a21.info, fromHex(context), 32, fixedRandom(a21.ikmE));
    expect(sent.exported.use(toHex)).toBe(exported);
    const received = suite.hpke.receiveExportBase(sent.enc, secretKey, a21.info, fromHex(context), 32);
    expect(received.use(toHex)).toBe(exported);
  });
});

describe.each(suiteIds.map((id) => suiteById(id)))('HPKE of $name', (suite) => {
  it('opens only with the same key, info, associated data, encapsulation and ciphertext', () => {
    const { publicKey, secretKey } = suite.kem.deriveKeyPair(Secret.of(platformRandom(32)));
    const other = suite.kem.deriveKeyPair(Secret.of(platformRandom(32)));
    const info = fromHex('01');
    const aad = fromHex('02');
    const sealed = suite.hpke.sealBase(publicKey, info, aad, fromHex('03'), platformRandom);
    expect(suite.hpke.openBase(sealed, secretKey, info, aad).use(toHex)).toBe('03');

    const changed = (bytes: Uint8Array): Uint8Array =>
      bytes.map((byte, index) => (index === 5 ? byte ^ 1 : byte));
    const refused = expect.objectContaining({ code: 'decryption-failed', scope: 'own' }) as Error;
    for (const open of [
      () => suite.hpke.openBase(sealed, other.secretKey, info, aad),
      () => suite.hpke.openBase(sealed, secretKey, aad, aad),
      () => suite.hpke.openBase(sealed, secretKey, info, info),
      () => suite.hpke.openBase({ ...sealed, enc: changed(sealed.enc) }, secretKey, info, aad),
      () => suite.hpke.openBase({ ...sealed, enc: sealed.enc.subarray(1) }, secretKey, info, aad),
      () => suite.hpke.openBase({ ...sealed, ciphertext: changed(sealed.ciphertext) }, secretKey, info, aad),
      () => suite.hpke.openBase({ ...sealed, ciphertext: fromHex('00') }, secretKey, info, aad),
    ]) {
      expect(open).toThrow(refused);
    }
  });
});
