// Who was in a room when this device last had its group, by account key: who may bring it back. A welcome proves no more than
// that somebody made a group under a log's id, and anybody who knows the id can do that.
import { boolean, decode, encode, struct, vector, type Codec } from '@hushroom/codec';
import { logId, publicKey } from '@hushroom/wire';
import { fromHex, sameBytes, toHex } from '../hex.ts';
import type { Transaction } from '../storage.ts';
import { isAdmin } from './room-context.ts';
import type { Room } from './room.ts';

const SPACE = 'room-last-members';
/** Of a room with more accounts some members are strangers afterwards; its admins come first. */
const ACCOUNTS_MAX = 16_384;
const ACCOUNT_BYTES = 33;

interface LastMember {
  readonly accountKey: Uint8Array;
  readonly admin: boolean;
}

export interface LastMembers {
  /** Hex: the conversation that showed the room. */
  readonly conversation: string;
  readonly members: readonly LastMember[];
}

const stored: Codec<{ readonly conversation: Uint8Array; readonly members: readonly LastMember[] }> = struct({
  conversation: logId,
  members: vector(
    struct<LastMember>({ accountKey: publicKey, admin: boolean }),
    ACCOUNTS_MAX * ACCOUNT_BYTES,
  ),
});

type Membership = Pick<Room, 'id' | 'record' | 'members' | 'context'>;

/** The accounts of a room as they are now; null where this device has no group of it. */
export function membersNow({ record, members, context }: Membership): LastMembers | null {
  if (context === null) return null;
  const accounts = new Map(members.map(({ accountKey }) => [toHex(accountKey), accountKey]));
  const all = [...accounts.values()].map((accountKey) => ({
    accountKey,
    admin: isAdmin(context, accountKey),
  }));
  const adminsFirst = all.sort((left, right) => Number(right.admin) - Number(left.admin));
  return { conversation: record.conversation, members: adminsFirst };
}

/** Keeps who is in a room whose group goes now. Not where its log was never seen: anybody can have made that group. */
export function saveLastMembers(transaction: Transaction, room: Membership): void {
  const now = membersNow(room);
  if (now === null || room.record.status === 'joining') return;
  const members = now.members.slice(0, ACCOUNTS_MAX);
  transaction.put(SPACE, room.id, encode(stored, { conversation: fromHex(now.conversation), members }));
}

/** Null where this device never was in the room, or still is. */
export function loadLastMembers(transaction: Transaction, room: string): LastMembers | null {
  const value = transaction.get(SPACE, room);
  if (value === null) return null;
  const { conversation, members } = decode(stored, value);
  return { conversation: toHex(conversation), members };
}

/** Whether an account may bring this device back: an admin, or (where it was asked) any member. */
export function mayBringBack({ members }: LastMembers, accountKey: Uint8Array, isAsked: boolean): boolean {
  const found = members.find((member) => sameBytes(member.accountKey, accountKey));
  return found !== undefined && (isAsked || found.admin);
}
