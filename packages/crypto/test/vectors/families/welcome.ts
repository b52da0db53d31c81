// Opening a welcome and checking the GroupInfo inside: RFC 9420 §12.4.3.1.
import { encode } from '@hushroom/codec';
import { parseMlsMessage } from '../../../src/group/envelope.ts';
import { openGroupInfo, openGroupSecrets } from '../../../src/group/join.ts';
import { groupContextCodec } from '../../../src/messages/group-context.ts';
import { groupInfoContentCodec } from '../../../src/messages/group-info.ts';
import { deriveEpoch, zeroSecret } from '../../../src/schedule/key-schedule.ts';
import { confirmationTag } from '../../../src/schedule/transcript-hash.ts';
import { Secret } from '../../../src/secret.ts';
import { verifyWithLabel } from '../../../src/suite/labeled.ts';
import { fromHex, sameBytes, suiteFamily, toHex } from './family.ts';

interface WelcomeCase {
  readonly cipher_suite: number;
  readonly init_priv: string;
  readonly signer_pub: string;
  readonly key_package: string;
  readonly welcome: string;
}

export const welcome = suiteFamily<WelcomeCase>(
  'welcome',
  ['init_priv', 'signer_pub', 'welcome'],
  (vector, suite) => {
    const sent = parseMlsMessage(fromHex(vector.key_package));
    const received = parseMlsMessage(fromHex(vector.welcome));
    if (sent.type !== 'keyPackage' || received.type !== 'welcome') throw new Error('messages of other types');
    const initKey = Secret.of(fromHex(vector.init_priv));
    const groupSecrets = openGroupSecrets(suite, received.welcome, sent.keyPackage, initKey);
    const joinerSecret = Secret.of(groupSecrets.joinerSecret);
    const noPsks = zeroSecret(suite);
    const groupInfo = openGroupInfo(suite, received.welcome, joinerSecret, noPsks);
    const signed = encode(groupInfoContentCodec, groupInfo);
    verifyWithLabel(suite, fromHex(vector.signer_pub), 'GroupInfoTBS', signed, groupInfo.signature);

    const context = encode(groupContextCodec, groupInfo.groupContext);
    const { secrets } = deriveEpoch(suite, joinerSecret, noPsks, context);
    const tag = confirmationTag(
      suite,
      secrets.confirmationKey,
      groupInfo.groupContext.confirmedTranscriptHash,
    );
    sameBytes('confirmation tag', tag, toHex(groupInfo.confirmationTag));
  },
);
