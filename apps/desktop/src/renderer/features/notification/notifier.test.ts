// What the page announces outside itself, when it takes it back, and that hidden content stays hidden.
import {
  DEFAULT_SETTINGS,
  type ConversationView,
  type NotificationText,
  type SettingsView,
} from '@hushroom/ipc';
import { expect, it } from 'vitest';
import { ROOM, ScriptedApi, snapshot } from '../../session/scripted-api.ts';
import { conversation, opened, status } from '../../session/scripted-session.ts';
import { Notifier } from './notifier.ts';

const line = { type: 'text' as const, text: 'the key is under the pot' };
const last = { id: 'cc'.repeat(16), from: 'bob', mine: false, line, at: 0 };

async function listening(settings: Partial<SettingsView> = {}) {
  const api = new ScriptedApi({
    status: () => status,
    subscribe: () => ({
      rev: 0,
      snapshot: snapshot({
        conversations: [conversation()],
        settings: { ...DEFAULT_SETTINGS, ...settings },
      }),
    }),
  });
  const session = await opened(api);
  const shown: (NotificationText & { readonly press: () => void; closed: boolean })[] = [];
  const openedConversations: string[] = [];
  let watched = false;
  const end = new Notifier({
    session,
    isWatched: () => watched,
    show: (text, { onPress }) => {
      const one = { ...text, press: onPress, closed: false };
      shown.push(one);
      return { close: () => (one.closed = true) };
    },
    open: (id) => openedConversations.push(id),
  }).start();
  let rev = 0;
  const say = (change: Partial<ConversationView>): void => {
    rev += 1;
    api.say({ rev, event: { type: 'conversation', conversation: conversation({ last, ...change }) } });
  };
  return { shown, say, end, openedConversations, watch: () => (watched = true) };
}

it('announces what is new, in the place of what it announced before, until it is read', async () => {
  const { shown, say } = await listening();
  say({ unread: 1 });
  say({ unread: 1, pinned: true });
  say({ unread: 2 });
  expect(shown.map(({ title, body, closed }) => [title, body, closed])).toEqual([
    ['garden', 'bob: the key is under the pot', true],
    ['garden', 'bob: the key is under the pot', false],
  ]);
  say({ unread: 0 });
  expect(shown[1]?.closed).toBe(true);
});

it('hands the browser no name and no text where they are to be hidden', async () => {
  const { shown, say } = await listening({ notifications: 'nothing' });
  say({ unread: 1 });
  expect(shown).toHaveLength(1);
  expect(JSON.stringify(shown)).not.toMatch(/garden|bob|pot/);
});

it('is quiet about what is on screen', async () => {
  const { shown, say, watch } = await listening();
  watch();
  say({ unread: 1 });
  expect(shown).toEqual([]);
});

it('leads to the conversation, and leaves nothing behind when the profile locks', async () => {
  const { shown, say, end, openedConversations } = await listening();
  say({ unread: 1 });
  shown[0]?.press();
  expect(openedConversations).toEqual([ROOM]);
  say({ unread: 2 });
  end();
  expect(shown.every(({ closed }) => closed)).toBe(true);
});
