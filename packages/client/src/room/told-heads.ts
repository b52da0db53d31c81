// Heads of other rooms that the other side of a direct message told in it, held against the logs of those rooms as they are
// here. What agrees is settled with the message. What does not becomes a claim, which is saved with the message and judged by
// the room that it is about: at once where another history came here, else when the log has come so far.
import type { RoomHead } from '../content/room-head.ts';
import { loadConversation } from '../conversation/conversation-record.ts';
import { toHex } from '../hex.ts';
import type { Transaction } from '../storage.ts';
import type { ClaimedHead } from './claims.ts';
import { judgeHead, type HeadJudgement } from './head-judgement.ts';
import type { RoomMember } from './member.ts';
import type { Room, RoomParts } from './room.ts';
import type { RoomRecord } from './room-record.ts';

export interface ToldHeads {
  readonly sender: RoomMember;
  readonly heads: readonly RoomHead[];
}

/** What somebody claims of a room. */
interface Claim {
  readonly room: Room;
  readonly userName: string;
  readonly head: ClaimedHead;
}

export interface ToldJudgement {
  /** Each is to be remembered by its room once they are durable. */
  readonly claims: readonly Claim[];
  readonly write: (transaction: Transaction) => void;
}

/** Whether somebody's word on a room's log counts: it is followed here, and they are a member by the pinned key. */
export function countsIn({ record, members, parts }: Room, userName: string): boolean {
  if (record.status === 'stuck') return false;
  return members.some(
    (member) => member.userName === userName && parts.pins.isPinned(userName, member.accountKey),
  );
}

/** Judges what an entry of `direct` told. */
export function judgeTold(parts: RoomParts, direct: RoomRecord, told: ToldHeads | undefined): ToldJudgement {
  const claims: Claim[] = [];
  const agreed: HeadJudgement[] = [];
  if (told !== undefined && isHeard(parts, direct, told.sender)) {
    const { userName } = told.sender;
    for (const { logId, ...head } of told.heads) {
      const room = parts.roomOf(toHex(logId));
      // Of a log that is not known here nobody can say that it exists, and only its members know how far it goes.
      if (room === null || room.id === direct.id || !countsIn(room, userName)) continue;
      const judged = judgeClaim(room, userName, head);
      if (judged?.alarmed === false) agreed.push(judged);
      // Who claims a later place claims all before it as well.
      else if (head.seq > (room.claims.all.get(userName)?.seq ?? -1)) claims.push({ room, userName, head });
    }
  }
  return {
    claims,
    write: (transaction) => {
      for (const { write } of agreed) write(transaction);
      for (const { room, userName, head } of claims) {
        room.claims.save(transaction, userName, head);
      }
    },
  };
}

/**
 * Judges the claims about a room whose place in its log has come, and drops those of whoever is no member any more. Returns
 * whether an alarm was raised.
 */
export function judgeClaims(room: Room): boolean {
  let alarmed = false;
  for (const [userName, head] of room.claims.all) {
    const counts = countsIn(room, userName);
    const judged = counts ? judgeClaim(room, userName, head) : null;
    if (counts && judged === null) continue;
    room.run({ record: { ...room.record, ...judged?.change } }, (transaction) => {
      judged?.write(transaction);
      room.claims.delete(transaction, userName);
    });
    room.claims.forget(userName);
    alarmed ||= judged?.alarmed === true;
  }
  return alarmed;
}

/** Holds a claim against the log; null where the log has not come so far. */
function judgeClaim({ parts, record }: Room, userName: string, claim: ClaimedHead): HeadJudgement | null {
  const next = record.cursor + 1;
  return claim.seq < next ? judgeHead(parts, record, { claim, sender: { userName } }, next) : null;
}

/** Strangers who still ask are not heard, nor who is blocked or has another key than the pinned one. */
function isHeard(
  { storage, pins, contacts }: RoomParts,
  { kind, peer, conversation }: RoomRecord,
  { userName, accountKey }: RoomMember,
): boolean {
  if (kind !== 'direct' || userName !== peer) return false;
  if (contacts.isBlocked(userName) || !pins.isPinned(userName, accountKey)) return false;
  return storage.transaction(
    (transaction) => loadConversation(transaction, conversation)?.consented === true,
  );
}
