// The key schedule over several epochs, and the exporter: RFC 9420 §8.
import { decode, encode } from '@hushroom/codec';
import { groupContextCodec, MLS10 } from '../../../src/messages/group-context.ts';
import { exportFrom } from '../../../src/schedule/exporter.ts';
import {
  deriveEpoch,
  deriveJoinerSecret,
  deriveWelcomeSecret,
  externalKeyPair,
} from '../../../src/schedule/key-schedule.ts';
import { Secret } from '../../../src/secret.ts';
import { fromHex, same, sameBytes, suiteFamily, toHex } from './family.ts';

interface Epoch {
  readonly tree_hash: string;
  readonly commit_secret: string;
  readonly psk_secret: string;
  readonly confirmed_transcript_hash: string;
  readonly group_context: string;
  readonly joiner_secret: string;
  readonly welcome_secret: string;
  readonly init_secret: string;
  readonly sender_data_secret: string;
  readonly encryption_secret: string;
  readonly exporter_secret: string;
  readonly epoch_authenticator: string;
  readonly external_secret: string;
  readonly confirmation_key: string;
  readonly membership_key: string;
  readonly resumption_psk: string;
  readonly external_pub: string;
  readonly exporter: {
    readonly label: string;
    readonly context: string;
    readonly length: number;
    readonly secret: string;
  };
}

interface KeyScheduleCase {
  readonly cipher_suite: number;
  readonly group_id: string;
  readonly initial_init_secret: string;
  readonly epochs: readonly Epoch[];
}

export const keySchedule = suiteFamily<KeyScheduleCase>(
  'key-schedule',
  ['initial_init_secret', 'epochs'],
  (vector, suite) => {
    let initSecret = Secret.of(fromHex(vector.initial_init_secret));
    vector.epochs.forEach((epoch, index) => {
      const groupContext = encode(groupContextCodec, {
        version: MLS10,
        cipherSuite: vector.cipher_suite,
        groupId: fromHex(vector.group_id),
        epoch: BigInt(index),
        treeHash: fromHex(epoch.tree_hash),
        confirmedTranscriptHash: fromHex(epoch.confirmed_transcript_hash),
        extensions: [],
      });
      sameBytes('group_context', groupContext, epoch.group_context);
      same('group_context decoded', decode(groupContextCodec, groupContext).epoch === BigInt(index), true);

      const pskSecret = Secret.of(fromHex(epoch.psk_secret));
      const commitSecret = Secret.of(fromHex(epoch.commit_secret));
      const joinerSecret = deriveJoinerSecret(suite, initSecret, commitSecret, groupContext);
      const { secrets, encryptionSecret } = deriveEpoch(suite, joinerSecret, pskSecret, groupContext);
      for (const [name, secret, expected] of [
        ['joiner_secret', joinerSecret, epoch.joiner_secret],
        ['welcome_secret', deriveWelcomeSecret(suite, joinerSecret, pskSecret), epoch.welcome_secret],
        ['init_secret', secrets.initSecret, epoch.init_secret],
        ['sender_data_secret', secrets.senderDataSecret, epoch.sender_data_secret],
        ['encryption_secret', encryptionSecret, epoch.encryption_secret],
        ['exporter_secret', secrets.exporterSecret, epoch.exporter_secret],
        ['epoch_authenticator', secrets.epochAuthenticator, epoch.epoch_authenticator],
        ['external_secret', secrets.externalSecret, epoch.external_secret],
        ['confirmation_key', secrets.confirmationKey, epoch.confirmation_key],
        ['membership_key', secrets.membershipKey, epoch.membership_key],
        ['resumption_psk', secrets.resumptionPsk, epoch.resumption_psk],
      ] as const) {
        same(name, secret.use(toHex), expected);
      }
      sameBytes('external_pub', externalKeyPair(suite, secrets.externalSecret).publicKey, epoch.external_pub);
      const { label, context, length, secret } = epoch.exporter;
      const exported = exportFrom(suite, secrets.exporterSecret, label, fromHex(context), length);
      same('exporter', exported.use(toHex), secret);
      initSecret = secrets.initSecret;
    });
  },
);
