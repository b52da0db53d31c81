// What an entry said or did, written into the timeline.
import type { Clock } from '../clock.ts';
import { actOf } from '../conversation/act.ts';
import { loadConversation, newConversation, saveConversation } from '../conversation/conversation-record.ts';
import { unseenExpiry } from '../conversation/expiry.ts';
import { NO_MARKS, type Author, type MessageMarks, type Place } from '../conversation/message-marks.ts';
import { recordOf, type MessageRecord } from '../conversation/message-record.ts';
import { appendOrdered, takeAct, takeWaitingActs } from '../conversation/timeline.ts';
import { fittingMentions } from '../content/extensions.ts';
import { sameBytes } from '../hex.ts';
import type { Account } from '../account/account.ts';
import type { Contacts } from '../roster/contacts.ts';
import type { Pins } from '../roster/pins.ts';
import type { Transaction } from '../storage.ts';
import type { Actor, ContentEffect, NewRow } from './content-effect.ts';
import type { RoomRecord } from './room-record.ts';

interface NewsParts {
  readonly clock: Clock;
  readonly contacts: Contacts;
  readonly account: Account;
  readonly pins: Pins;
}

/** Writes rows and acts of an entry. Returns the rows that are new or other than before; null for those left as they were. */
export function saveNews(
  transaction: Transaction,
  parts: NewsParts,
  room: RoomRecord,
  seq: number,
  effect: Pick<ContentEffect, 'rows' | 'act'>,
): (MessageRecord | null)[] {
  const { rows, act } = heard(parts, room, effect);
  if (rows.length === 0 && act === undefined) return [];
  if (!hasPlace(transaction, parts, room, rows)) return [];
  const { conversation } = room;
  const place = { room: room.id, seq };
  const me = parts.account.userName;
  const changed = rows.map((row) => saveRow(transaction, parts, conversation, place, row));
  if (act === undefined) return changed;
  const found = actOf(act.content, seenAuthor(transaction, parts, act.author));
  if (found === null) return changed;
  return [...changed, takeAct(transaction, { conversation, act: found, content: act.plaintext, me })];
}

/** Between two people nothing is shown of somebody blocked. */
function heard(
  { contacts }: NewsParts,
  { kind, peer }: RoomRecord,
  effect: Pick<ContentEffect, 'rows' | 'act'>,
): Pick<ContentEffect, 'rows' | 'act'> {
  if (kind === 'room' || !contacts.isBlocked(peer)) return effect;
  const { rows, act } = effect;
  const others = rows.filter(({ author }) => author.userName !== peer);
  return act === undefined || act.author.userName === peer ? { rows: others } : { rows: others, act };
}

/**
 * Whether there is a conversation for what came. One with a person that was dropped, or was never shown, begins anew as a
 * request where something is said, and not for what is done to messages that are gone; a room that was dropped is on its way
 * out, and nobody misses what is said in it.
 */
function hasPlace(
  transaction: Transaction,
  { clock }: NewsParts,
  { conversation: id, kind, peer }: RoomRecord,
  rows: readonly NewRow[],
): boolean {
  if (loadConversation(transaction, id) !== null) return true;
  if (kind === 'room' || rows.length === 0) return false;
  const begun = { id, kind, title: peer, begun: clock.now(), consented: false, invitedBy: peer };
  saveConversation(transaction, newConversation(begun));
  return true;
}

/** Members whose words or acts an entry holds: what cannot be read is by nobody known. */
export function authorsOf({ rows, act }: Pick<ContentEffect, 'rows' | 'act'>): Actor[] {
  const authors = [...rows, ...(act === undefined ? [] : [act])].map(({ author }) => author);
  return authors.filter(isKnown);
}

function saveRow(
  transaction: Transaction,
  parts: NewsParts,
  conversation: string,
  place: Place,
  { extensions, ...row }: NewRow,
): MessageRecord | null {
  const { account } = parts;
  const now = parts.clock.now();
  const author = seenAuthor(transaction, parts, row.author);
  const mine = sameBytes(author.accountKey, account.accountKey);
  const placed = appendOrdered(transaction, {
    ...row,
    conversation,
    author,
    mine,
    marks: {
      ...marksOf(transaction, row, extensions, { conversation, mine, now, me: account.userName }),
      place,
      unheard: parts.contacts.isBlocked(author.userName),
    },
    failure: null,
  });
  return placed === null ? null : takeWaitingActs(transaction, placed, account.userName);
}

function marksOf(
  transaction: Transaction,
  { body }: NewRow,
  extensions: NewRow['extensions'],
  { conversation, mine, now, me }: { conversation: string; mine: boolean; now: number; me: string },
): MessageMarks {
  // Of a kind that is not known here is known all the same when it goes.
  const expiry = unseenExpiry(extensions?.expireAfterSeconds ?? 0, now);
  if (extensions === undefined || (body.type !== 'text' && body.type !== 'file'))
    return { ...NO_MARKS, expiry };
  const { replyTo, forwarded } = extensions;
  const mentions = body.type === 'text' ? fittingMentions(body.text, extensions.mentions) : [];
  return {
    ...NO_MARKS,
    replyTo,
    answersMe: !mine && replyTo !== null && isMine(transaction, conversation, replyTo),
    mentions,
    namesMe: !mine && mentions.some(({ userName }) => userName === me),
    forwarded,
    expiry,
  };
}

function isMine(transaction: Transaction, conversation: string, id: string): boolean {
  const row = transaction.message(id);
  return row?.conversation === conversation && recordOf(row).mine;
}

function seenAuthor(transaction: Transaction, { pins }: NewsParts, author: Actor): Author {
  const { userName, accountKey } = author;
  if (isKnown(author)) pins.saveSeen(transaction, userName, accountKey);
  const pinned = pins.get(userName) === null || pins.isPinned(userName, accountKey);
  return { userName, accountKey, pinned };
}

function isKnown({ accountKey }: Actor): boolean {
  return accountKey.some((byte) => byte !== 0);
}
