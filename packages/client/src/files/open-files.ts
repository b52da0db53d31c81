// Joins files to the engine: whom they ask, and who hears of them.
import type { Core } from '../core.ts';
import { Files } from './files.ts';
import type { FileParts } from './files-parts.ts';

/** To be called once the core has its session; what else of it files need they ask for when it is there. */
export function openFiles(core: Core, files: FileParts): Files {
  const { roomParts, session, relay } = core;
  return new Files(
    { ...roomParts, session, relay, files },
    {
      checkSendable: (conversation, replyTo) => {
        core.writing.checkSendable(conversation);
        if (replyTo !== null) core.writing.checkAnswered(conversation, replyTo);
      },
      expiryIn: (conversation) => core.writing.expiryIn(conversation),
      queue: (transaction, record, messageId) => {
        const remember = core.writing.queueFile(transaction, record, messageId);
        return () => {
          remember();
          core.onWritten(record.id, record.conversation);
        };
      },
      onTransfer: (message, transfer) => {
        const conversation = core.conversations.message(message)?.conversation;
        if (conversation !== undefined) {
          core.events.emit({ type: 'transfer', conversation, message, transfer });
        }
      },
      onMessage: (message) => {
        core.tell.message(message);
      },
      onFault: (error) => {
        core.session.dropFor(error);
      },
    },
  );
}
