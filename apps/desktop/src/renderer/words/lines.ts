// Which words a message gets on one line: in the list, in the quote of an answer, in a dialog about it.
import type { MessageLine } from '@hushroom/ipc';
import { wordsForUnreadable } from './conversation.ts';
import type { Naming } from './names.ts';
import { plainName, preview } from './plain.ts';
import { words } from './words.ts';

/** `from` is the user name of its author; of who did it for an event. */
export function wordsForLine(line: MessageLine, from: string, naming: Naming): string {
  switch (line.type) {
    case 'text':
      return preview(line.text);
    case 'file': {
      const { picture, voice } = words.message;
      const what = { image: picture, voice, file: plainName(line.name) }[line.kind];
      return line.caption === '' ? what : words.general.labelled(what, preview(line.caption));
    }
    case 'deleted':
      return words.message.deletedExcerpt;
    case 'unreadable':
      return wordsForUnreadable(line.code).title;
    case 'event':
      return words.conversation.event(line.event, from, naming);
  }
}
