// A message as the command prints it.
import type { ConversationView, MessageView } from '@hushroom/ipc';
import { printable, type Output } from './output.ts';

/** Prints one message. `conversation` is the one it stands in, where known. */
export function printMessage(
  output: Output,
  message: MessageView,
  conversation: ConversationView | undefined,
): void {
  const room = conversation?.kind === 'room' ? conversation.title : null;
  const { id, from, sentAt, state, reason } = message;
  const text = message.body.type === 'text' ? message.body.text : '';
  const unreadable = message.body.type === 'unreadable' ? message.body.code : null;
  output.result(
    {
      id,
      room,
      conversation: message.conversation,
      from,
      text,
      sentAt,
      state,
      ...(reason === null ? {} : { reason }),
      ...(unreadable === null ? {} : { unreadable }),
    },
    line({ room, from, sentAt, text: unreadable === null ? text : `[could not be read: ${unreadable}]` }),
  );
}

function line(message: { room: string | null; from: string; sentAt: number; text: string }): string {
  const time = new Date(message.sentAt).toISOString().slice(0, 16).replace('T', ' ');
  const place = message.room === null ? '' : ` [${printable(message.room)}]`;
  return `${time}${place} ${message.from}: ${printable(message.text)}`;
}

/** Whether `read` and `listen` print it: what others wrote, not one's own words and not a room's events. */
export function isNews({ mine, body }: MessageView): boolean {
  return !mine && body.type !== 'event';
}
