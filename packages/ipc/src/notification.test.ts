// What is announced on the desktop, and what is not: muted, on screen, hidden by a setting, from strangers.
import { expect, it } from 'vitest';
import { notificationOf, type NotificationCircumstances } from './notification.ts';
import type { ConversationView } from './view/conversation.ts';

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
  },
};

function conversation(change: Partial<ConversationView> = {}): ConversationView {
  return {
    id: 'aa'.repeat(32),
    kind: 'direct',
    title: 'bob',
    state: 'active',
    memberCount: 2,
    unread: 1,
    mentions: 0,
    draft: null,
    last: { from: 'bob', text: 'are you there?', at: NOW },
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
  const last = { from: 'robert', text: 'ahoy', at: NOW };
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
    last: { from: 'mallory', text: 'BUY', at: NOW },
  });
  const said = notificationOf(null, request, usual);
  expect(said).toEqual({ title: 'mallory', body: 'Would like to write to you', mayReply: false });
});

it('takes no answer where the window would not send one without a word', () => {
  const changed = conversation({ notices: [{ code: 'identity-changed-verified', userName: 'bob' }] });
  expect(notificationOf(null, changed, usual)?.mayReply).toBe(false);
  expect(notificationOf(null, conversation({ state: 'removed' }), usual)?.mayReply).toBe(false);
});

it('is one short line of text that turns nothing around', () => {
  const text = `\u202Egnp.exe\u200B\nfrom: "alice"\u0007${'x'.repeat(5000)}`;
  const said = notificationOf(null, conversation({ last: { from: 'bob', text, at: NOW } }), usual);
  expect(said?.body).toMatch(/^gnp\.exe from: "alice" x+…$/);
  expect(said?.body.length).toBeLessThanOrEqual(200);
});
