// The fixed world of the pictures: one relay, a few people with names from the cryptography books, and what they say.
import { createHash } from 'node:crypto';
import {
  DEFAULT_SETTINGS,
  type ConversationView,
  type LastView,
  type MemberView,
  type MessageBody,
  type MessageLine,
  type MessageView,
  type PersonView,
  type SafetyView,
  type Verification,
} from '@hushroom/ipc';
import type { World } from './fixture.ts';

/** The moment of every picture: Tuesday 17 March 2026, 15:42 UTC. */
export const NOW = Date.UTC(2026, 2, 17, 15, 42);

const hex = (text: string, bytes = 32): string =>
  createHash('sha512')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);

/** A room's picture, 48 by 48: hills and a sun. */
export const HILLS = [
  'iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAMAAABg3Am1AAAACVBMVEXW681WjFzwvlr8KFhgAAAAT0lEQVR42u3SMQ',
  'oAIAxDUZv7H9pBBKulmkFEyN/EvElLUT+EFrs/FgAnAFIIXHkH/qX5v6TyrEfOD4lNkXMvVm5h7no/H0bRKSVGJiDw',
  'DFSTmARU/1u/nAAAAABJRU5ErkJggg==',
].join('');

export const GARDEN = hex('room garden');
export const TRIP = hex('room trip');
export const BOB = hex('direct bob');
export const CAROL = hex('direct carol');
export const DAVE = hex('direct dave');

const at = (days: number, hours: number, minutes: number, seconds = 0): number =>
  Date.UTC(2026, 2, 17 + days, hours, minutes, seconds);

/** The first byte of a fingerprint chooses the hue of its picture: here everyone has another. */
function fingerprintOf(userName: string): string {
  const hue = userName.charCodeAt(0) - 'a'.charCodeAt(0);
  return `${((hue * 5 + 8) % 12).toString(16).padStart(2, '0')}${hex(`fingerprint of ${userName}`).slice(2)}`;
}

export function person(
  userName: string,
  online: boolean,
  verification: Verification = 'unverified',
): PersonView {
  return {
    userName,
    online,
    verification,
    fingerprint: fingerprintOf(userName),
    isMe: userName === 'alice',
    differs: false,
    unreachable: null,
    nickname: '',
    blocked: false,
  };
}

interface Line {
  readonly from: string;
  readonly at: number;
  readonly body: MessageBody | string;
  readonly state?: MessageView['state'];
  /** What else is not as usual. */
  readonly more?: Partial<MessageView>;
}

/** The id of a line's message, by its place from 0. */
export function messageId(conversation: string, index: number): string {
  return hex(`${conversation} ${index}`, 16);
}

/** Turns lines into messages of a conversation, positions counting up from 1. */
export function timeline(conversation: string, lines: readonly Line[]): readonly MessageView[] {
  return lines.map(({ from, at: sentAt, body, state, more }, index) => ({
    id: messageId(conversation, index),
    conversation,
    from,
    mine: from === 'alice',
    body: typeof body === 'string' ? { type: 'text', text: body } : body,
    replyTo: null,
    mentions: [],
    mentionsMe: false,
    forwarded: false,
    reactions: [],
    editedAt: null,
    disappearAfterSeconds: 0,
    expiresAt: null,
    sentAt,
    delivery: null,
    state: state ?? (from === 'alice' ? 'relayed' : 'received'),
    reason: null,
    position: index + 1,
    ...more,
  }));
}

const gardenLines: readonly Line[] = [
  { from: 'bob', at: at(-4, 18, 2), body: { type: 'event', event: { type: 'created' } } },
  { from: 'bob', at: at(-4, 18, 3), body: { type: 'event', event: { type: 'added', userName: 'alice' } } },
  {
    from: 'bob',
    at: at(-4, 18, 3, 20),
    body: { type: 'event', event: { type: 'added', userName: 'carol' } },
  },
  {
    from: 'bob',
    at: at(-4, 18, 5),
    body: 'Welcome to the shared garden. One room for everything that grows.',
  },
  {
    from: 'carol',
    at: at(-4, 18, 11),
    body: 'Finally! I have three trays of tomato seedlings and no place to put them.',
  },
  { from: 'alice', at: at(-4, 18, 14), body: 'The cold frame is empty. There is space for at least two.' },
  { from: 'carol', at: at(-1, 9, 20), body: 'Moved them in this morning. They look happier already.' },
  { from: 'carol', at: at(-1, 9, 20, 40), body: '🍅' },
  {
    from: 'bob',
    at: at(-1, 9, 31),
    body: 'Who has the key to the shed? I would like to get the watering cans out before it gets warm.',
  },
  { from: 'alice', at: at(-1, 9, 33), body: 'Under the third flower pot, where it always was 🙂' },
  {
    from: 'alice',
    at: at(-1, 9, 33, 30),
    body: 'Not written down anywhere else, so please put it back there.',
  },
  {
    from: 'dave',
    at: at(0, 14, 58),
    body: 'I am at the nursery. They have blackcurrant, gooseberry and a very small fig. Do we want any of them?',
  },
  { from: 'bob', at: at(0, 15, 1), body: 'Blackcurrant yes. The fig would not survive the wind up there.' },
  { from: 'carol', at: at(0, 15, 4), body: 'Fig!' },
  {
    from: 'carol',
    at: at(0, 15, 4, 12),
    body: 'We could put it against the south wall, Erin did that and gets a full basket every year.',
  },
  { from: 'alice', at: at(0, 15, 40), body: 'South wall it is. I will bring compost on Saturday.' },
];

