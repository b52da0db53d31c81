// The beginning of a message, for where it is answered, forwarded or listed.
import type { MessageView, ReplyView } from '@hushroom/ipc';
import { preview } from '../../words/plain.ts';
import { words } from '../../words/words.ts';

/** One line that says what a message is; empty for what has no words. */
export function excerptOf({ body }: MessageView): string {
  switch (body.type) {
    case 'text':
      return preview(body.text);
    case 'file':
      if (body.caption !== '') return preview(body.caption);
      return { image: words.message.picture, voice: words.message.voice, file: body.file.name }[
        body.file.kind
      ];
    case 'deleted':
      return words.message.deletedExcerpt;
    case 'event':
    case 'unreadable':
      return '';
  }
}

/** How an answer to a message shows it until the engine says so itself. */
export function replyOf(message: MessageView): ReplyView {
  return { id: message.id, from: message.from, excerpt: excerptOf(message) };
}
