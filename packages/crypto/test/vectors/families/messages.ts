// Every structure decodes and encodes to the same bytes: RFC 9420 §6 to §12.
import { decode, encode, type Codec } from '@hushroom/codec';
import { commitCodec } from '../../../src/messages/commit.ts';
import { mlsMessageCodec } from '../../../src/messages/mls-message.ts';
import { ratchetTreeCodec } from '../../../src/messages/parent-node.ts';
import { proposalCodec } from '../../../src/messages/proposal.ts';
import { groupSecretsCodec } from '../../../src/messages/welcome.ts';
import { family, fromHex, same, sameBytes } from './family.ts';

const MESSAGES = {
  mls_welcome: 'welcome',
  mls_group_info: 'groupInfo',
  mls_key_package: 'keyPackage',
  public_message_application: 'publicMessage',
  public_message_proposal: 'publicMessage',
  public_message_commit: 'publicMessage',
  private_message: 'privateMessage',
} as const;

/** RFC 9420 §17.4: the proposal type, which the cases leave out. */
const PROPOSALS = {
  add_proposal: 1,
  update_proposal: 2,
  remove_proposal: 3,
  pre_shared_key_proposal: 4,
  re_init_proposal: 5,
  external_init_proposal: 6,
  group_context_extensions_proposal: 7,
} as const;

type Field = keyof typeof MESSAGES | keyof typeof PROPOSALS | 'ratchet_tree' | 'group_secrets' | 'commit';
type MessagesCase = Readonly<Record<Field, string>>;

export const messages = family<MessagesCase>(
  'messages',
  ['mls_welcome', 'group_secrets', 'private_message'],
  (vector) => {
    for (const [field, type] of Object.entries(MESSAGES)) {
      const message = comesBack(mlsMessageCodec, field, vector[field as keyof typeof MESSAGES]);
      same(`type of ${field}`, message.type, type);
    }
    for (const [field, type] of Object.entries(PROPOSALS)) {
      const tag = type.toString(16).padStart(4, '0');
      comesBack(proposalCodec, field, tag + vector[field as keyof typeof PROPOSALS]);
    }
    comesBack(ratchetTreeCodec, 'ratchet_tree', vector.ratchet_tree);
    comesBack(groupSecretsCodec, 'group_secrets', vector.group_secrets);
    comesBack(commitCodec, 'commit', vector.commit);
  },
);

function comesBack<T>(codec: Codec<T>, field: string, hex: string): T {
  const value = decode(codec, fromHex(hex));
  sameBytes(field, encode(codec, value), hex);
  return value;
}
