// The labelled operations of RFC 9420 §5 and §8.
import { Secret } from '../../../src/secret.ts';
import {
  decryptWithLabel,
  encryptWithLabel,
  refHash,
  signWithLabel,
  verifyWithLabel,
} from '../../../src/suite/labeled.ts';
import { platformRandom } from '../../random.ts';
import { fromHex, sameBytes, suiteFamily, toHex, same } from './family.ts';

interface Labelled {
  readonly label: string;
  readonly out: string;
}

interface CryptoBasicsCase {
  readonly cipher_suite: number;
  readonly ref_hash: Labelled & { readonly value: string };
  readonly expand_with_label: Labelled & {
    readonly secret: string;
    readonly context: string;
    readonly length: number;
  };
  readonly derive_secret: Labelled & { readonly secret: string };
  readonly derive_tree_secret: Labelled & {
    readonly secret: string;
    readonly generation: number;
    readonly length: number;
  };
  readonly sign_with_label: {
    readonly priv: string;
    readonly pub: string;
    readonly content: string;
    readonly label: string;
    readonly signature: string;
  };
  readonly encrypt_with_label: {
    readonly priv: string;
    readonly pub: string;
    readonly label: string;
    readonly context: string;
    readonly plaintext: string;
    readonly kem_output: string;
    readonly ciphertext: string;
  };
}

const secret = (hex: string): Secret => Secret.of(fromHex(hex));
const sameSecret = (what: string, actual: Secret, hex: string): void => {
  same(what, actual.use(toHex), hex);
};

export const cryptoBasics = suiteFamily<CryptoBasicsCase>(
  'crypto-basics',
  ['ref_hash', 'sign_with_label'],
  (vector, suite) => {
    const { kdf } = suite;
    const reference = vector.ref_hash;
    sameBytes('ref_hash', refHash(suite, reference.label, fromHex(reference.value)), reference.out);

    const expand = vector.expand_with_label;
    const expanded = kdf.expandWithLabel(
      secret(expand.secret),
      expand.label,
      fromHex(expand.context),
      expand.length,
    );
    sameSecret('expand_with_label', expanded, expand.out);
    const derive = vector.derive_secret;
    sameSecret('derive_secret', kdf.deriveSecret(secret(derive.secret), derive.label), derive.out);
    const tree = vector.derive_tree_secret;
    const treeSecret = kdf.deriveTreeSecret(secret(tree.secret), tree.label, tree.generation, tree.length);
    sameSecret('derive_tree_secret', treeSecret, tree.out);

    const sign = vector.sign_with_label;
    const content = fromHex(sign.content);
    const pair = suite.signature.keyPairFromSeed(secret(sign.priv));
    sameBytes('signature key', pair.publicKey, sign.pub);
    verifyWithLabel(suite, fromHex(sign.pub), sign.label, content, fromHex(sign.signature));
    // Ed25519 is deterministic, so ours is the same signature.
    sameBytes('signature', signWithLabel(suite, pair.secretKey, sign.label, content), sign.signature);

    const seal = vector.encrypt_with_label;
    const context = fromHex(seal.context);
    const theirs = { enc: fromHex(seal.kem_output), ciphertext: fromHex(seal.ciphertext) };
    const ours = encryptWithLabel(
      suite,
      fromHex(seal.pub),
      seal.label,
      context,
      fromHex(seal.plaintext),
      platformRandom,
    );
    for (const sealed of [theirs, ours]) {
      const plaintext = decryptWithLabel(suite, secret(seal.priv), seal.label, context, sealed);
      sameSecret('plaintext', plaintext, seal.plaintext);
    }
  },
);
