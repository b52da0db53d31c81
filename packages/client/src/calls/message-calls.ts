// Writing messages, changing them, and waiting for them.
import type { MessageView } from '@hushroom/ipc';
import type { Core } from '../core.ts';
import { EngineError } from '../engine-error.ts';
import { forwardFile } from './file-calls.ts';
import type { HandlersOf } from './handlers.ts';

export function messageCalls(core: Core): HandlersOf<'message' | 'printed'> {
  const { conversations, writing } = core;
  return {
    'message.send': ({ conversation, text, replyTo, mentions }) => {
      const words = { text, mentions: mentions ?? [], replyTo: replyTo ?? null, forwarded: false };
      return told(core, writing.send(conversation, words));
    },
    'message.edit': ({ message, text, mentions }) => {
      writing.edit(message, text, mentions ?? []);
      return told(core, message);
    },
    'message.delete': ({ message, forEveryone }) => {
      const { conversation, body } = known(core, message);
      // A message whose file is still on its way is no one's but ours.
      if (forEveryone && !(body.type === 'file' && core.files.own.isUploading(message)))
        writing.deleteForEveryone(message);
      else writing.deleteForMe(message);
      if (conversations.message(message) !== null) told(core, message);
      else {
        core.events.emit({ type: 'messages-gone', conversation, ids: [message] });
        core.tell.conversation(conversation);
        core.tell.connection();
        core.kick(conversation);
      }
      return null;
    },
    'message.react': ({ message, emoji, on }) => {
      writing.react(message, emoji, on);
      return told(core, message);
    },
    'message.forward': ({ message, conversations: to }) => {
      // To all of them or to none: nobody could tell afterwards whom it had reached.
      for (const id of to) writing.checkSendable(id);
      if (known(core, message).body.type === 'file') return to.map((id) => forwardFile(core, message, id));
      return writing.forward(message, to).map((id) => told(core, id));
    },
    'message.info': ({ message }) => conversations.info(message),
    'message.settled': ({ message }) => core.settlements.of(known(core, message)),
    'printed.take': ({ conversation, limit }) => conversations.takePrinted(conversation, limit),
  };
}

/** Shows a message that was just written or changed, and sees to it that it is sent. */
function told(core: Core, id: string): MessageView {
  const view = known(core, id);
  core.onWritten(id, view.conversation);
  return view;
}

/** Throws `unknown-message`. */
function known({ conversations }: Core, id: string): MessageView {
  const view = conversations.message(id);
  if (view === null) throw new EngineError('unknown-message');
  return view;
}
