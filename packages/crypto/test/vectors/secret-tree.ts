import assert from 'node:assert/strict';
import { startSecretTree, takeKey, type RatchetKind } from '../../src/schedule/secret-tree.ts';
import { senderDataKey } from '../../src/schedule/sender-data.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import { bare, hex, secret, suiteOf, type VectorFamily } from './family.ts';

interface SecretTreeVector {
  cipher_suite: number;
  sender_data: { sender_data_secret: string; ciphertext: string; key: string; nonce: string };
  encryption_secret: string;
  leaves: {
    generation: number;
    handshake_key: string;
    handshake_nonce: string;
    application_key: string;
    application_nonce: string;
  }[][];
}

export const secretTree: VectorFamily = {
  name: 'secret-tree',
  fields: ['sender_data', 'encryption_secret', 'leaves'],
  check(vector: SecretTreeVector) {
    const suite = suiteOf(vector);
    const { sender_data: data } = vector;
    const sender = senderDataKey(suite, secret(data.sender_data_secret), hex(data.ciphertext));
    assert.equal(bare(sender.key), data.key);
    assert.equal(bare(sender.nonce), data.nonce);

    let tree = startSecretTree(secret(vector.encryption_secret), vector.leaves.length);
    const expectKey = (leaf: number, kind: RatchetKind, at: number, key: string, nonce: string): void => {
      const step = takeKey(suite, tree, leafIndexOf(leaf), kind, at);
      assert.equal(bare(step.key), key);
      assert.equal(bare(step.nonce), nonce);
      tree = step.secretTree;
    };
    vector.leaves.forEach((generations, leaf) => {
      for (const each of generations) {
        expectKey(leaf, 'handshake', each.generation, each.handshake_key, each.handshake_nonce);
        expectKey(leaf, 'application', each.generation, each.application_key, each.application_nonce);
      }
    });
  },
};
