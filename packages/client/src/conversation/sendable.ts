// Whether anything may be sent in a conversation now.
import { EngineError } from '../engine-error.ts';
import type { ConversationRecord } from './conversation-record.ts';
import { noticesOf, type ViewParts } from './conversation-view.ts';

/** Throws `person-blocked`, `sending-stopped`, `conversation-ended`, `conversation-stuck`. */
export function checkSendable(parts: ViewParts, record: ConversationRecord): void {
  const chosen = parts.rooms.chosen(record.id);
  const status = chosen?.room.record.status;
  if (record.kind === 'room') {
    if (status === 'stuck') throw new EngineError('conversation-stuck');
    if (status === undefined || status === 'left' || status === 'removed' || status === 'leaving') {
      throw new EngineError('conversation-ended');
    }
  }
  if (record.kind === 'direct' && parts.contacts.isBlocked(record.title)) {
    throw new EngineError('person-blocked', record.title);
  }
  const isStopped = noticesOf(parts, record).some(
    ({ code }) => code === 'identity-changed' || code === 'identity-changed-verified',
  );
  if (isStopped) throw new EngineError('sending-stopped');
}
