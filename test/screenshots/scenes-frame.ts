// Pictures of what stands around conversations: settings and looks, keys, the quick switcher, search, invitations.
import type { SettingsView } from '@hushroom/ipc';
import type { Page } from 'playwright';
import { open, openPanel, press } from './acts.ts';
import type { World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import { world } from './world.ts';

/** The world of someone who has changed some settings. */
function having(settings: Partial<SettingsView>): World {
  const { snapshot } = world;
  return { ...world, snapshot: { ...snapshot, settings: { ...snapshot.settings, ...settings } } };
}

async function openSettings(page: Page, section: string): Promise<void> {
  await page.getByTitle('Your account').click();
  await page.getByRole('tab', { name: section }).click();
}

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type(text);
}

const section = (name: string, label: string, narrow = false): Scene => ({
  name: `settings-${name}`,
  states: ['settings'],
  world,
  narrow,
  act: (page) => openSettings(page, label),
});

export const frameScenes: readonly Scene[] = [
  { name: 'account', states: ['account'], world, act: (page) => openSettings(page, 'Account') },
  section('privacy', 'Privacy', true),
  section('notifications', 'Notifications'),
  section('appearance', 'Appearance'),
  section('keyboard', 'Keyboard'),
  section('about', 'About'),
  {
    name: 'high-contrast',
    states: ['high contrast'],
    world: having({ theme: 'high-contrast' }),
    act: async (page) => {
      await open(page, 'Shared garden');
      await openPanel(page);
    },
  },
  {
    name: 'large-text',
    narrow: true,
    states: ['text at 150 %'],
    world: having({ textSize: 150 }),
    act: (page) => open(page, 'bob'),
  },
  {
    name: 'german',
    states: ['German'],
    world: having({ locale: 'de' }),
    act: async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Shared garden' }).click();
      await press(page, 'Mitglieder und Einstellungen');
    },
  },
  {
    name: 'right-to-left',
    narrow: true,
    states: ['right to left'],
    world,
    act: async (page) => {
      await page.evaluate('document.documentElement.dir = "rtl"');
      await open(page, 'Shared garden');
    },
  },
  {
    name: 'right-to-left-panel',
    states: ['right to left'],
    world,
    act: async (page) => {
      await page.evaluate('document.documentElement.dir = "rtl"');
      await open(page, 'Shared garden');
      await openPanel(page);
    },
  },
  {
    name: 'shortcuts',
    states: ['keyboard shortcuts'],
    world,
    act: (page) => page.keyboard.press('?'),
  },
  {
    name: 'quick-switcher',
    narrow: true,
    states: ['quick switcher'],
    world,
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('ga');
    },
  },
  {
    name: 'search',
    narrow: true,
    states: ['search of messages'],
    world,
    act: async (page) => {
      await search(page, 'the');
      await page.locator('mark').first().waitFor();
    },
  },
  {
    name: 'search-none',
    states: ['nothing found'],
    world,
    act: async (page) => {
      await search(page, 'aardvark');
      await page.getByText('Nothing found').waitFor();
    },
  },
  {
    name: 'invite-others',
    states: ['invite'],
    world,
    act: async (page) => {
      await openSettings(page, 'Account');
      await press(page, 'Invite someone');
    },
  },
];
