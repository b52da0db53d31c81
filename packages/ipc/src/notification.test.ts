// What is announced on the desktop, and what is not: muted, on screen, hidden by a setting, from strangers.
import { expect, it } from 'vitest';
import { endsNotification, notificationOf, type NotificationCircumstances } from './notification.ts';
import type { ConversationView, LastView } from './view/conversation.ts';
import type { MessageLine } from './view/message.ts';

const NOW = 1_700_000_000_000;
const usual: NotificationCircumstances = {
  content: 'name-and-text',
  isWatched: false,
  now: NOW,
  nameOf: (userName) => (userName === 'robert' ? 'Robert from the boat' : userName),
  words: {
    newMessage: 'New message',
    newMessages: (count) => `${String(count)} new messages`,
    request: 'Would like to write to you',
    held: 'Under another key',
    unreadable: 'Cannot be read',
    picture: 'Picture',
    voice: 'Voice message',
  },
};

function lastOf(line: MessageLine): LastView {
  return { id: 'bb'.repeat(16), from: 'bob', mine: false, line, at: NOW };
}

function conversation(change: Partial<ConversationView> = {}): ConversationView {
  return {
    id: 'aa'.repeat(32),
    kind: 'direct',
    title: 'bob',
    state: 'active',
    memberCount: 2,
    verifiedCount: 0,
    unread: 1,
    canUnsee: true,
    mentions: 0,
    draft: null,
    last: lastOf({ type: 'text', text: 'are you there?' }),
    notices: [],
    iAmAdmin: false,
    picture: null,
    disappearAfterSeconds: 0,
    activeAt: NOW,
    pinned: false,
    mutedUntil: null,
    archived: false,
    request: null,
    ...change,
  };
}

it('shows who wrote and what', () => {
  expect(notificationOf(conversation({ unread: 0 }), conversation(), usual)).toEqual({
    title: 'bob',
    body: 'are you there?',
    mayReply: true,
  });
  const room = conversation({ kind: 'room', title: 'Climbing' });
  expect(notificationOf(null, room, usual)).toMatchObject({ title: 'Climbing', body: 'bob: are you there?' });
});

it('calls people as the user does', () => {
  const last = { ...lastOf({ type: 'text', text: 'ahoy' }), from: 'robert' };
  const direct = notificationOf(null, conversation({ title: 'robert', last }), usual);
  expect(direct).toMatchObject({ title: 'Robert from the boat', body: 'ahoy' });
  // A room may have the name of a person.
  const room = notificationOf(null, conversation({ kind: 'room', title: 'robert', last }), usual);
  expect(room).toMatchObject({ title: 'robert', body: 'Robert from the boat: ahoy' });
});

it('says only as much as was asked for', () => {
  const after = conversation({ unread: 3 });
  expect(notificationOf(null, after, { ...usual, content: 'name' })).toMatchObject({
    title: 'bob',
    body: '3 new messages',
  });
  const hidden = notificationOf(null, after, { ...usual, content: 'nothing' });
  expect(JSON.stringify(hidden)).not.toMatch(/bob|there/);
  // An answer would go to somebody who is not named.
  expect(hidden?.mayReply).toBe(false);
});

it('says nothing of what is muted, on screen, read or the same as before', () => {
  expect(notificationOf(null, conversation({ mutedUntil: NOW + 1 }), usual)).toBeNull();
  expect(notificationOf(null, conversation({ mutedUntil: NOW }), usual)).not.toBeNull();
  expect(notificationOf(null, conversation(), { ...usual, isWatched: true })).toBeNull();
  expect(notificationOf(conversation(), conversation({ unread: 0 }), usual)).toBeNull();
  expect(notificationOf(conversation(), conversation({ pinned: true }), usual)).toBeNull();
});

it('does not put on the screen what a stranger wrote', () => {
  const request = conversation({
    request: { from: 'mallory' },
    last: { ...lastOf({ type: 'text', text: 'BUY' }), from: 'mallory' },
  });
  const said = notificationOf(null, request, usual);
  expect(said).toEqual({ title: 'mallory', body: 'Would like to write to you', mayReply: false });
});

it('is withdrawn when what it says was read, taken back or has disappeared', () => {
  const said = (id: string, line: MessageLine): Partial<ConversationView> => ({
    unread: 2,
    last: { ...lastOf(line), id },
  });
  const words = { type: 'text', text: 'are you there?' } as const;
  const before = conversation(said('b2', words));
  const ends = (change: Partial<ConversationView>): boolean => endsNotification(before, conversation(change));
  expect(ends({ ...said('b2', words), unread: 0 })).toBe(true);
  expect(ends(said('b2', { type: 'deleted' }))).toBe(true);
  expect(ends(said('b1', { type: 'text', text: 'hello' }))).toBe(true);
  expect(ends({ unread: 1, last: null })).toBe(true);
  expect(ends(said('b2', { type: 'text', text: 'are you there? (edited)' }))).toBe(false);
  expect(ends(said('b3', { type: 'event', event: { type: 'left', userName: 'carol' } }))).toBe(false);
});

it('takes no answer where the window would not send one without a word', () => {
  const changed = conversation({ notices: [{ code: 'identity-changed-verified', userName: 'bob' }] });
  expect(notificationOf(null, changed, usual)?.mayReply).toBe(false);
  expect(notificationOf(null, conversation({ state: 'removed' }), usual)?.mayReply).toBe(false);
});

it('says nothing of a message while it is in question whose it is', () => {
  const held = conversation({ last: lastOf({ type: 'unreadable', code: 'identity-changed' }) });
  expect(notificationOf(null, held, usual)).toEqual({
    title: 'bob',
    body: 'Under another key',
    mayReply: false,
  });
  for (const code of ['identity-changed', 'identity-changed-verified'] as const) {
    const warned = conversation({ notices: [{ code, userName: 'bob' }] });
    expect(notificationOf(null, warned, usual)?.body).toBe('1 new messages');
  }
});

it('calls a file what it is, and repeats no older message where the newest cannot be shown', () => {
  const body = (line: MessageLine): string | undefined =>
    notificationOf(null, conversation({ last: lastOf(line) }), usual)?.body;
  expect(body({ type: 'file', kind: 'voice', name: 'voice.webm', caption: '' })).toBe('Voice message');
  expect(body({ type: 'file', kind: 'image', name: 'IMG_1.jpg', caption: 'the fig' })).toBe(
    'Picture: the fig',
  );
  expect(body({ type: 'file', kind: 'file', name: 'notes.txt', caption: '' })).toBe('notes.txt');
  expect(body({ type: 'unreadable', code: 'decrypt-failed' })).toBe('Cannot be read');
  expect(body({ type: 'deleted' })).toBe('1 new messages');
});

it('is one short line of text that turns nothing around', () => {
  const text = `\u202Egnp.exe\u200B\nfrom: "alice"\u0007${'x'.repeat(5000)}`;
  const said = notificationOf(null, conversation({ last: lastOf({ type: 'text', text }) }), usual);
  expect(said?.body).toMatch(/^gnp\.exe from: "alice" x+…$/);
  expect(said?.body.length).toBeLessThanOrEqual(200);
});
