// Pictures of what stands around conversations: settings and looks, keys, the quick switcher, search, invitations.
import type { SettingsView } from '@hushroom/ipc';
import type { Page } from 'playwright';
import { emit, open, openLink, openPanel, press } from './acts.ts';
import type { World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import { NOW, world } from './world.ts';

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

/** The dialog that a button of the data section opens. */
async function openData(page: Page, button: string): Promise<void> {
  await openSettings(page, 'Data');
  await press(page, button);
}

export const frameScenes: readonly Scene[] = [
  { name: 'account', states: ['account'], world, act: (page) => openSettings(page, 'Account') },
  { ...section('privacy', 'Privacy'), isKey: true },
  section('notifications', 'Notifications'),
  {
    name: 'settings-notifications-ask',
    states: ['allowing notifications'],
    world,
    act: async (page) => {
      await page.evaluate(`Object.defineProperty(Notification, 'permission', { value: 'default' })`);
      await openSettings(page, 'Notifications');
      await page.getByRole('button', { name: 'Allow notifications' }).waitFor();
    },
  },
  {
    name: 'settings-shortcut-refused',
    states: ['shortcut refused'],
    world: {
      ...having({ globalShortcut: 'CommandOrControl+Shift+Space' }),
      status: { ...world.status, shell: { shortcutRefused: true, canLaunchAtLogin: true } },
    },
    act: async (page) => {
      await openSettings(page, 'Notifications');
      await page.getByRole('alert').scrollIntoViewIfNeeded();
    },
  },
  section('appearance', 'Appearance'),
  section('keyboard', 'Keyboard'),
  section('data', 'Data', true),
  section('about', 'About'),
  {
    name: 'backup-export',
    states: ['exporting a backup'],
    world,
    narrow: true,
    act: async (page) => {
      await openData(page, 'Export a backup…');
      await page.getByLabel('Recovery passphrase', { exact: true }).fill('velvet acorn bridge candle drift');
    },
  },
  {
    name: 'backup-exported',
    states: ['backup exported'],
    world,
    act: async (page) => {
      await openData(page, 'Export a backup…');
      for (const label of ['Recovery passphrase', 'Recovery passphrase again'])
        await page.getByLabel(label, { exact: true }).fill('velvet acorn bridge candle drift ember');
      await press(page, 'Export');
      await page.getByText('The backup is written').waitFor();
    },
  },
  {
    name: 'backup-import',
    states: ['importing a backup'],
    world: {
      ...world,
      backups: [{ name: 'hushroom-2026-03-15.backup', bytes: 1_480_000, at: NOW - 2 * 86_400_000 }],
    },
    narrow: true,
    act: (page) => openData(page, 'Import a backup…'),
  },
  {
    name: 'backup-damaged',
    states: ['backup that cannot be imported'],
    world: {
      ...world,
      backups: [{ name: 'hushroom-2026-03-15.backup', bytes: 1_480_000, at: NOW - 2 * 86_400_000 }],
      failures: { 'backup.import': { code: 'backup-truncated' } },
    },
    act: async (page) => {
      await openData(page, 'Import a backup…');
      await page.getByLabel('Recovery passphrase').fill('velvet acorn');
      await press(page, 'Import');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'switch-profile',
    states: ['switching profiles'],
    world: {
      ...world,
      status: {
        ...world.status,
        profiles: [
          { name: 'default', usedAt: NOW },
          { name: 'work', usedAt: NOW - 26 * 3_600_000 },
        ],
      },
    },
    act: async (page) => {
      await openSettings(page, 'Account');
      await press(page, 'Switch profile…');
    },
  },
  {
    name: 'opening-profile',
    states: ['opening another profile'],
    world,
    act: async (page) => {
      await openSettings(page, 'Account');
      await press(page, 'Switch profile…');
      await press(page, 'New profile');
      await page.getByLabel('Name of the profile').fill('choir');
      await press(page, 'Continue');
      await page.evaluate('channel("lost")');
      await page.getByText('Opening the profile choir').waitFor();
    },
  },
  {
    name: 'damage-found',
    states: ['database found damaged'],
    world,
    narrow: true,
    act: async (page) => {
      await open(page, 'bob');
      await emit(page, { type: 'damaged' });
      await page.getByText('The message database was found damaged').waitFor();
    },
  },
  {
    name: 'diagnostics',
    states: ['diagnostics'],
    world,
    act: (page) => openData(page, 'Show diagnostics…'),
  },
  {
    name: 'wipe',
    states: ['removing the profile'],
    world,
    act: (page) => openData(page, 'Remove from this computer…'),
  },
  {
    name: 'delete-account',
    states: ['deleting the account'],
    world,
    narrow: true,
    act: (page) => openData(page, 'Delete account…'),
  },
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
    name: 'forced-colours',
    states: ['colours of the system'],
    world,
    act: async (page) => {
      await page.emulateMedia({ forcedColors: 'active' });
      await open(page, 'Shared garden');
      await openPanel(page);
    },
  },
  {
    name: 'more-contrast',
    states: ['more contrast by the system'],
    world,
    act: async (page) => {
      await page.emulateMedia({ contrast: 'more' });
      await open(page, 'bob');
      await page.locator('html[data-theme="high-contrast"]').waitFor();
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
    isKey: true,
    states: ['search of messages'],
    world,
    act: async (page) => {
      await search(page, 'the');
      await page.locator('mark').first().waitFor();
    },
  },
  {
    name: 'search-between',
    states: ['search of messages'],
    world,
    act: async (page) => {
      await search(page, 'the');
      await page.getByRole('combobox', { name: 'When' }).selectOption('between');
      await page.locator('mark').first().waitFor();
      await page.getByRole('combobox', { name: 'When' }).click();
    },
  },
  {
    name: 'search-day',
    states: ['search of messages'],
    narrow: true,
    world,
    act: async (page) => {
      await search(page, 'the');
      await page.getByRole('combobox', { name: 'When' }).selectOption('between');
      await page.getByRole('button', { name: 'From', exact: true }).click();
      await page.getByRole('button', { name: '10 March' }).click();
      await page.locator('mark').first().waitFor();
      await page.getByRole('button', { name: 'To', exact: true }).click();
      await page.getByRole('application', { name: 'To' }).waitFor();
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
      await press(page, 'Invite someone…');
    },
  },
  {
    name: 'invite-no-key',
    states: ['relay address without a key'],
    world: {
      ...world,
      snapshot: {
        ...world.snapshot,
        connection: { ...world.snapshot.connection, relayAddress: 'hushroom://relay.example' },
      },
    },
    act: async (page) => {
      await openSettings(page, 'Account');
      await press(page, 'Invite someone…');
    },
  },
  {
    name: 'invitation-elsewhere',
    states: ['invite to another relay'],
    world,
    act: async (page) => {
      await page.getByRole('navigation').waitFor();
      await openLink(page, `hushroom://chat.relay.example:7440/#${'a2'.repeat(26)}`);
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'invitation-here',
    states: ['invite to the same relay'],
    world,
    act: async (page) => {
      await page.getByRole('navigation').waitFor();
      await openLink(page, world.snapshot.connection.relayAddress);
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'invitation-moved',
    states: ['invite to the same relay elsewhere'],
    world,
    act: async (page) => {
      await page.getByRole('navigation').waitFor();
      await openLink(page, world.snapshot.connection.relayAddress.replace('127.0.0.1', 'chat.relay.example'));
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'relay-moved',
    states: ['another address of the relay'],
    world,
    act: async (page) => {
      await openSettings(page, 'Account');
      await press(page, 'Change address…');
      await page.getByRole('dialog', { name: 'The relay at another address' }).waitFor();
    },
  },
  {
    name: 'sidebar-search',
    states: ['searching names'],
    world,
    act: async (page) => {
      await page.getByLabel('Search conversations and people').fill('south wall');
      await page.getByRole('button', { name: 'Search messages for' }).waitFor();
    },
  },
];
