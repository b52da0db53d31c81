import assert from 'node:assert/strict';
import {
  decryptWithLabel,
  encryptWithLabel,
  refHash,
  signWithLabel,
  verifyWithLabel,
} from '../../src/suite/labeled.ts';
import { Secret } from '../../src/secret.ts';
import { concat } from '../../src/bytes.ts';
import { toHex, bare, hex, secret, suiteOf, type VectorFamily } from './family.ts';

interface CryptoBasicsVector {
  cipher_suite: number;
  ref_hash: { label: string; out: string; value: string };
  expand_with_label: { secret: string; label: string; context: string; length: number; out: string };
  derive_secret: { label: string; out: string; secret: string };
  derive_tree_secret: { secret: string; label: string; generation: number; length: number; out: string };
  sign_with_label: { priv: string; pub: string; content: string; label: string; signature: string };
  encrypt_with_label: {
    priv: string;
    pub: string;
    label: string;
    context: string;
    plaintext: string;
    kem_output: string;
    ciphertext: string;
  };
}

export const cryptoBasics: VectorFamily = {
  name: 'crypto-basics',
  fields: ['ref_hash', 'expand_with_label', 'sign_with_label'],
  check(vector: CryptoBasicsVector) {
    const suite = suiteOf(vector);
    const { kdf } = suite;

    const ref = vector.ref_hash;
    assert.equal(toHex(refHash(suite, ref.label, hex(ref.value))), ref.out);

    const expand = vector.expand_with_label;
    assert.equal(
      bare(kdf.expandWithLabel(secret(expand.secret), expand.label, hex(expand.context), expand.length)),
      expand.out,
    );

    const derive = vector.derive_secret;
    assert.equal(bare(kdf.deriveSecret(secret(derive.secret), derive.label)), derive.out);

    const tree = vector.derive_tree_secret;
    assert.equal(
      bare(kdf.deriveTreeSecret(secret(tree.secret), tree.label, tree.generation, tree.length)),
      tree.out,
    );

    const sign = vector.sign_with_label;
    const [publicKey, content] = [hex(sign.pub), hex(sign.content)];
    verifyWithLabel(suite, publicKey, sign.label, content, hex(sign.signature));
    const signatureKey = Secret.of(concat(hex(sign.priv), publicKey));
    verifyWithLabel(
      suite,
      publicKey,
      sign.label,
      content,
      signWithLabel(suite, signatureKey, sign.label, content),
    );

    const sealed = vector.encrypt_with_label;
    const [label, context] = [sealed.label, hex(sealed.context)];
    const given = { enc: hex(sealed.kem_output), ciphertext: hex(sealed.ciphertext) };
    assert.equal(bare(decryptWithLabel(suite, secret(sealed.priv), label, context, given)), sealed.plaintext);
    const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
    const ours = encryptWithLabel(suite, hex(sealed.pub), label, context, hex(sealed.plaintext), random);
    assert.equal(bare(decryptWithLabel(suite, secret(sealed.priv), label, context, ours)), sealed.plaintext);
  },
};
