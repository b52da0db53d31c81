// "I am typing", sealed for the members of one epoch and signed by one of them, always of one size. It goes beside the log
// and is stored nowhere: the ratchets of messages are not touched, since nobody can say how many of these will arrive.
import { boolean, decode, encode, fixed, struct, uint32, uint53, type Codec } from '@hushroom/codec';
import {
  CryptoError,
  exportSecret,
  members,
  signStatement,
  verifyStatement,
  type GroupState,
  type Secret,
} from '@hushroom/crypto';
import { logId, signature } from '@hushroom/wire';
import type { Random } from '../clock.ts';
import { memberOf, type RoomMember } from '../room/member.ts';

const EXPORTER_LABEL = 'hushroom typing';
const STATEMENT = 'Typing';
const NO_BYTES = new Uint8Array();

interface Statement {
  readonly logId: Uint8Array;
  readonly leafIndex: number;
  readonly sentAt: number;
  readonly isTyping: boolean;
}

type Plain = Omit<Statement, 'logId'> & { readonly signature: Uint8Array };

const statement: Codec<Statement> = struct<Statement>({
  logId,
  leafIndex: uint32,
  sentAt: uint53,
  isTyping: boolean,
});
const plain: Codec<Plain> = struct<Plain>({
  leafIndex: uint32,
  sentAt: uint53,
  isTyping: boolean,
  signature,
});
const PLAIN_BYTES = 4 + 8 + 1 + 64;

export interface TypingSignal {
  readonly sender: RoomMember;
  /** The sender's claim, ms since 1970. */
  readonly sentAt: number;
  readonly isTyping: boolean;
}

/** Seals a signal of this device's for a group's present epoch. */
export function sealTyping(
  group: GroupState,
  room: Uint8Array,
  signal: Pick<TypingSignal, 'sentAt' | 'isTyping'>,
  keys: { readonly deviceSecret: Secret; readonly random: Random },
): Uint8Array {
  const { aead } = group.suite;
  const leafIndex = group.ownLeafIndex;
  const signed = encode(statement, { ...signal, logId: room, leafIndex });
  const signatureOf = signStatement(STATEMENT, signed, keys.deviceSecret);
  const nonce = keys.random(aead.nonceBytes);
  const key = exportSecret(group, EXPORTER_LABEL, room, aead.keyBytes);
  const sealed = aead.seal(
    key,
    nonce,
    NO_BYTES,
    encode(plain, { ...signal, leafIndex, signature: signatureOf }),
  );
  key.wipe();
  const frame = new Uint8Array(nonce.length + sealed.length);
  frame.set(nonce);
  frame.set(sealed, nonce.length);
  return frame;
}

/** Opens a signal. Throws CryptoError or CodecError for what no member of this epoch made. */
export function openTyping(group: GroupState, room: Uint8Array, payload: Uint8Array): TypingSignal {
  const { aead } = group.suite;
  const frame = decode(fixed(aead.nonceBytes + PLAIN_BYTES + aead.tagBytes), payload);
  const key = exportSecret(group, EXPORTER_LABEL, room, aead.keyBytes);
  try {
    const nonce = frame.subarray(0, aead.nonceBytes);
    const opened = decode(plain, aead.open(key, nonce, NO_BYTES, frame.subarray(aead.nonceBytes)));
    const { leafIndex, sentAt, isTyping } = opened;
    const leaf = members(group).find((member) => member.leafIndex === leafIndex);
    if (leaf === undefined) throw new CryptoError('sender-unknown', 'no such member');
    const signed = encode(statement, { logId: room, leafIndex, sentAt, isTyping });
    verifyStatement(STATEMENT, signed, leaf.leafNode.signatureKey, opened.signature);
    return { sender: memberOf(leaf.leafIndex, leaf.leafNode), sentAt, isTyping };
  } finally {
    key.wipe();
  }
}
