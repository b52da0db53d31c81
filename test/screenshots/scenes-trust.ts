// Pictures of verification and of every alarm: what people see when keys or histories are not what they were.
import { createHash } from 'node:crypto';
import type { Notice, Verification } from '@hushroom/ipc';
import { codePng } from '../code-image.ts';
import { open, openPanel, press } from './acts.ts';
import type { World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import { BOB, DAVE, GARDEN, NOW, safetyOf, talking, timeline, world } from './world.ts';

/** The world with notices in one conversation, and a mark for someone. */
function alarmed(
  id: string,
  notices: readonly Notice[],
  mark?: { userName: string; verification: Verification },
): World {
  const { snapshot } = world;
  return {
    ...world,
    snapshot: {
      ...snapshot,
      conversations: snapshot.conversations.map((view) => (view.id === id ? { ...view, notices } : view)),
      people: snapshot.people.map((view) =>
        view.userName === mark?.userName ? { ...view, verification: mark.verification } : view,
      ),
    },
    safety:
      mark === undefined
        ? world.safety
        : { ...world.safety, [mark.userName]: safetyOf(mark.userName, mark.verification) },
  };
}

/** A world in which bob's key was compared, and is not his. */
function differed(world: World): World {
  const people = world.snapshot.people.map((view) =>
    view.userName === 'bob' ? { ...view, differs: true, verification: 'unverified' as const } : view,
  );
  return { ...world, snapshot: { ...world.snapshot, people } };
}

/** What a room is behind by, and since when. */
const LATE = { came: 214, shown: 217, since: NOW - 480_000 };

/** The world in which a conversation with dave, who is not verified, has just begun. */
const newcomer: World = {
  ...world,
  snapshot: {
    ...world.snapshot,
    conversations: [
      {
        id: DAVE,
        kind: 'direct',
        title: 'dave',
        state: 'active',
        memberCount: 2,
        verifiedCount: 0,
        unread: 0,
        last: null,
        canUnsee: false,
        mentions: 0,
        draft: null,
        notices: [],
        iAmAdmin: true,
        picture: null,
        disappearAfterSeconds: 0,
        activeAt: 0,
        pinned: false,
        mutedUntil: null,
        archived: false,
        request: null,
      },
      ...world.snapshot.conversations,
    ],
  },
  timelines: { ...world.timelines, [DAVE]: { messages: timeline(DAVE, []), seen: 0 } },
};

/** dave, whom alice does not know, has written. */
const written: World = talking(
  DAVE,
  timeline(DAVE, [{ from: 'dave', at: NOW - 60_000, body: 'Hello! Carol says that you know about roses?' }]),
  newcomer,
  0,
);
const asking: World = {
  ...written,
  snapshot: {
    ...written.snapshot,
    conversations: written.snapshot.conversations.map((view) =>
      view.id === DAVE ? { ...view, request: { from: 'dave' } } : view,
    ),
  },
};

const openPerson = async (...[page]: Parameters<Scene['act']>): Promise<void> => {
  await open(page, 'bob');
  await openPanel(page);
  await page.getByRole('tablist').waitFor();
};

const openNewcomer = async (...[page]: Parameters<Scene['act']>): Promise<void> => {
  await open(page, 'dave');
  await openPanel(page);
  await page.getByRole('complementary').getByRole('button', { name: 'Verify dave…' }).click();
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const explain = async (...[page]: Parameters<Scene['act']>): Promise<void> => {
  await open(page, 'Shared garden');
  await press(page, 'What happened?');
  await page.getByRole('dialog').getByText('What it means').waitFor();
};

export const trustScenes: readonly Scene[] = [
  { name: 'unverified', states: ['unverified'], world: newcomer, act: (page) => open(page, 'dave') },
  { name: 'safety-digits', isKey: true, states: ['safety number as digits'], world, act: openPerson },
  {
    name: 'safety-words',
    states: ['safety number as words'],
    world,
    act: async (page) => {
      await openPerson(page);
      await page.getByRole('tab', { name: 'Words' }).click();
    },
  },
  {
    name: 'safety-qr',
    states: ['safety number as QR code'],
    world,
    act: async (page) => {
      await openPerson(page);
      await page.getByRole('tab', { name: 'QR code' }).click();
    },
  },
  { name: 'compare', states: ['comparing'], world: newcomer, act: openNewcomer },
  {
    name: 'compare-together',
    states: ['comparing'],
    world: newcomer,
    act: async (page) => {
      await openNewcomer(page);
      await page.getByText('We are together').click();
    },
  },
  {
    name: 'compare-call',
    isKey: true,
    states: ['comparing'],
    world: newcomer,
    act: async (page) => {
      await openNewcomer(page);
      await page.getByText('We are on a call').click();
    },
  },
  {
    name: 'compare-paste',
    states: ['comparing'],
    world: newcomer,
    act: async (page) => {
      await openNewcomer(page);
      await page.getByText('They sent me theirs').click();
      await page.getByLabel('The 60 digits').fill('12345 67890 12345 67890');
    },
  },
  {
    name: 'compare-scan',
    states: ['scanning a code'],
    world: newcomer,
    act: async (page) => {
      await openNewcomer(page);
      await page.getByText('Scan their code').click();
      await page.getByText('No camera can be used').waitFor();
    },
  },
  {
    name: 'compare-scan-differs',
    states: ['scanned code differs'],
    world: { ...newcomer, scan: { verdict: 'their-key-differs', roster: 'differs' } },
    act: async (page) => {
      await openNewcomer(page);
      await page.getByText('Scan their code').click();
      await page.getByLabel('Read from an image').setInputFiles({
        name: 'code.png',
        mimeType: 'image/png',
        buffer: codePng(safetyOf('dave', 'unverified').qr),
      });
      await page.getByRole('heading', { name: 'They differ' }).waitFor();
    },
  },
  {
    name: 'compare-matched',
    states: ['comparing'],
    world: newcomer,
    act: async (page) => {
      await openNewcomer(page);
      await page.getByText('We are together').click();
      await press(page, 'They are the same');
    },
  },
  {
    name: 'compare-differs',
    states: ['numbers differ'],
    world: newcomer,
    act: async (page) => {
      await openNewcomer(page);
      await page.getByText('We are together').click();
      await press(page, 'They differ');
    },
  },
  {
    name: 'person-differed',
    states: ['numbers differ'],
    world: differed(alarmed(BOB, [{ code: 'key-differs', userName: 'bob' }])),
    act: openPerson,
  },
  {
    name: 'key-changed-verified',
    isKey: true,
    states: ['identity changed, verified before'],
    world: alarmed(BOB, [{ code: 'identity-changed-verified', userName: 'bob' }], {
      userName: 'bob',
      verification: 'changed-verified',
    }),
    act: (page) => open(page, 'bob'),
  },
  {
    name: 'key-changed-panel',
    states: ['identity changed, verified before'],
    world: alarmed(BOB, [{ code: 'identity-changed-verified', userName: 'bob' }], {
      userName: 'bob',
      verification: 'changed-verified',
    }),
    act: async (page) => {
      await open(page, 'bob');
      await press(page, 'Verify bob…');
    },
  },
  {
    name: 'key-changed',
    states: ['identity changed, unverified'],
    world: alarmed(GARDEN, [{ code: 'identity-changed', userName: 'dave' }], {
      userName: 'dave',
      verification: 'changed',
    }),
    act: (page) => open(page, 'Shared garden'),
  },
  {
    name: 'history-differs',
    narrow: true,
    states: ['relay showing different histories'],
    world: alarmed(GARDEN, [{ code: 'history-differs', userName: 'carol' }]),
    act: (page) => open(page, 'Shared garden'),
  },
  {
    name: 'history-differs-two',
    states: ['relay showing different histories'],
    world: alarmed(GARDEN, [
      { code: 'history-differs', userName: 'carol' },
      { code: 'history-differs', userName: 'dave' },
    ]),
    act: async (page) => {
      await open(page, 'Shared garden');
      await page.getByText('carol and dave show another history than the relay').waitFor();
    },
  },
  {
    name: 'relay-forked',
    states: ['relay signed two histories'],
    world: alarmed(GARDEN, [{ code: 'relay-forked' }]),
    act: (page) => open(page, 'Shared garden'),
  },
  {
    name: 'withheld',
    states: ['messages withheld'],
    world: alarmed(GARDEN, [{ code: 'messages-withheld' }]),
    act: (page) => open(page, 'Shared garden'),
  },
  {
    name: 'history-differs-explained',
    narrow: true,
    states: ['alarm explained'],
    world: {
      ...alarmed(GARDEN, [{ code: 'history-differs', userName: 'carol' }]),
      alarms: {
        [GARDEN]: [
          {
            code: 'history-differs',
            log: 'room',
            userName: 'carol',
            seq: 214,
            mine: hashOf('here'),
            theirs: hashOf('there'),
            at: NOW - 480_000,
          },
        ],
      },
    },
    act: explain,
  },
  {
    name: 'relay-forked-explained',
    states: ['alarm explained'],
    world: {
      ...alarmed(GARDEN, [{ code: 'relay-forked' }]),
      alarms: {
        [GARDEN]: [
          {
            code: 'relay-forked',
            log: 'roster',
            seq: 37,
            mine: hashOf('here'),
            signed: hashOf('signed'),
            at: NOW - 480_000,
            proven: true,
          },
        ],
      },
    },
    act: explain,
  },
  {
    name: 'withheld-explained',
    states: ['alarm explained'],
    world: {
      ...alarmed(GARDEN, [{ code: 'messages-withheld' }]),
      alarms: {
        [GARDEN]: [{ code: 'messages-withheld', log: 'room', userName: 'carol', ...LATE }],
      },
    },
    act: explain,
  },
  {
    name: 'history-differs-members',
    states: ['relay showing different histories', 'room members'],
    world: alarmed(GARDEN, [{ code: 'history-differs', userName: 'carol' }]),
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
    },
  },
  {
    name: 'key-changed-drop',
    states: ['identity changed, verified before'],
    world: alarmed(BOB, [{ code: 'identity-changed-verified', userName: 'bob' }], {
      userName: 'bob',
      verification: 'changed-verified',
    }),
    act: async (page) => {
      await open(page, 'bob');
      await press(page, 'Delete conversation…');
    },
  },
  {
    name: 'request',
    narrow: true,
    states: ['message request'],
    world: asking,
    act: async (page) => {
      await open(page, 'dave');
      await page.getByText('dave wants to write to you').waitFor();
    },
  },
  {
    name: 'blocked',
    states: ['blocked'],
    world: {
      ...world,
      snapshot: {
        ...world.snapshot,
        people: world.snapshot.people.map((view) =>
          view.userName === 'bob' ? { ...view, blocked: true, nickname: 'Robert from the boat' } : view,
        ),
      },
    },
    act: async (page) => {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: 'Robert from the boat' })
        .first()
        .click();
      await openPanel(page);
      await page.getByRole('button', { name: 'Unblock' }).last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'account-deleted',
    states: ['the other deleted their account'],
    world: {
      ...world,
      snapshot: {
        ...world.snapshot,
        people: world.snapshot.people.map((view) =>
          view.userName === 'bob' ? { ...view, online: false, unreachable: 'account-deleted' } : view,
        ),
      },
    },
    act: (page) => open(page, 'bob'),
  },
];
