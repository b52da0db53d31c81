// Someone who joins by a welcome and then only listens: the passive-client files, and the working group's collection of
// runs between implementations, which are of the same form. RFC 9420 §12.
import { joinGroup } from '../../../src/group/join.ts';
import { parseMlsMessage } from '../../../src/group/envelope.ts';
import { processMessage } from '../../../src/group/process.ts';
import type { FindPsk } from '../../../src/group/psks.ts';
import { epochAuthenticator } from '../../../src/group/secrets.ts';
import type { KeyPackage } from '../../../src/messages/key-package.ts';
import { Secret } from '../../../src/secret.ts';
import { platformRandom } from '../../random.ts';
import type { CipherSuite } from '../../../src/suite/cipher-suite.ts';
import { fromHex, same, sameBytes, suiteFamily, toHex } from './family.ts';

interface PassiveClientCase {
  readonly cipher_suite: number;
  readonly external_psks: readonly { readonly psk_id: string; readonly psk: string }[];
  readonly key_package: string;
  readonly signature_priv: string;
  readonly encryption_priv: string;
  readonly init_priv: string;
  readonly welcome: string;
  readonly ratchet_tree?: string | null;
  readonly initial_epoch_authenticator: string;
  readonly epochs: readonly {
    readonly proposals: readonly string[];
    readonly commit: string;
    readonly epoch_authenticator: string;
  }[];
}

const secret = (hex: string): Secret => Secret.of(fromHex(hex));
const anyCredential = (): void => undefined;

export const passiveClient = suiteFamily<PassiveClientCase>(
  'passive-client',
  ['external_psks', 'initial_epoch_authenticator'],
  (vector, suite) => {
    const psks = new Map(vector.external_psks.map(({ psk_id, psk }) => [psk_id, psk]));
    const findPsk: FindPsk = (psk) => {
      const found = psk.type === 'external' ? psks.get(toHex(psk.pskId)) : undefined;
      return found === undefined ? null : secret(found);
    };
    const sent = parseMlsMessage(fromHex(vector.key_package));
    if (sent.type !== 'keyPackage') throw new Error('not a key package');
    const { keyPackage } = sent;
    const { secretKey: signatureKey, publicKey } = suite.signature.keyPairFromSeed(
      secret(vector.signature_priv),
    );
    sameBytes('signature key', publicKey, toHex(keyPackage.leafNode.signatureKey));
    checkKeys(suite, keyPackage, vector);

    const rules = { checkCredential: anyCredential, findPsk };
    let { state } = joinGroup({
      welcome: fromHex(vector.welcome),
      keyPackage,
      secrets: { initKey: secret(vector.init_priv), encryptionKey: secret(vector.encryption_priv) },
      signatureKey,
      ...(vector.ratchet_tree === undefined || vector.ratchet_tree === null
        ? {}
        : { ratchetTree: fromHex(vector.ratchet_tree) }),
      ...rules,
    });
    sameBytes('initial epoch authenticator', epochAuthenticator(state), vector.initial_epoch_authenticator);
    vector.epochs.forEach((epoch, index) => {
      for (const message of [...epoch.proposals, epoch.commit]) {
        ({ state } = processMessage(state, fromHex(message), rules));
      }
      sameBytes(
        `epoch authenticator after commit ${index}`,
        epochAuthenticator(state),
        epoch.epoch_authenticator,
      );
    });
  },
);

/** The private keys given are those of the key package: what is sealed to it opens. */
function checkKeys(suite: CipherSuite, keyPackage: KeyPackage, vector: PassiveClientCase): void {
  for (const [name, publicKey, secretKey] of [
    ['init key', keyPackage.initKey, vector.init_priv],
    ['encryption key', keyPackage.leafNode.encryptionKey, vector.encryption_priv],
  ] as const) {
    const { enc, shared } = suite.kem.encap(publicKey, Secret.of(platformRandom(suite.kem.encapSeedBytes)));
    same(name, suite.kem.decap(enc, secret(secretKey)).equals(shared), true);
  }
}
