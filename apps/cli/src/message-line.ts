// A message as the command prints it.
import type { ConversationView, FileView, MessageView } from '@hushroom/ipc';
import { printable, type Output } from './output.ts';

/** Prints one message. `conversation` is the one it stands in, where known. */
export function printMessage(
  output: Output,
  message: MessageView,
  conversation: ConversationView | undefined,
): void {
  const room = conversation?.kind === 'room' ? conversation.title : null;
  const { id, from, sentAt, state, reason } = message;
  const { body } = message;
  const text = body.type === 'text' ? body.text : body.type === 'file' ? body.caption : '';
  const isDeleted = message.body.type === 'deleted';
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
      ...(message.editedAt === null ? {} : { editedAt: message.editedAt }),
      ...(message.replyTo === null ? {} : { replyTo: message.replyTo.id }),
      ...(message.forwarded ? { forwarded: true } : {}),
      ...(body.type === 'file' ? { file: fileOf(body.file) } : {}),
      ...(isDeleted ? { deleted: true } : {}),
      ...(reason === null ? {} : { reason }),
      ...(unreadable === null ? {} : { unreadable }),
    },
    line({ room, from, sentAt, text: wordsOf(message) }),
  );
}

function fileOf({ name, mediaType, sizeBytes, kind, transfer }: FileView) {
  return { name, mediaType, sizeBytes, kind, state: transfer.state };
}

function wordsOf({ body, editedAt }: MessageView): string {
  switch (body.type) {
    case 'text':
      return editedAt === null ? body.text : `${body.text} [edited]`;
    case 'deleted':
      return '[deleted]';
    case 'unreadable':
      return `[could not be read: ${body.code}]`;
    case 'file':
      return `[file ${body.file.name}, ${body.file.sizeBytes} bytes] ${body.caption}`.trim();
    case 'event':
      return '';
  }
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
