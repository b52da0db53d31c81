// What was typed and not sent: one draft for each conversation, kept until it is sent or emptied.
import { decode, encode, optional, struct, text, type Codec } from '@hushroom/codec';
import { DRAFT_CHARS_MAX, type DraftView } from '@hushroom/ipc';
import { target } from '../content/target.ts';
import type { Transaction } from '../storage.ts';

const SPACE = 'draft';

const stored: Codec<DraftView> = struct<DraftView>({
  text: text(3 * DRAFT_CHARS_MAX),
  replyTo: optional(target),
});

/** Keeps a draft; nothing is kept of an empty one. */
export function saveDraft(transaction: Transaction, conversation: string, draft: DraftView): void {
  if (draft.text === '' && draft.replyTo === null) transaction.delete(SPACE, conversation);
  else transaction.put(SPACE, conversation, encode(stored, { ...draft, text: draft.text.toWellFormed() }));
}

export function loadDraft(transaction: Transaction, conversation: string): DraftView | null {
  const value = transaction.get(SPACE, conversation);
  return value === null ? null : decode(stored, value);
}
