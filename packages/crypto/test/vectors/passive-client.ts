import assert from 'node:assert/strict';
import { concat } from '../../src/bytes.ts';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import { joinGroup } from '../../src/group/join.ts';
import { processMessage } from '../../src/group/process.ts';
import { epochAuthenticator } from '../../src/group/secrets.ts';
import type { FindPsk } from '../../src/group/psks.ts';
import { Secret } from '../../src/secret.ts';
import { hex, secret, toHex, type VectorFamily } from './family.ts';

interface PassiveClientVector {
  cipher_suite: number;
  external_psks: { psk_id: string; psk: string }[];
  key_package: string;
  signature_priv: string;
  encryption_priv: string;
  init_priv: string;
  welcome: string;
  ratchet_tree: string | null;
  initial_epoch_authenticator: string;
  epochs: { proposals: string[]; commit: string; epoch_authenticator: string }[];
}

/** Someone who joins and then only listens: welcome, handling-commit and random files are all of this form. */
export const passiveClient: VectorFamily = {
  name: 'passive-client',
  fields: ['external_psks', 'init_priv', 'initial_epoch_authenticator'],
  check(vector: PassiveClientVector) {
    const psks = new Map(vector.external_psks.map(({ psk_id, psk }) => [psk_id, psk]));
    const findPsk: FindPsk = (psk) => {
      const found = psk.type === 'external' ? psks.get(toHex(psk.pskId)) : undefined;
      return found === undefined ? null : secret(found);
    };
    const sent = parseMlsMessage(hex(vector.key_package));
    assert.ok(sent.type === 'keyPackage');
    const rules = { checkCredential: () => undefined, findPsk };
    let { state } = joinGroup({
      welcome: hex(vector.welcome),
      keyPackage: sent.keyPackage,
      secrets: { initKey: secret(vector.init_priv), encryptionKey: secret(vector.encryption_priv) },
      signatureKey: Secret.of(concat(hex(vector.signature_priv), sent.keyPackage.leafNode.signatureKey)),
      ...(vector.ratchet_tree === null ? {} : { ratchetTree: hex(vector.ratchet_tree) }),
      ...rules,
    });
    assert.equal(toHex(epochAuthenticator(state)), vector.initial_epoch_authenticator);
    for (const epoch of vector.epochs) {
      for (const message of [...epoch.proposals, epoch.commit]) {
        ({ state } = processMessage(state, hex(message), rules));
      }
      assert.equal(toHex(epochAuthenticator(state)), epoch.epoch_authenticator);
    }
  },
};
