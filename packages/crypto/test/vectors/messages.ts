import assert from 'node:assert/strict';
import { decode, encode, type Codec } from '@hushroom/codec';
import { commitCodec } from '../../src/messages/commit.ts';
import { mlsMessageCodec } from '../../src/messages/mls-message.ts';
import { ratchetTreeCodec } from '../../src/messages/parent-node.ts';
import { proposalCodec, type Proposal } from '../../src/messages/proposal.ts';
import { groupSecretsCodec } from '../../src/messages/welcome.ts';
import { concat } from '../../src/bytes.ts';
import { toHex, hex, type VectorFamily } from './family.ts';

type MessagesVector = Readonly<Record<string, string>>;

const MLS_MESSAGES = [
  'mls_welcome',
  'mls_group_info',
  'mls_key_package',
  'public_message_application',
  'public_message_proposal',
  'public_message_commit',
  'private_message',
];

/** The vectors carry proposals without their type, which stands here. */
const PROPOSALS: Readonly<Record<string, readonly [number, Proposal['type']]>> = {
  add_proposal: [1, 'add'],
  update_proposal: [2, 'update'],
  remove_proposal: [3, 'remove'],
  pre_shared_key_proposal: [4, 'psk'],
  re_init_proposal: [5, 'reinit'],
  external_init_proposal: [6, 'externalInit'],
  group_context_extensions_proposal: [7, 'groupContextExtensions'],
};

function roundTrip<T>(codec: Codec<T>, given: Uint8Array): T {
  const value = decode(codec, given);
  assert.equal(toHex(encode(codec, value)), toHex(given));
  return value;
}

export const messages: VectorFamily = {
  name: 'messages',
  fields: ['mls_welcome', 'ratchet_tree', 'group_secrets'],
  check(vector: MessagesVector) {
    for (const name of MLS_MESSAGES) roundTrip(mlsMessageCodec, hex(vector[name] ?? ''));
    roundTrip(ratchetTreeCodec, hex(vector['ratchet_tree'] ?? ''));
    roundTrip(groupSecretsCodec, hex(vector['group_secrets'] ?? ''));
    roundTrip(commitCodec, hex(vector['commit'] ?? ''));
    for (const [name, [number, type]] of Object.entries(PROPOSALS)) {
      const tagged = concat(Uint8Array.of(0, number), hex(vector[name] ?? ''));
      assert.equal(roundTrip(proposalCodec, tagged).type, type);
    }
  },
};
