// A message on one line, for where it is answered, forwarded or listed.
import type { MessageLine, MessageView, ReplyView } from '@hushroom/ipc';
import { wordsForLine } from '../../words/lines.ts';
import type { Naming } from '../../words/names.ts';

/** One line that says what a message is. */
export function excerptOf(message: MessageView, naming: Naming): string {
  return wordsForLine(lineOf(message), message.from, naming);
}

/** How an answer to a message shows it until the engine says so itself. */
export function replyOf(message: MessageView): ReplyView {
  return { id: message.id, from: message.from, line: lineOf(message) };
}

function lineOf({ body }: MessageView): MessageLine {
  if (body.type !== 'file') return body;
  const { caption, file } = body;
  return { type: 'file', kind: file.kind, name: file.name, caption };
}
