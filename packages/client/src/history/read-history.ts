// Reads a profile's history piece by piece, so that an engine that goes on working is held up for moments only.
import { loadAccount } from '../account/account.ts';
import type { Clock } from '../clock.ts';
import { loadConversations } from '../conversation/conversation-record.ts';
import { recordOf, rowOf } from '../conversation/message-record.ts';
import { EngineError } from '../engine-error.ts';
import { fromHex, toHex } from '../hex.ts';
import type { Outbox } from '../log/outbox.ts';
import { loadContacts, STRANGER } from '../roster/contacts.ts';
import { loadPins } from '../roster/pin.ts';
import { loadSettings } from '../settings/settings.ts';
import type { MessageRow, Storage, Transaction } from '../storage.ts';
import type { AboutItem, ConversationItem, HistoryItem, RowItem } from './history-item.ts';

/** Rows read in one transaction. */
const BATCH_ROWS = 500;

export interface HistorySource {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly outbox: Outbox;
}

/** Every item, in order. Throws `profile-missing` where there is no account. */
export function* readHistory(source: HistorySource): Generator<HistoryItem, void> {
  const about = readAbout(source);
  if (about === null) throw new EngineError('profile-missing');
  yield about;
  yield* readContents(source);
}

/** Whose history it is; null where there is no account. */
export function readAbout({ storage, clock }: Omit<HistorySource, 'outbox'>): AboutItem | null {
  const account = storage.transaction(loadAccount);
  if (account === null) return null;
  const { relayId, userName, deviceSecret } = account;
  deviceSecret.wipe();
  return { type: 'about', relayId, userName, written: clock.now() };
}

/** All that comes after the first item, in order. */
export function* readContents({ storage, outbox }: HistorySource): Generator<HistoryItem, void> {
  yield* storage.transaction((transaction) => [...settingItems(transaction), ...contactItems(transaction)]);
  const conversations = storage.transaction(conversationItems);
  yield* conversations;
  const ids = new Set(conversations.map(({ id }) => toHex(id)));
  let rows = 0;
  let after = 0;
  for (;;) {
    const batch = storage.transaction((transaction) => transaction.arrivals(after, BATCH_ROWS));
    for (const { arrival, row } of batch) {
      after = arrival;
      if (!ids.has(row.conversation) || !isKept(row) || isWaiting(outbox, row)) continue;
      rows += 1;
      yield rowItem(row);
    }
    if (batch.length < BATCH_ROWS) break;
  }
  yield { type: 'end', rows };
}

/** What waits for the relay nobody else has, and nothing could send it from elsewhere. */
function isWaiting(outbox: Outbox, { id }: MessageRow): boolean {
  const row = outbox.ofMessage(id);
  return row !== null && !outbox.isConfirmed(row);
}

/** What disappears is not to be kept: it is what no search may find. Rows without words only say what happened. */
function isKept(row: MessageRow): boolean {
  return row.expiresAt === null && (row.isSearchable || (row.text === '' && !row.hasFile));
}

function rowItem(row: MessageRow): RowItem {
  // As it is shown: one that does not decode would have the whole history refused.
  const { position, from, sentAt, text, isSearchable, hasFile, body } = rowOf(recordOf(row));
  const [id, conversation] = [fromHex(row.id), fromHex(row.conversation)];
  return { type: 'row', id, conversation, position, from, sentAt, text, isSearchable, hasFile, body };
}

function settingItems(transaction: Transaction): HistoryItem[] {
  return Object.entries(loadSettings(transaction)).map(([name, value]) => ({
    type: 'setting',
    name,
    value: JSON.stringify(value),
  }));
}

function contactItems(transaction: Transaction): HistoryItem[] {
  const contacts = loadContacts(transaction);
  return [...loadPins(transaction)].map(([userName, { accountKey, verified }]) => {
    const { nickname, blocked } = contacts.get(userName) ?? STRANGER;
    return { type: 'contact', userName, accountKey, verified, nickname, blocked };
  });
}

/** Those that the user takes part in, or once did. */
function conversationItems(transaction: Transaction): ConversationItem[] {
  return loadConversations(transaction)
    .filter(({ kind, consented }) => consented || kind === 'past')
    .map(({ id, kind, title, begun }) => ({
      type: 'conversation',
      id: fromHex(id),
      kind,
      title,
      begun,
      lastPosition: transaction.lastPosition(id),
    }));
}
