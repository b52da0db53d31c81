// The secret tree and sender data: RFC 9420 §9 and §6.3.2.
import { Secret } from '../../../src/secret.ts';
import { startSecretTree, takeKey, type RatchetKind } from '../../../src/schedule/secret-tree.ts';
import { senderDataKey } from '../../../src/schedule/sender-data.ts';
import { leafIndexOf } from '../../../src/tree/math.ts';
import { fromHex, same, suiteFamily, toHex } from './family.ts';

interface Generation {
  readonly generation: number;
  readonly handshake_key: string;
  readonly handshake_nonce: string;
  readonly application_key: string;
  readonly application_nonce: string;
}

interface SecretTreeCase {
  readonly cipher_suite: number;
  readonly encryption_secret: string;
  readonly sender_data: {
    readonly sender_data_secret: string;
    readonly ciphertext: string;
    readonly key: string;
    readonly nonce: string;
  };
  readonly leaves: readonly (readonly Generation[])[];
}

export const secretTree = suiteFamily<SecretTreeCase>(
  'secret-tree',
  ['encryption_secret', 'sender_data', 'leaves'],
  (vector, suite) => {
    const { sender_data: sample } = vector;
    const senderData = senderDataKey(
      suite,
      Secret.of(fromHex(sample.sender_data_secret)),
      fromHex(sample.ciphertext),
    );
    same('sender data key', senderData.key.use(toHex), sample.key);
    same('sender data nonce', senderData.nonce.use(toHex), sample.nonce);

    let tree = startSecretTree(Secret.of(fromHex(vector.encryption_secret)), vector.leaves.length);
    vector.leaves.forEach((generations, leaf) => {
      for (const expected of generations) {
        for (const kind of ['handshake', 'application'] as const satisfies RatchetKind[]) {
          const step = takeKey(suite, tree, leafIndexOf(leaf), kind, expected.generation);
          tree = step.secretTree;
          same(`${kind} key of leaf ${leaf}`, step.key.use(toHex), expected[`${kind}_key`]);
          same(`${kind} nonce of leaf ${leaf}`, step.nonce.use(toHex), expected[`${kind}_nonce`]);
        }
      }
    });
  },
);
