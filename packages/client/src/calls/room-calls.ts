// Rooms: making them, and who is in them.
import type { ConversationView } from '@hushroom/ipc';
import { newConversation, saveConversation } from '../conversation/conversation-record.ts';
import { saveChosenTimer } from '../conversation/disappear-after.ts';
import { entryRowId } from '../conversation/message-record.ts';
import { appendOrdered } from '../conversation/timeline.ts';
import type { Core } from '../core.ts';
import { EngineError } from '../engine-error.ts';
import { foundRoom } from '../room/founding.ts';
import { addMember, changeContext, changeRole, leaveRoom, removeMember } from '../room/membership.ts';
import type { RoomDriver } from '../room/room-driver.ts';
import { pictureFrom, pictureView, withDisappearAfter, withPicture } from '../room/room-settings.ts';
import type { HandlersOf } from './handlers.ts';

export function roomCalls(core: Core): HandlersOf<'room'> {
  return {
    'room.create': ({ name }) => createRoom(core, name),
    'room.add': async ({ conversation, userName }) => {
      const { session, roster, roomParts } = core;
      await addMember(onlineRoom(core, conversation), { ...roomParts, session, roster }, userName);
      return null;
    },
    'room.remove': async ({ conversation, userName }) => {
      await removeMember(onlineRoom(core, conversation), userName);
      return null;
    },
    'room.rename': async ({ conversation, name }) => {
      await changeContext(onlineRoom(core, conversation), (context) => ({ ...context, name }));
      return null;
    },
    'room.setPicture': async ({ conversation, base64 }) => {
      const bytes = base64 === null ? null : pictureFrom(base64);
      await changeContext(onlineRoom(core, conversation), (context) => withPicture(context, bytes));
      return null;
    },
    'room.picture': ({ conversation }) => {
      const context = roomOf(core, conversation).room.context;
      return context === null ? null : pictureView(context);
    },
    'room.role': async ({ conversation, userName, role }) => {
      await changeRole(onlineRoom(core, conversation), userName, role);
      return null;
    },
    'room.settings': async ({ conversation, disappearAfterSeconds }) => {
      await changeTimer(core, conversation, disappearAfterSeconds);
      return null;
    },
    'room.members': ({ conversation }) => core.conversations.members(conversation),
    'room.leave': async ({ conversation }) => {
      const driver = roomOf(core, conversation);
      core.writing.checkVisible(conversation);
      leaveRoom(driver);
      core.tell.conversation(conversation);
      await driver.leaveSent();
      return null;
    },
  };
}

/** A room of one, here at once; the relay hears of it as soon as it can. */
function createRoom(core: Core, name: string): ConversationView {
  const { account, storage, clock } = core.roomParts;
  const room = foundRoom(core.roomParts, {
    kind: 'room',
    name,
    peer: '',
    conversation: null,
    disappearAfterSeconds: 0,
  });
  storage.transaction((transaction) => {
    room.saveNew(transaction);
    saveConversation(
      transaction,
      newConversation({
        id: room.id,
        kind: 'room',
        title: name,
        begun: clock.now(),
        consented: true,
        invitedBy: '',
      }),
    );
    appendOrdered(transaction, {
      id: entryRowId(room.logId, 0, 0),
      conversation: room.id,
      author: { userName: account.userName, accountKey: account.accountKey, pinned: true },
      mine: true,
      sentAt: clock.now(),
      body: { type: 'event', event: { type: 'created' } },
      failure: null,
    });
  });
  core.addRoom(room);
  return core.conversations.view(room.id);
}

/** The room behind a conversation. Throws `unknown-conversation`. */
function roomOf(core: Core, conversation: string): RoomDriver {
  const { kind } = core.conversations.get(conversation);
  const driver = core.rooms.chosen(conversation);
  // People come and go in rooms only.
  if (kind === 'direct' || driver === null) throw new EngineError('unknown-conversation');
  return driver;
}

/** Throws `offline` and `not-accepted` too: members change only with the relay's order, and all of them see it. */
function onlineRoom(core: Core, conversation: string): RoomDriver {
  const driver = roomOf(core, conversation);
  core.writing.checkVisible(conversation);
  return online(core, driver);
}

/** For direct messages as well, which keep what was chosen for the room that their first message founds. */
async function changeTimer(core: Core, conversation: string, seconds: number): Promise<void> {
  const { kind } = core.conversations.get(conversation);
  const driver = core.rooms.chosen(conversation);
  core.writing.checkVisible(conversation);
  if (driver !== null) {
    await changeContext(online(core, driver), (context) => withDisappearAfter(context, seconds));
  } else if (kind === 'room') throw new EngineError('unknown-conversation');
  if (kind === 'room') return;
  core.roomParts.storage.transaction((transaction) => {
    saveChosenTimer(transaction, conversation, seconds);
  });
  core.tell.conversation(conversation);
}

function online(core: Core, driver: RoomDriver): RoomDriver {
  if (core.session.state !== 'online') throw new EngineError('offline');
  return driver;
}