const bobLines: readonly Line[] = [
  { from: 'bob', at: at(-1, 20, 12), body: 'Did you get the new address of the relay?' },
  { from: 'alice', at: at(-1, 20, 15), body: 'Yes, scanned it from your screen. Took ten seconds.' },
  { from: 'bob', at: at(-1, 20, 16), body: 'Good. The old one goes away on Friday.' },
  {
    from: 'alice',
    at: at(0, 8, 55),
    body: 'Coffee at four? The place by the station has the good cinnamon rolls again.',
  },
  {
    from: 'bob',
    at: at(0, 9, 2),
    body: 'Gladly. I might be ten minutes late, the train from the north is slow this week.',
  },
  { from: 'alice', at: at(0, 9, 3), body: 'No hurry, I have a book.' },
  { from: 'bob', at: at(0, 15, 36), body: 'On my way!' },
];

function lastOf({ id, from, mine, body, sentAt: at }: MessageView): LastView {
  const line: MessageLine =
    body.type === 'file'
      ? { type: 'file', kind: body.file.kind, name: body.file.name, caption: body.caption }
      : body;
  return { id, from, mine, line, at };
}

/** The world with other messages in one conversation, as its row in the list tells as well; `seen` is how many were on screen. */
export function talking(
  id: string,
  messages: readonly MessageView[],
  from: World = world,
  seen = messages.length,
): World {
  const last = messages.at(-1);
  const about = {
    unread: messages.length - seen,
    canUnsee: canUnsee(messages),
    mentions: messages.slice(seen).filter(({ mentionsMe }) => mentionsMe).length,
    last: last === undefined ? null : lastOf(last),
    activeAt: last?.sentAt ?? 0,
  };
  const conversations = from.snapshot.conversations.map((view) =>
    view.id === id ? { ...view, ...about } : view,
  );
  return {
    ...from,
    snapshot: { ...from.snapshot, conversations },
    timelines: { ...from.timelines, [id]: { messages, seen } },
  };
}

function conversation(
  view: Pick<ConversationView, 'id' | 'kind' | 'title'> & Partial<ConversationView>,
  messages: readonly MessageView[],
): ConversationView {
  const last = messages.at(-1);
  return {
    state: 'active',
    memberCount: view.kind === 'direct' ? 2 : 4,
    verifiedCount: view.kind === 'direct' ? 1 : 2,
    unread: 0,
    last: last === undefined ? null : lastOf(last),
    canUnsee: canUnsee(messages),
    mentions: 0,
    draft: null,
    notices: [],
    iAmAdmin: false,
    picture: null,
    disappearAfterSeconds: 0,
    activeAt: messages.at(-1)?.sentAt ?? 0,
    pinned: false,
    mutedUntil: null,
    archived: false,
    request: null,
    ...view,
  };
}

function canUnsee(messages: readonly MessageView[]): boolean {
  return messages.some(({ mine, body }) => !mine && body.type !== 'event');
}

const garden = timeline(GARDEN, gardenLines);
const trip = timeline(TRIP, [
  { from: 'grace', at: at(-1, 21, 30), body: 'Train at 7:52 or the one an hour later?' },
]);
const bob = timeline(BOB, bobLines);
const carol = timeline(CAROL, [{ from: 'alice', at: at(-2, 17, 10), body: 'Seeds are in the post.' }]);

const people = [
  person('alice', true),
  person('bob', true, 'verified'),
  person('carol', true, 'verified'),
  person('dave', true),
  person('erin', false),
  person('frank', false),
  person('grace', true),
  person('heidi', false, 'verified'),
  { ...person('ivan', false), unreachable: 'person-unreachable' },
];

