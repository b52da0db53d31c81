// What an entry said or did, written into the timeline.
import { actOf } from '../conversation/act.ts';
import { NO_MARKS, type Author, type MessageMarks } from '../conversation/message-marks.ts';
import { recordOf, type MessageRecord } from '../conversation/message-record.ts';
import { appendOrdered, takeAct, takeWaitingActs } from '../conversation/timeline.ts';
import { fittingMentions } from '../content/extensions.ts';
import { sameBytes } from '../hex.ts';
import type { Account } from '../account/account.ts';
import type { Pins } from '../roster/pins.ts';
import type { Transaction } from '../storage.ts';
import type { EntryEffect, NewRow } from './entry-effect.ts';

interface NewsParts {
  readonly account: Account;
  readonly pins: Pins;
}

/** Writes rows and acts of an entry. Returns the rows that are new or other than before; null for those left as they were. */
export function saveNews(
  transaction: Transaction,
  parts: NewsParts,
  conversation: string,
  { rows, act }: Pick<EntryEffect, 'rows' | 'act'>,
): (MessageRecord | null)[] {
  const me = parts.account.userName;
  const changed = rows.map((row) => saveRow(transaction, parts, conversation, row));
  if (act === undefined) return changed;
  const found = actOf(act.content, seenAuthor(transaction, parts, act.author));
  if (found === null) return changed;
  return [...changed, takeAct(transaction, { conversation, act: found, content: act.plaintext, me })];
}

/** Members whose words or acts an entry holds: what cannot be read is by nobody known. */
export function authorsOf({ rows, act }: Pick<EntryEffect, 'rows' | 'act'>): NewRow['author'][] {
  const authors = [...rows, ...(act === undefined ? [] : [act])].map(({ author }) => author);
  return authors.filter(isKnown);
}

function saveRow(
  transaction: Transaction,
  parts: NewsParts,
  conversation: string,
  { extensions, ...row }: NewRow,
): MessageRecord | null {
  const { account } = parts;
  const author = seenAuthor(transaction, parts, row.author);
  const mine = sameBytes(author.accountKey, account.accountKey);
  const placed = appendOrdered(transaction, {
    ...row,
    conversation,
    author,
    mine,
    marks: marksOf(transaction, row, extensions, { conversation, mine, me: account.userName }),
    failure: null,
  });
  return placed === null ? null : takeWaitingActs(transaction, placed, account.userName);
}

function marksOf(
  transaction: Transaction,
  { body }: NewRow,
  extensions: NewRow['extensions'],
  { conversation, mine, me }: { conversation: string; mine: boolean; me: string },
): MessageMarks {
  if (extensions === undefined || body.type !== 'text') return NO_MARKS;
  const { replyTo, forwarded } = extensions;
  const mentions = fittingMentions(body.text, extensions.mentions);
  return {
    ...NO_MARKS,
    replyTo,
    answersMe: !mine && replyTo !== null && isMine(transaction, conversation, replyTo),
    mentions,
    namesMe: !mine && mentions.some(({ userName }) => userName === me),
    forwarded,
  };
}

function isMine(transaction: Transaction, conversation: string, id: string): boolean {
  const row = transaction.message(id);
  return row?.conversation === conversation && recordOf(row).mine;
}

function seenAuthor(transaction: Transaction, { pins }: NewsParts, author: NewRow['author']): Author {
  const { userName, accountKey } = author;
  if (isKnown(author)) pins.saveSeen(transaction, userName, accountKey);
  const pinned = pins.get(userName) === null || pins.isPinned(userName, accountKey);
  return { userName, accountKey, pinned };
}

function isKnown({ accountKey }: NewRow['author']): boolean {
  return accountKey.some((byte) => byte !== 0);
}
