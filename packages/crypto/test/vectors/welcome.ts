import assert from 'node:assert/strict';
import { encode } from '@hushroom/codec';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import { openGroupInfo, openGroupSecrets } from '../../src/group/join.ts';
import { groupContextCodec } from '../../src/messages/group-context.ts';
import { groupInfoContentCodec } from '../../src/messages/group-info.ts';
import { deriveEpoch } from '../../src/schedule/key-schedule.ts';
import { derivePskSecret } from '../../src/schedule/psk-secret.ts';
import { confirmationTag } from '../../src/schedule/transcript-hash.ts';
import { Secret } from '../../src/secret.ts';
import { verifyWithLabel } from '../../src/suite/labeled.ts';
import { hex, secret, suiteOf, toHex, type VectorFamily } from './family.ts';

interface WelcomeVector {
  cipher_suite: number;
  init_priv: string;
  signer_pub: string;
  key_package: string;
  welcome: string;
}

export const welcome: VectorFamily = {
  name: 'welcome',
  fields: ['init_priv', 'signer_pub', 'welcome'],
  check(vector: WelcomeVector) {
    const suite = suiteOf(vector);
    const sent = parseMlsMessage(hex(vector.key_package));
    const received = parseMlsMessage(hex(vector.welcome));
    assert.ok(sent.type === 'keyPackage' && received.type === 'welcome');
    const initKey = secret(vector.init_priv);
    const groupSecrets = openGroupSecrets(suite, received.welcome, sent.keyPackage, initKey);
    const joinerSecret = Secret.of(groupSecrets.joinerSecret);
    const pskSecret = derivePskSecret(suite, []);
    const groupInfo = openGroupInfo(suite, received.welcome, joinerSecret, pskSecret);
    const tbs = encode(groupInfoContentCodec, groupInfo);
    verifyWithLabel(suite, hex(vector.signer_pub), 'GroupInfoTBS', tbs, groupInfo.signature);
    const contextBytes = encode(groupContextCodec, groupInfo.groupContext);
    const { secrets } = deriveEpoch(suite, joinerSecret, pskSecret, contextBytes);
    const { confirmedTranscriptHash } = groupInfo.groupContext;
    const tag = confirmationTag(suite, secrets.confirmationKey, confirmedTranscriptHash);
    assert.equal(toHex(tag), toHex(groupInfo.confirmationTag));
  },
};
