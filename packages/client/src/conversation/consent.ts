// Message requests: what somebody begins whom the user has neither written to nor verified waits for the user's consent.
// Until then nothing of this device is to be seen by them: no receipt, no commit, no renewed key.
import type { Pins } from '../roster/pins.ts';
import type { Transaction } from '../storage.ts';
import {
  loadConversation,
  loadConversations,
  saveConversation,
  type ConversationRecord,
} from './conversation-record.ts';

/** Whether a conversation waits for the user's consent. */
export function isRequest({ consented, invitedBy }: ConversationRecord): boolean {
  return !consented && invitedBy !== '';
}

/** Whether the user knows somebody: verified, or written to in a direct message. */
export function isAcquainted(transaction: Transaction, pins: Pins, userName: string): boolean {
  if (pins.get(userName)?.verified === true) return true;
  return loadConversations(transaction).some(
    ({ kind, title, consented }) => kind === 'direct' && title === userName && consented,
  );
}

/** The user takes part in a conversation. Returns whether that is new. */
export function consent(transaction: Transaction, id: string): boolean {
  const record = loadConversation(transaction, id);
  if (record === null || record.consented) return false;
  saveConversation(transaction, { ...record, consented: true });
  return true;
}
