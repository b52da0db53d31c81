// An engine process without an engine: answers what tests of the shells ask, over the real channel to a real shell.
import { DEFAULT_SETTINGS, type ConversationView, type SettingsView } from '@hushroom/ipc';
import { openParentChannel } from '../../../apps/desktop/src/engine/parent-channel.ts';

const channel = openParentChannel();
let rev = 0;
let settings: SettingsView = DEFAULT_SETTINGS;
const unread = new Map<string, number>();

/** A direct message with bob in which somebody has just said this. */
function received(id: string, text: string): ConversationView {
  const count = (unread.get(id) ?? 0) + 1;
  unread.set(id, count);
  return {
    id,
    kind: 'direct',
    title: 'bob',
    state: 'active',
    memberCount: 2,
    verifiedCount: 0,
    unread: count,
    canUnsee: true,
    mentions: 0,
    draft: null,
    last: { id: 'cc'.repeat(16), from: 'bob', mine: false, line: { type: 'text', text }, at: 0 },
    notices: [],
    iAmAdmin: false,
    picture: null,
    disappearAfterSeconds: 0,
    activeAt: 0,
    pinned: false,
    mutedUntil: null,
    archived: false,
    request: null,
  };
}

channel.onMessage((message) => {
  if (!('call' in message)) {
    channel.send({ rev: ++rev, event: { type: 'members', conversation: message.data ?? 'refused' } });
    return;
  }
  const { id, call, args } = message;
  switch (call) {
    case 'conversation.open':
      if (args.userName === 'crash') process.exit(1);
      // Answers after the event, so that a test sees that neither waits for the other.
      channel.send({ rev: ++rev, event: { type: 'members', conversation: args.userName } });
      channel.send({ id, ok: true, value: { title: args.userName } });
      break;
    case 'person.unverify':
      channel.send({ id, ok: false, error: { code: 'unknown-person', detail: args.userName } });
      break;
    case 'unlock':
      channel.send({ id, ok: true, value: null });
      break;
    case 'subscribe':
      channel.send({ id, ok: true, value: { rev, snapshot: { conversations: [], people: [], settings } } });
      break;
    case 'settings.change':
      settings = { ...settings, ...args };
      channel.send({ rev: ++rev, event: { type: 'settings', settings } });
      channel.send({ id, ok: true, value: settings });
      break;
    case 'message.send':
      // As if the other had said it.
      channel.send({
        rev: ++rev,
        event: { type: 'conversation', conversation: received(args.conversation, args.text) },
      });
      channel.send({ id, ok: true, value: null });
      break;
    case 'connection.retry':
      channel.send({ rev: ++rev, event: { type: 'members', conversation: 'tried again' } });
      channel.send({ id, ok: true, value: null });
      break;
    case 'lock':
      channel.send({ rev: ++rev, event: { type: 'locked' } });
      channel.send({ id, ok: true, value: null });
      break;
    case 'room.leave':
      channel.send({ keychain: 'seal', request: id, data: Buffer.from('key').toString('base64') });
      break;
    case 'room.create':
      // Never answered: the call stays in flight.
      break;
    default:
      channel.send({
        id,
        ok: true,
        value: {
          phase: 'locked',
          fault: null,
          profile: 'test',
          suggestedRelay: '',
          keychain: false,
          version: '0',
          profiles: [],
          pick: false,
          openers: { passphrase: true, keychain: false },
          look: { theme: 'system', textSize: 100, locale: 'system' },
        },
      });
  }
});
channel.onEnd(() => process.exit(0));
channel.send({ ready: true, files: '' });
