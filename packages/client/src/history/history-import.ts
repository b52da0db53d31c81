// Takes a history into a profile that has an account of its own: old messages to read, the keys that were pinned, the
// settings. It makes no room and sends nothing. What is there already is left as it is, so that taking the same history
// twice does no harm.
import { DEFAULT_SETTINGS, parseSettings, type ConversationKind } from '@hushroom/ipc';
import type { Account } from '../account/account.ts';
import {
  loadConversation,
  loadConversations,
  newConversation,
  saveConversation,
  type ConversationRecord,
} from '../conversation/conversation-record.ts';
import { listFile } from '../files/transfer-record.ts';
import { sameBytes, toHex } from '../hex.ts';
import type { Contacts } from '../roster/contacts.ts';
import type { Pins } from '../roster/pins.ts';
import type { Settings } from '../settings/settings.ts';
import type { MessageRow, Storage, Transaction } from '../storage.ts';
import type {
  AboutItem,
  ContactItem,
  ConversationItem,
  HistoryItem,
  RowItem,
  SettingItem,
} from './history-item.ts';

const PAGE_ROWS = 200;

export interface ImportParts {
  readonly storage: Storage;
  readonly account: Account;
  readonly pins: Pins;
  readonly settings: Settings;
  readonly contacts: Contacts;
}

/** What was new. */
export interface ImportCounts {
  conversations: number;
  messages: number;
  contacts: number;
}

export class HistoryImport {
  readonly counts: ImportCounts = { conversations: 0, messages: 0, contacts: 0 };
  readonly #parts: ImportParts;
  /** Where the conversations of the history are here, by their ids there. */
  readonly #conversations = new Map<string, string>();
  /** Names mean the same people only at the same relay. */
  #isSameRelay = false;

  constructor(parts: ImportParts) {
    this.#parts = parts;
  }

  /** Ids of the conversations that may have changed. */
  get touched(): readonly string[] {
    return [...new Set(this.#conversations.values())];
  }

  /** Takes some items, in their order, in one transaction for all the rows among them. */
  take(items: readonly HistoryItem[]): void {
    const { storage } = this.#parts;
    for (const item of items) {
      if (item.type === 'about') this.#takeAbout(item);
      else if (item.type === 'contact') this.#takeContact(item);
      else if (item.type === 'setting') this.#takeSetting(item);
    }
    storage.transaction((transaction) => {
      for (const item of items) {
        if (item.type === 'conversation') this.#takeConversation(transaction, item);
        else if (item.type === 'row') this.#takeRow(transaction, item);
      }
    });
  }

  #takeAbout({ relayId }: AboutItem): void {
    this.#isSameRelay = sameBytes(relayId, this.#parts.account.relayId);
  }

  #takeContact({ userName, accountKey, verified, nickname, blocked }: ContactItem): void {
    const { pins, contacts, account } = this.#parts;
    if (!this.#isSameRelay || userName === account.userName) return;
    if (pins.restore(userName, accountKey, verified)) this.counts.contacts += 1;
    const here = contacts.get(userName);
    if (here.nickname === '' && !here.blocked && (nickname !== '' || blocked)) {
      contacts.change(userName, { nickname, blocked });
    }
  }

  /** Nothing that was chosen here is changed. */
  #takeSetting({ name, value }: SettingItem): void {
    const { settings } = this.#parts;
    const setting = parseSettings({ [name]: JSON.parse(value) as unknown });
    const here: Readonly<Record<string, unknown>> = { ...settings.current };
    const atFirst: Readonly<Record<string, unknown>> = { ...DEFAULT_SETTINGS };
    if (setting !== null && here[name] === atFirst[name]) settings.change(setting);
  }

  #takeConversation(
    transaction: Transaction,
    { title, begun, lastPosition, ...item }: ConversationItem,
  ): void {
    const id = toHex(item.id);
    const kind = this.#kindHere(item.kind, title);
    const here =
      kind === 'direct'
        ? loadConversations(transaction).find((one) => one.kind === 'direct' && one.title === title)
        : loadConversation(transaction, id);
    const known = this.#conversations.has(id);
    this.#conversations.set(id, here?.id ?? id);
    if (known) return;
    if (here === undefined || here === null) {
      this.counts.conversations += 1;
      const made = newConversation({ id, kind, title, begun, consented: kind !== 'past', invitedBy: '' });
      saveConversation(transaction, { ...made, seen: lastPosition, ordered: lastPosition });
    } else if (id !== here.id) {
      // What was said since comes after what was said before.
      raise(transaction, here, lastPosition);
    }
  }

  /** Old words go on under a name only where it means the same person; nobody writes to themselves. */
  #kindHere(kind: ConversationKind, title: string): ConversationKind {
    const isSame = this.#isSameRelay && title !== this.#parts.account.userName;
    return kind === 'direct' && !isSame ? 'past' : kind;
  }

  #takeRow(transaction: Transaction, item: RowItem): void {
    const id = toHex(item.id);
    const conversation = this.#conversations.get(toHex(item.conversation));
    if (conversation === undefined || transaction.message(id) !== null) return;
    const { from, sentAt, text, isSearchable, hasFile, body } = item;
    // Two sources of one history may disagree about a place.
    const [taken] = transaction.pageAfter(conversation, item.position - 1, 1);
    const isTaken = taken?.position === item.position;
    const position = isTaken ? transaction.lastPosition(conversation) + 1 : item.position;
    const old = { countsUnread: false, countsMention: false, expiresAt: null };
    const row: MessageRow = {
      ...{ id, conversation, position, from, sentAt, text, isSearchable, hasFile, body },
      ...old,
    };
    transaction.putMessage(row);
    if (hasFile) listFile(transaction, conversation, id);
    this.counts.messages += 1;
  }
}

/** Moves every row of a conversation up by some places. */
function raise(transaction: Transaction, record: ConversationRecord, places: number): void {
  let before: number | null = null;
  for (;;) {
    const rows: readonly MessageRow[] = transaction.page(record.id, before, PAGE_ROWS);
    // The highest first: no place is taken twice on the way.
    for (const row of rows.toReversed()) transaction.putMessage({ ...row, position: row.position + places });
    if (rows.length < PAGE_ROWS) break;
    before = rows[0]?.position ?? 0;
  }
  const { seen, ordered, archivedAt } = record;
  saveConversation(transaction, {
    ...record,
    seen: seen + places,
    ordered: ordered + places,
    archivedAt: archivedAt === null ? null : archivedAt + places,
  });
}
