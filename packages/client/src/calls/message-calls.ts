// Writing messages, and waiting for them.
import type { Core } from '../core.ts';
import { EngineError } from '../engine-error.ts';
import type { HandlersOf } from './handlers.ts';

export function messageCalls(core: Core): HandlersOf<'message' | 'printed'> {
  const { conversations } = core;
  return {
    'message.send': ({ conversation, text }) => {
      const message = conversations.send(conversation, text);
      core.emitMessage(message.id);
      core.emitConversation(conversation);
      core.emitConnection();
      core.kick(conversation);
      return message;
    },
    'message.settled': ({ message }) => {
      const view = conversations.message(message);
      if (view === null) throw new EngineError('unknown-message');
      return core.settlements.of(view);
    },
    'printed.take': ({ conversation, limit }) => conversations.takePrinted(conversation, limit),
  };
}