function member(userName: string, role: MemberView['role'], agreedAt: number | null): MemberView {
  const found = people.find((one) => one.userName === userName) ?? person(userName, false);
  return {
    userName,
    role,
    verification: found.verification,
    online: found.online,
    isMe: found.isMe,
    agreedAt,
  };
}

const WORDS: readonly string[] =
  'harvest lemon orbit quiet saddle tunnel velvet acorn bridge candle drift ember'.split(' ');

/** The number of alice and someone: fixed digits that look like any other. */
export function safetyOf(userName: string, verification: Verification): SafetyView {
  const digits = hex(`safety of ${userName}`, 60)
    .replaceAll(/[a-f]/g, (letter) => String(letter.charCodeAt(0) % 10))
    .slice(0, 60);
  const words = [...WORDS.slice(userName.length), ...WORDS.slice(0, userName.length)];
  return { userName, verification, digits, words, qr: `hushroom-verify:1:${hex(userName, 80)}` };
}

/** Of the profile. */
const FOLDER = '/data/hushroom/profiles/default';

/** Nothing is wrong in it. Scenes change what they are about. */
export const world: World = {
  status: {
    phase: 'open',
    fault: null,
    profile: 'default',
    suggestedRelay: 'hushroom://127.0.0.1:7440/#mbk3vqj7p2ufc5xw6oahtdzrsyien4lgmbk3vqj7p2ufc5xw6oah',
    keychain: false,
    keychainWeak: false,
    version: '0.1.0',
    profiles: [],
    pick: false,
    openers: { passphrase: true, keychain: false },
    look: { theme: 'system', textSize: 100, locale: 'system' },
    shell: { shortcutRefused: false, canLaunchAtLogin: true },
  },
  snapshot: {
    account: { userName: 'alice', profile: 'default', fingerprint: fingerprintOf('alice') },
    connection: {
      state: 'online',
      reason: null,
      relayName: 'attic relay',
      relayAddress: 'hushroom://127.0.0.1:7440/#mbk3vqj7p2ufc5xw6oahtdzrsyien4lgmbk3vqj7p2ufc5xw6oah',
      queued: 0,
      retryAt: null,
    },
    conversations: [
      conversation({ id: GARDEN, kind: 'room', title: 'Shared garden', iAmAdmin: true }, garden),
      conversation({ id: BOB, kind: 'direct', title: 'bob', unread: 1 }, bob),
      conversation(
        { id: TRIP, kind: 'room', title: 'Weekend trip', unread: 3, memberCount: 6, verifiedCount: 1 },
        trip,
      ),
      conversation({ id: CAROL, kind: 'direct', title: 'carol' }, carol),
    ],
    people,
    settings: DEFAULT_SETTINGS,
    isDamaged: false,
  },
  timelines: {
    [GARDEN]: { messages: garden, seen: 16 },
    [BOB]: { messages: bob, seen: 6 },
    [TRIP]: { messages: trip, seen: 0 },
    [CAROL]: { messages: carol, seen: 1 },
  },
  pictures: {},
  members: {
    [GARDEN]: [
      member('alice', 'admin', null),
      member('bob', 'admin', at(0, 15, 36)),
      member('carol', 'member', at(0, 15, 4)),
      member('dave', 'member', null),
    ],
  },
  safety: Object.fromEntries(
    people
      .filter(({ isMe }) => !isMe)
      .map(({ userName, verification }) => [userName, safetyOf(userName, verification)]),
  ),
  alarms: {},
  delivery: [
    { userName: 'bob', delivered: true, deliveredAt: at(0, 15, 40, 8), read: true, readAt: at(0, 15, 41) },
    { userName: 'carol', delivered: true, deliveredAt: at(0, 15, 40, 9), read: false, readAt: null },
    { userName: 'dave', delivered: false, deliveredAt: null, read: false, readAt: null },
  ],
  everyoneTells: true,
  data: {
    folder: FOLDER,
    parts: [
      { part: 'header', path: `${FOLDER}/profile.json`, bytes: 1_260 },
      { part: 'messages', path: `${FOLDER}/messages.db`, bytes: 14_300_000 },
      { part: 'files', path: `${FOLDER}/files`, bytes: 212_000_000 },
      { part: 'snapshots', path: `${FOLDER}/snapshots`, bytes: 4_410_000 },
      { part: 'backups', path: `${FOLDER}/backups`, bytes: 1_480_000 },
    ],
    snapshotAt: at(0, 9, 12),
  },
  backups: [],
  scan: { verdict: 'verified', roster: 'agrees' },
  failures: {},
  hanging: [],
  latencyMs: 0,
};
