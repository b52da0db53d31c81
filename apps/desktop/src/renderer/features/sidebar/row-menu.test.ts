// What the menu of a row offers, and what it asks of the engine.
import { MUTED_FOR_GOOD } from '@hushroom/ipc';
import { expect, it } from 'vitest';
import { Place } from '../../session/place.svelte.ts';
import { ROOM, ScriptedApi, snapshot } from '../../session/scripted-api.ts';
import { conversation, opened, status } from '../../session/scripted-session.ts';
import { Session } from '../../session/session.svelte.ts';
import { rowActions, RowMenu } from './row-menu.svelte.ts';

const NOW = 1_700_000_000_000;

it('offers what is not so yet', () => {
  const plain = conversation({ canUnsee: true });
  expect(rowActions(plain, NOW)).toEqual(['markUnread', 'pin', 'muteAsk', 'archive', 'leave']);
  const marked = { ...plain, unread: 2, pinned: true, mutedUntil: NOW + 1, archived: true };
  expect(rowActions(marked, NOW)).toEqual(['markRead', 'unpin', 'unmute', 'unarchive', 'leave']);
  expect(rowActions(marked, NOW + 1)).toContain('muteAsk');
});

it('marks nothing as unread where there is nothing that can be', () => {
  expect(rowActions(conversation({ canUnsee: false }), NOW)[0]).toBe('pin');
});

it('leaves a room, and deletes what is over, has stopped, has not begun or is direct', () => {
  for (const state of ['left', 'removed', 'imported', 'stuck', 'starting'] as const) {
    expect(rowActions(conversation({ state }), NOW).at(-1), state).toBe('drop');
  }
  expect(rowActions(conversation({ kind: 'direct' }), NOW).at(-1)).toBe('drop');
  expect(rowActions(conversation({ kind: 'past', state: 'imported' }), NOW).at(-1)).toBe('drop');
});

it('offers nothing of a request but to delete it: the rest would answer it', () => {
  expect(rowActions(conversation({ request: { from: 'dave' }, unread: 1, canUnsee: true }), NOW)).toEqual([
    'drop',
  ]);
});

it('mutes for a time, or until that is taken back', async () => {
  const api = new ScriptedApi({});
  const menu = new RowMenu(new Session(api), new Place());
  await menu.mute(ROOM, 28_800, NOW);
  await menu.mute(ROOM, null, NOW);
  expect(api.calls.map(({ args }) => args)).toEqual([
    { conversation: ROOM, mutedUntil: NOW + 8 * 3_600_000 },
    { conversation: ROOM, mutedUntil: MUTED_FOR_GOOD },
  ]);
});

it('marks the open conversation as unread by closing it, and its next opening sees it again', async () => {
  const api = new ScriptedApi({
    status: () => status,
    subscribe: () => ({ rev: 1, snapshot: snapshot({ conversations: [conversation({ canUnsee: true })] }) }),
    'conversation.page': () => ({ messages: [], more: false, seen: 0 }),
  });
  const session = await opened(api);
  const place = new Place();
  place.open(ROOM);
  const before = session.timeline(ROOM);
  const anchor = { x: 0, y: 0, width: 0, height: 0 };
  await new RowMenu(session, place).act('markUnread', { conversation: ROOM, anchor, page: 'actions' });
  expect(place.conversation).toBeNull();
  expect(api.count('conversation.unsee')).toBe(1);
  expect(session.timeline(ROOM)).not.toBe(before);
});
