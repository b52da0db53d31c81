import assert from 'node:assert/strict';
import { encode } from '@hushroom/codec';
import { groupContextCodec } from '../../src/messages/group-context.ts';
import {
  deriveEpoch,
  deriveJoinerSecret,
  deriveWelcomeSecret,
  externalKeyPair,
} from '../../src/schedule/key-schedule.ts';
import { exportFrom } from '../../src/schedule/exporter.ts';
import { toHex, bare, hex, secret, suiteOf, type VectorFamily } from './family.ts';

interface KeyScheduleVector {
  cipher_suite: number;
  group_id: string;
  initial_init_secret: string;
  epochs: {
    tree_hash: string;
    commit_secret: string;
    psk_secret: string;
    confirmed_transcript_hash: string;
    group_context: string;
    joiner_secret: string;
    welcome_secret: string;
    init_secret: string;
    sender_data_secret: string;
    encryption_secret: string;
    exporter_secret: string;
    epoch_authenticator: string;
    external_secret: string;
    confirmation_key: string;
    membership_key: string;
    resumption_psk: string;
    external_pub: string;
    exporter: { label: string; context: string; length: number; secret: string };
  }[];
}

export const keySchedule: VectorFamily = {
  name: 'key-schedule',
  fields: ['initial_init_secret', 'epochs', 'group_id'],
  check(vector: KeyScheduleVector) {
    const suite = suiteOf(vector);
    let initSecret = secret(vector.initial_init_secret);
    vector.epochs.forEach((epoch, number) => {
      const context = encode(groupContextCodec, {
        version: 1,
        cipherSuite: vector.cipher_suite,
        groupId: hex(vector.group_id),
        epoch: BigInt(number),
        treeHash: hex(epoch.tree_hash),
        confirmedTranscriptHash: hex(epoch.confirmed_transcript_hash),
        extensions: [],
      });
      assert.equal(toHex(context), epoch.group_context);
      const joinerSecret = deriveJoinerSecret(suite, initSecret, secret(epoch.commit_secret), context);
      assert.equal(bare(joinerSecret), epoch.joiner_secret);
      const pskSecret = secret(epoch.psk_secret);
      assert.equal(bare(deriveWelcomeSecret(suite, joinerSecret, pskSecret)), epoch.welcome_secret);
      const { secrets, encryptionSecret } = deriveEpoch(suite, joinerSecret, pskSecret, context);
      assert.equal(bare(secrets.initSecret), epoch.init_secret);
      assert.equal(bare(secrets.senderDataSecret), epoch.sender_data_secret);
      assert.equal(bare(encryptionSecret), epoch.encryption_secret);
      assert.equal(bare(secrets.exporterSecret), epoch.exporter_secret);
      assert.equal(bare(secrets.epochAuthenticator), epoch.epoch_authenticator);
      assert.equal(bare(secrets.externalSecret), epoch.external_secret);
      assert.equal(bare(secrets.confirmationKey), epoch.confirmation_key);
      assert.equal(bare(secrets.membershipKey), epoch.membership_key);
      assert.equal(bare(secrets.resumptionPsk), epoch.resumption_psk);
      assert.equal(toHex(externalKeyPair(suite, secrets.externalSecret).publicKey), epoch.external_pub);
      const { label, context: exportContext, length } = epoch.exporter;
      const exported = exportFrom(suite, secrets.exporterSecret, label, hex(exportContext), length);
      assert.equal(bare(exported), epoch.exporter.secret);
      initSecret = secrets.initSecret;
    });
  },
};
