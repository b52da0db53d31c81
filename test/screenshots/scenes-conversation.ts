// Pictures of the window in daily use: conversations, rooms, the connection.
import type { ConnectionView, ConversationView } from '@hushroom/ipc';
import { emit, open, openPanel, press } from './acts.ts';
import type { World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import { BOB, GARDEN, NOW, TRIP, talking, timeline, world } from './world.ts';

/** The world with another connection. */
/** The world on another connection; without one, nobody is known to be online. */
function connected(connection: Partial<ConnectionView>): World {
  const { snapshot } = world;
  return {
    ...world,
    snapshot: {
      ...snapshot,
      connection: { ...snapshot.connection, ...connection },
      people: snapshot.people.map((person) => ({ ...person, online: false })),
    },
  };
}

/** The world with one conversation changed. */
function changed(id: string, change: Partial<ConversationView>, from: World = world): World {
  const conversations = from.snapshot.conversations.map((view) =>
    view.id === id ? { ...view, ...change } : view,
  );
  return { ...from, snapshot: { ...from.snapshot, conversations } };
}

/** The world with other messages in one conversation. */
function saying(id: string, lines: Parameters<typeof timeline>[1], from: World = world): World {
  return talking(id, timeline(id, lines), from);
}

const minutes = (count: number): number => NOW - count * 60_000;

const unreadable = saying(BOB, [
  { from: 'bob', at: minutes(62), body: 'I am setting up the new laptop.' },
  { from: 'bob', at: minutes(41), body: { type: 'unreadable', code: 'decryption-failed' } },
  { from: 'alice', at: minutes(12), body: 'One of yours did not arrive in one piece. Send it again?' },
]);

export const conversationScenes: readonly Scene[] = [
  {
    name: 'nobody-yet',
    narrow: true,
    states: ['nobody here yet'],
    world: { ...world, snapshot: { ...world.snapshot, conversations: [], people: [] } },
    act: (page) => page.getByRole('button', { name: 'Invite someone…' }).waitFor(),
  },
  {
    name: 'nothing-open',
    states: ['nothing open'],
    world,
    act: (page) => page.getByRole('heading', { name: 'No conversation open' }).waitFor(),
  },
  {
    name: 'loading',
    states: ['loading'],
    world: { ...world, hanging: ['conversation.page', 'room.members'] },
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
    },
  },
  {
    name: 'room',
    narrow: true,
    states: ['room', 'verified'],
    world,
    act: (page) => open(page, 'Shared garden'),
  },
  {
    name: 'direct',
    narrow: true,
    states: ['direct message', 'unread marker', 'draft'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      await page.getByRole('textbox', { name: 'Message' }).fill('Erin says the wall');
      await open(page, 'bob');
    },
  },
  {
    name: 'unread',
    narrow: true,
    states: ['ways to what is new'],
    world: talking(
      GARDEN,
      timeline(
        GARDEN,
        Array.from({ length: 80 }, (_, index) => ({
          from: ['bob', 'carol', 'dave'][index % 3] ?? 'bob',
          at: minutes(400 - index * 4),
          body: `Row ${index + 1} of the south bed is watered.`,
          more: { mentionsMe: index === 70 },
        })),
      ),
      world,
      20,
    ),
    act: async (page) => {
      await open(page, 'Shared garden');
      await page.getByRole('button', { name: /^To the next message that mentions you/ }).waitFor();
    },
  },
  {
    name: 'delivery',
    narrow: true,
    states: ['delivery states', 'waiting, and why'],
    world: saying(BOB, [
      { from: 'bob', at: minutes(62), body: 'Can you send me the list?' },
      {
        from: 'alice',
        at: minutes(59),
        body: 'Tomatoes, chard, two bags of potting soil, twine.',
        state: 'read',
      },
      { from: 'alice', at: minutes(58), body: { type: 'deleted' }, state: 'read' },
      { from: 'alice', at: minutes(31), body: 'No hurry with the soil.', state: 'delivered' },
      { from: 'alice', at: minutes(22), body: 'But twine would be good before Sunday.' },
      {
        from: 'alice',
        at: minutes(14),
        body: 'And the small fig, if there is room on the cart.',
        state: 'failed',
      },
      {
        from: 'alice',
        at: minutes(2),
        body: 'Did you find the shed key?',
        state: 'queued',
        more: { reason: 'relay-full' },
      },
      { from: 'alice', at: minutes(1), body: 'It was under the pot.', state: 'queued' },
    ]),
    act: (page) => open(page, 'bob'),
  },
  {
    name: 'typing',
    narrow: true,
    states: ['someone typing'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      const until = NOW + 8_000;
      await emit(page, { type: 'typing', conversation: GARDEN, userName: 'bob', until });
      await emit(page, { type: 'typing', conversation: GARDEN, userName: 'carol', until });
      await page.getByText('bob and carol are typing…').waitFor();
    },
  },
  {
    name: 'too-long',
    states: ['message too long'],
    world,
    act: async (page) => {
      await open(page, 'bob');
      await page
        .getByRole('textbox', { name: 'Message' })
        .fill('All of the minutes of the meeting. '.repeat(480));
    },
  },
  {
    name: 'hostile-text',
    narrow: true,
    states: ['hostile text'],
    world: changed(
      GARDEN,
      {
        title:
          '\u202Egnp.nedrag\u2066 \u200B\u200B Shared garden, where the title goes on for as long as it may ',
      },
      saying(GARDEN, [
        { from: 'dave', at: minutes(30), body: '\u202Ethis line is turned around \u2067and never closed' },
        { from: 'dave', at: minutes(29), body: 'a'.repeat(240) },
        { from: 'carol', at: minutes(22), body: 'مرحبا، كيف حالكم اليوم؟ هل وصلت البذور؟' },
        {
          from: 'carol',
          at: minutes(21),
          body: `stacked ${'t\u0300\u0301\u0302\u0303\u0304\u0305\u0306'.repeat(12)} marks`,
        },
        {
          from: 'alice',
          at: minutes(20),
          body: '<img src=x onerror=alert(1)> <b>not bold</b> &amp; not an entity',
        },
        { from: 'alice', at: minutes(19), body: 'three\n\nlines, and   spaces   kept' },
        { from: 'bob', at: minutes(3), body: '🌱🍄' },
      ]),
    ),
    act: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Shared garden' }).click();
      await page.getByText('three').waitFor();
    },
  },
  {
    name: 'unreadable',
    states: ['message that could not be decrypted'],
    world: unreadable,
    act: (page) => open(page, 'bob'),
  },
  {
    name: 'unreadable-asked',
    states: ['asked to be let in again'],
    world: unreadable,
    act: async (page) => {
      await open(page, 'bob');
      await press(page, 'Ask again');
      await page.getByText('bob’s app was asked').waitFor();
    },
  },
  {
    name: 'offline',
    narrow: true,
    states: ['offline with queued messages'],
    world: saying(
      BOB,
      [
        { from: 'bob', at: minutes(62), body: 'Where do we meet?' },
        { from: 'alice', at: minutes(4), body: 'At the station, by the clock.', state: 'queued' },
        { from: 'alice', at: minutes(3), body: 'I wait until ten past.', state: 'queued' },
      ],
      connected({ state: 'offline', reason: 'relay-unreachable', queued: 2, retryAt: NOW + 24_000 }),
    ),
    act: (page) => open(page, 'bob'),
  },
  {
    name: 'reconnecting',
    states: ['reconnecting'],
    world: connected({ state: 'connecting' }),
    act: (page) => open(page, 'Shared garden'),
  },
  {
    name: 'app-too-old',
    states: ['app and relay of different versions'],
    world: connected({ state: 'offline', reason: 'app-too-old' }),
    act: (page) => open(page, 'Shared garden'),
  },
  {
    name: 'disk-full',
    states: ['disk full'],
    world: { ...world, failures: { 'message.send': { code: 'disk-full' } } },
    act: async (page) => {
      await open(page, 'bob');
      await page.getByRole('textbox', { name: 'Message' }).fill('I have the tickets.');
      await page.getByRole('textbox', { name: 'Message' }).press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'engine-lost',
    states: ['engine restarting'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      await page.evaluate(`channel('lost')`);
    },
  },
  {
    name: 'app-ended',
    states: ['app ended'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      await page.evaluate(`channel('gone')`);
    },
  },
  {
    name: 'window-broke',
    narrow: true,
    states: ['window broke'],
    world,
    act: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Shared garden' }).waitFor();
      // A view that the window is not made for: whatever breaks it, what is left is a page and not a blank.
      const [view] = world.snapshot.conversations;
      await page.evaluate(
        `emit(${JSON.stringify({ type: 'conversation', conversation: { ...view, last: {}, draft: {} } })})`,
      );
      await page.getByRole('button', { name: 'Load the window again' }).waitFor();
    },
  },
  {
    name: 'room-members',
    isKey: true,
    states: ['room members'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
    },
  },
  {
    name: 'add-people',
    states: ['add people'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
      await press(page, 'Add people');
      await page.getByRole('dialog').getByText('grace').click();
    },
  },
  {
    name: 'new-room',
    narrow: true,
    states: ['new room'],
    world,
    act: async (page) => {
      await page.getByTitle('New room').click();
      await page.getByLabel('Name').fill('Book club');
      await page.getByRole('dialog').getByText('bob').click();
      await page.getByRole('dialog').getByText('grace').click();
    },
  },
  {
    name: 'removed',
    states: ['removed from room'],
    world: changed(
      TRIP,
      { state: 'removed', unread: 0 },
      saying(TRIP, [
        { from: 'grace', at: minutes(1112), body: 'Train at 7:52 or the one an hour later?' },
        { from: 'alice', at: minutes(1100), body: 'The early one. I bring breakfast.' },
        {
          from: 'grace',
          at: minutes(40),
          body: { type: 'event', event: { type: 'removed', userName: 'alice' } },
        },
      ]),
    ),
    act: (page) => open(page, 'Weekend trip'),
  },
  {
    name: 'stuck',
    states: ['keys no longer fit'],
    world: changed(TRIP, { state: 'stuck', unread: 0 }),
    act: (page) => open(page, 'Weekend trip'),
  },
];
