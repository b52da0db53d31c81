// What is read out of an open conversation to those who do not see it: what comes, once, and what is taken back.
import type { MessageView } from '@hushroom/ipc';
import type { Naming } from '../../words/names.ts';
import { plainText } from '../../words/plain.ts';
import { words } from '../../words/words.ts';
import { excerptOf } from '../message/excerpt.ts';

export class Heard {
  /** Position of the newest message that was heard, or was there before. */
  #newest: number;
  readonly #takenBack = new Set<string>();

  constructor(newest: number) {
    this.#newest = newest;
  }

  /** What to read out of a message that the engine tells of; null where it is one's own, or nothing new. */
  take(message: MessageView, naming: Naming): string | null {
    const { body, from, id, position } = message;
    if (message.mine || message.state !== 'received') return null;
    const isNew = position > this.#newest;
    this.#newest = Math.max(this.#newest, position);
    if (body.type === 'deleted') {
      if (this.#takenBack.has(id)) return null;
      this.#takenBack.add(id);
      return words.message.deletedBy(naming.nameOf(from));
    }
    if (!isNew) return null;
    if (body.type === 'event') return excerptOf(message, naming);
    const said = body.type === 'text' ? plainText(body.text) : excerptOf(message, naming);
    return from === '' ? said : words.conversation.said(naming.nameOf(from), said);
  }
}
