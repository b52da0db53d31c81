// Whether anything may be sent in a conversation now.
import { EngineError } from '../engine-error.ts';
import { isRequest } from './consent.ts';
import type { ConversationRecord } from './conversation-record.ts';
import { hasOther, noticesOf, type ViewParts } from './conversation-view.ts';

/**
 * For what is seen by the others and is no answer, as a setting is. Throws `not-accepted` for a request, and of who is not to
 * be written to in a direct message what {@link checkSendable} throws.
 */
export function checkVisible(parts: ViewParts, record: ConversationRecord): void {
  if (isRequest(record)) throw new EngineError('not-accepted');
  // In a room an admin must be able to take out even whose key has changed.
  if (record.kind === 'direct') checkSendable(parts, record);
}

/** Throws `unknown-person`, `person-blocked`, `account-deleted`, `sending-stopped`, `conversation-ended`, `conversation-stuck`. */
export function checkSendable(parts: ViewParts, record: ConversationRecord): void {
  const chosen = parts.rooms.chosen(record.id);
  const status = chosen?.room.record.status;
  if (record.kind !== 'direct') {
    if (status === 'stuck') throw new EngineError('conversation-stuck');
    if (status === undefined || status === 'left' || status === 'removed' || status === 'leaving') {
      throw new EngineError('conversation-ended');
    }
  }
  if (record.kind === 'direct') {
    const { title } = record;
    if (!hasOther(parts, record)) throw new EngineError('unknown-person', title);
    if (parts.contacts.isBlocked(title)) throw new EngineError('person-blocked', title);
    const pin = parts.pins.get(title);
    if (pin !== null && parts.roster.hasLeft(title, pin.accountKey)) {
      throw new EngineError('account-deleted', title);
    }
  }
  const isStopped = noticesOf(parts, record).some(
    ({ code }) => code === 'identity-changed' || code === 'identity-changed-verified',
  );
  if (isStopped) throw new EngineError('sending-stopped');
}
