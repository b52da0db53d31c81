// A row of the timeline as the window shows it.
import type { DeliveryState, MessageView } from '@hushroom/ipc';
import type { Outbox } from '../log/outbox.ts';
import type { Pins } from '../roster/pins.ts';
import type { MessageRecord } from './message-record.ts';

export function messageView(record: MessageRecord, outbox: Outbox, pins: Pins): MessageView {
  const { id, conversation, author, mine, sentAt, body, failure, position } = record;
  // Whose words they are is known by the pin. A key that was not the pinned one when they came, and is not now, has no
  // claim to the name: the words are held back until the user has judged the key.
  const isHeld =
    body.type === 'text' && !mine && !author.pinned && !pins.isPinned(author.userName, author.accountKey);
  return {
    id,
    conversation,
    from: author.userName,
    mine,
    body: isHeld ? { type: 'unreadable', code: 'identity-changed' } : body,
    sentAt,
    state: deliveryOf(record, outbox),
    reason: failure ?? waitsFor(id, outbox),
    position,
  };
}

function deliveryOf({ id, mine, failure }: MessageRecord, outbox: Outbox): DeliveryState {
  if (!mine) return 'received';
  if (failure !== null) return 'failed';
  const row = outbox.ofMessage(id);
  return row === null || outbox.isConfirmed(row) ? 'relayed' : 'queued';
}

/** Why the relay has not taken a waiting message, where it said so. */
function waitsFor(id: string, outbox: Outbox): string | null {
  const row = outbox.ofMessage(id);
  return row === null ? null : outbox.refusalOf(row);
}
