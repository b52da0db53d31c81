// Pictures of the lists and of rooms: what is pinned, muted and put away; a room's settings, roles, and leaving it.
import type { ConversationView } from '@hushroom/ipc';
import type { Page } from 'playwright';
import { open, openPanel, press } from './acts.ts';
import type { World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import { BOB, CAROL, GARDEN, HILLS, TRIP, world } from './world.ts';

/** The world with some conversations changed, by id. */
function changed(changes: Readonly<Record<string, Partial<ConversationView>>>): World {
  const { snapshot } = world;
  return {
    ...world,
    pictures: { [GARDEN]: HILLS },
    snapshot: {
      ...snapshot,
      conversations: snapshot.conversations.map((view) => ({ ...view, ...changes[view.id] })),
    },
  };
}

/** alice is the only admin of the garden. */
const alone: World = {
  ...world,
  members: {
    ...world.members,
    [GARDEN]: (world.members[GARDEN] ?? []).map((member) => ({
      ...member,
      role: member.isMe ? 'admin' : 'member',
    })),
  },
};

async function rowMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name }).first().click({ button: 'right' });
  await page.getByRole('menu').waitFor();
}

export const roomScenes: readonly Scene[] = [
  {
    name: 'lists',
    isKey: true,
    states: ['pinned, muted, archived', 'mention'],
    world: changed({
      [GARDEN]: { pinned: true, picture: 'hills', unread: 2, mentions: 1 },
      [BOB]: { mutedUntil: 8.64e15 },
      [TRIP]: { archived: true },
      [CAROL]: { pinned: true },
    }),
    act: async (page) => {
      await page.getByText('Archived (1)').click();
      await page.getByRole('navigation').locator('img').waitFor();
    },
  },
  {
    name: 'row-menu',
    narrow: true,
    states: ['menu of a conversation'],
    world,
    act: (page) => rowMenu(page, 'bob'),
  },
  {
    name: 'row-mute',
    states: ['menu of a conversation'],
    world,
    act: async (page) => {
      await rowMenu(page, 'Shared garden');
      await page.getByRole('menuitem', { name: 'Mute…' }).click();
    },
  },
  {
    name: 'room-picture',
    states: ['room members', 'disappearing messages'],
    world: changed({ [GARDEN]: { picture: 'hills', disappearAfterSeconds: 604_800 } }),
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
    },
  },
  {
    name: 'room-settings',
    narrow: true,
    states: ['room settings'],
    world: changed({ [GARDEN]: { picture: 'hills', disappearAfterSeconds: 604_800 } }),
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
      await press(page, 'Room settings…');
    },
  },
  {
    name: 'member',
    states: ['role of a member'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
      await page
        .getByRole('complementary')
        .getByRole('button', { name: /^carol/ })
        .click();
      await page.getByRole('heading', { name: 'In this room' }).waitFor();
    },
  },
  {
    name: 'leave-last-admin',
    states: ['leaving as the only admin'],
    world: alone,
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
      await press(page, 'Leave room');
      await page.getByRole('dialog').getByText('bob').click();
    },
  },
];
