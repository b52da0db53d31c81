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
import { RowPlaces } from './row-places.ts';

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
  /** Where the conversations of the history and their rows are here, by the ids of the conversations there. */
  readonly #places = new Map<string, RowPlaces>();
  readonly #touched = new Set<string>();
  /** Names mean the same people only at the same relay. */
  #isSameRelay = false;

  constructor(parts: ImportParts) {
    this.#parts = parts;
  }

  /** Ids of the conversations that are new or have something new in them. */
  get touched(): readonly string[] {
    return [...this.#touched];
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
    if (this.#places.has(id)) return;
    this.#places.set(id, new RowPlaces(here?.id ?? id, lastPosition));
    if (here !== undefined && here !== null) return;
    this.counts.conversations += 1;
    this.#touched.add(id);
    const made = newConversation({ id, kind, title, begun, consented: kind !== 'past', invitedBy: '' });
    saveConversation(transaction, { ...made, seen: lastPosition, ordered: lastPosition });
  }

  /** Old words go on under a name only where it means the same person; nobody writes to themselves. */
  #kindHere(kind: ConversationKind, title: string): ConversationKind {
    const isSame = this.#isSameRelay && title !== this.#parts.account.userName;
    return kind === 'direct' && !isSame ? 'past' : kind;
  }

  #takeRow(transaction: Transaction, item: RowItem): void {
    const id = toHex(item.id);
    const places = this.#places.get(toHex(item.conversation));
    if (places === undefined) return;
    const { conversation } = places;
    const here = transaction.message(id);
    const position = here?.position ?? places.make(transaction, item.position);
    if (here === null || here.conversation === conversation) places.add(item.position, position);
    if (here !== null) return;
    const { from, sentAt, text, isSearchable, hasFile, body } = item;
    const old = { countsUnread: false, countsMention: false, expiresAt: null };
    const row: MessageRow = {
      ...{ id, conversation, position, from, sentAt, text, isSearchable, hasFile, body },
      ...old,
    };
    transaction.putMessage(row);
    if (hasFile) listFile(transaction, conversation, id);
    this.counts.messages += 1;
    this.#touched.add(conversation);
  }
}
