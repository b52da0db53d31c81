// Opening conversations, reading them, marking them read.
import { dropConversation } from '../conversation/drop.ts';
import type { Core } from '../core.ts';
import { EngineError } from '../engine-error.ts';
import { leaveRoom } from '../room/membership.ts';
import type { RoomStatus } from '../room/room-record.ts';
import type { HandlersOf } from './handlers.ts';

export function conversationCalls(core: Core): HandlersOf<'conversation'> {
  const { conversations } = core;
  return {
    'conversation.open': ({ userName }) => {
      const view = conversations.open(userName);
      core.tell.conversation(view.id);
      return view;
    },
    'conversation.page': ({ conversation, before, limit }) => conversations.page(conversation, before, limit),
    'conversation.around': ({ conversation, at, limit }) => conversations.around(conversation, at, limit),
    'conversation.after': ({ conversation, after, limit }) => conversations.after(conversation, after, limit),
    'conversation.mention': ({ conversation }) => conversations.mention(conversation),
    'conversation.files': ({ conversation, before, limit }) =>
      conversations.files(conversation, before, limit),
    'conversation.seen': ({ conversation, position }) => {
      for (const id of conversations.seen(conversation, position)) core.tell.message(id);
      core.disappearance.run();
      for (const driver of core.rooms.ofConversation(conversation)) driver.onSeen();
      core.tell.conversation(conversation);
      return null;
    },
    'conversation.unsee': ({ conversation }) => {
      conversations.unsee(conversation);
      core.tell.conversation(conversation);
      return null;
    },
    'conversation.askAgain': ({ conversation }) => {
      core.writing.checkVisible(conversation);
      const driver = core.rooms.chosen(conversation) ?? core.rooms.ofConversation(conversation).at(-1);
      if (driver === undefined) throw new EngineError('conversation-ended');
      core.readds.ask(driver.room);
      return null;
    },
    'conversation.accept': ({ conversation }) => {
      conversations.get(conversation);
      core.consent(conversation);
      return null;
    },
    'conversation.drop': async ({ conversation }) => {
      await leaveAndDrop(core, conversation);
      return null;
    },
    'conversation.mark': ({ conversation, ...marks }) => {
      conversations.mark(conversation, marks);
      core.tell.conversation(conversation);
      return conversations.view(conversation);
    },
  };
}

/** Rooms where this device cannot say that it leaves: their log has not come, or their secrets do not fit. */
const SPEECHLESS: ReadonlySet<RoomStatus> = new Set<RoomStatus>(['joining', 'stuck']);

/** Leaves a room where that is to be said, and takes the conversation off this device. Throws what {@link leaveRoom} throws. */
async function leaveAndDrop(core: Core, id: string): Promise<void> {
  const { kind, consented } = core.conversations.get(id);
  if (kind === 'room') {
    for (const driver of core.rooms.ofConversation(id)) {
      const { status } = driver.room.record;
      if (status === 'left' || status === 'removed') continue;
      if (consented && !SPEECHLESS.has(status)) {
        if (status !== 'leaving') leaveRoom(driver);
        await driver.leaveSent();
      } else driver.room.forsake();
    }
  }
  dropConversation({ ...core.roomParts, files: core.files }, id);
  core.events.emit({ type: 'dropped', conversation: id });
  core.tell.connection();
}
