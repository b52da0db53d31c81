// Opening conversations, reading them, marking them read.
import type { Core } from '../core.ts';
import type { HandlersOf } from './handlers.ts';

export function conversationCalls(core: Core): HandlersOf<'conversation'> {
  const { conversations } = core;
  return {
    'conversation.open': ({ userName }) => {
      const view = conversations.open(userName);
      core.emitConversation(view.id);
      return view;
    },
    'conversation.page': ({ conversation, before, limit }) => conversations.page(conversation, before, limit),
    'conversation.around': ({ conversation, position, limit }) =>
      conversations.around(conversation, position, limit),
    'conversation.after': ({ conversation, after, limit }) => conversations.after(conversation, after, limit),
    'conversation.seen': ({ conversation, position }) => {
      conversations.seen(conversation, position);
      core.emitConversation(conversation);
      return null;
    },
    'conversation.mark': ({ conversation, ...marks }) => {
      conversations.mark(conversation, marks);
      core.emitConversation(conversation);
      return conversations.view(conversation);
    },
  };
}
