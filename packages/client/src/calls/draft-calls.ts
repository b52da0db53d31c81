// Keeping what was typed and not sent.
import { saveDraft } from '../conversation/draft.ts';
import type { Core } from '../core.ts';
import type { HandlersOf } from './handlers.ts';

export function draftCalls(core: Core): HandlersOf<'draft'> {
  return {
    'draft.save': ({ conversation, text, replyTo }) => {
      core.conversations.get(conversation);
      core.roomParts.storage.transaction((transaction) => {
        saveDraft(transaction, conversation, { text, replyTo });
      });
      core.tell.conversation(conversation);
      return null;
    },
  };
}
