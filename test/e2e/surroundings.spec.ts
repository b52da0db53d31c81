// What surrounds Electron's window: tray, notifications, links, closing, locking. On the double of the electron module,
// whose engine is scripted: what is sent to a conversation there comes in as if bob had said it.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import type { HushroomApi, SettingsView } from '@hushroom/ipc';
import { TAKEN_KEYS } from '../electron-double/taken-keys.ts';
import { launchDouble, type DoubleApp } from '../electron-double/launch.ts';
import type { DoubleReport } from '../electron-double/report.ts';
import { dist, openShell, scriptedEngine, type OpenShell } from './shell/open-shell.ts';

declare const window: { hushroom: HushroomApi; asked: unknown[] };

const CONVERSATION = 'ab'.repeat(32);
const RELAY = `hushroom://relay.example:7440/#${'a2'.repeat(26)}`;

let shell: OpenShell;
let page: Page;

test.beforeEach(async ({ browser }, { project }) => {
  shell = await openShell(project.name, browser);
  page = shell.page;
});

test.afterEach(() => shell.close());

async function unlock(settings: Partial<SettingsView> = {}): Promise<void> {
  await page.evaluate(async (settings) => {
    await window.hushroom.call('unlock', { passphrase: 'right' });
    await window.hushroom.call('settings.change', settings);
  }, settings);
  await expect.poll(() => last('tray')?.items).toContain('Lock now');
}

/** Bob says something. */
function receive(text: string): Promise<unknown> {
  return page.evaluate(
    ([conversation, text]) => window.hushroom.call('message.send', { conversation, text }),
    [CONVERSATION, text] as const,
  );
}

function all<N extends DoubleReport['report']>(name: N): Extract<DoubleReport, { report: N }>[] {
  return shell.reports.filter((report) => report.report === name) as Extract<DoubleReport, { report: N }>[];
}

function last<N extends DoubleReport['report']>(name: N): Extract<DoubleReport, { report: N }> | undefined {
  return all(name).at(-1);
}

/** Collects what the shell asks of the page. */
async function hearRequests(): Promise<void> {
  await page.evaluate(() => {
    window.asked = [];
    window.hushroom.on((message) => {
      if ('shell' in message) window.asked.push(message.shell);
    });
  });
}

const requests = (): Promise<unknown[]> => page.evaluate(() => window.asked);

test('the tray shows what is unread, and opens, locks and quits', async () => {
  await expect.poll(() => last('tray')).toMatchObject({ image: 'tray.png', title: 'Hushroom – locked' });
  // Nothing is open that could be locked.
  expect(last('tray')?.items).toEqual(['Open Hushroom', 'Quit']);
  await unlock();
  await receive('hello');
  await expect
    .poll(() => last('tray'))
    .toMatchObject({ image: 'tray-unread.png', title: 'Hushroom – 1 unread' });
  expect(last('badge')?.count).toBe(1);

  shell.act({ act: 'tray-menu', label: 'Lock now' });
  await expect
    .poll(() => last('tray'))
    .toMatchObject({ image: 'tray.png', items: ['Open Hushroom', 'Quit'] });
  expect(last('badge')?.count).toBe(0);
  expect(await page.evaluate(() => window.hushroom.call('settings.read', {}))).toMatchObject({
    error: { code: 'profile-locked' },
  });

  shell.act({ act: 'tray-click' });
  await expect.poll(() => all('window-focused')).toHaveLength(1);
  shell.act({ act: 'tray-menu', label: 'Quit' });
  expect(await shell.ended).toBe(0);
});

test('a message is announced, opened by a click and answered in place', async () => {
  await unlock();
  await hearRequests();
  shell.act({ act: 'focus', isFocused: false });
  await receive('are you there?');
  await expect
    .poll(() => last('notification'))
    .toMatchObject({ title: 'bob', body: 'are you there?', hasReply: true });

  shell.act({ act: 'notification-reply', title: 'bob', reply: 'on my way' });
  // The scripted engine echoes what was sent.
  await expect.poll(() => last('notification')?.body).toBe('on my way');

  shell.act({ act: 'notification-click', title: 'bob' });
  await expect.poll(requests).toEqual([{ type: 'open', conversation: CONVERSATION }]);
  expect(all('window-focused')).toHaveLength(1);
});

test('says nothing of the conversation in front, and as little as the settings say', async () => {
  await unlock({ notifications: 'nothing', sounds: false });
  await page.evaluate(
    (conversation) => window.hushroom.call('profile.showing', { conversation }),
    CONVERSATION,
  );
  await receive('on the screen already');
  await expect.poll(() => last('badge')?.count).toBe(1);
  expect(all('notification')).toEqual([]);
  shell.act({ act: 'focus', isFocused: false });
  await expect
    .poll(async () => {
      await receive('a secret');
      return all('notification').length;
    })
    .toBeGreaterThan(0);
  for (const { title, body, silent, hasReply } of all('notification')) {
    expect({ title, body, silent, hasReply }).toEqual({
      title: 'Hushroom',
      body: 'New message',
      silent: true,
      hasReply: false,
    });
  }
});

test('says what comes in where no conversation is on the screen, though the window is in front', async () => {
  await unlock();
  const show = (conversation: string | null): Promise<unknown> =>
    page.evaluate((shown) => window.hushroom.call('profile.showing', { conversation: shown }), conversation);
  shell.act({ act: 'tray-click' });
  await expect.poll(() => all('window-focused')).toHaveLength(1);
  await show(CONVERSATION);
  // As on the page of a search.
  await show(null);
  await receive('over here');
  await expect.poll(() => last('notification')?.body).toBe('over here');
});

test('nothing of a locked profile stays on the screen', async () => {
  await unlock({ idleLockMinutes: 5 });
  shell.act({ act: 'focus', isFocused: false });
  await receive('between us');
  await expect.poll(() => all('notification')).toHaveLength(1);
  shell.act({ act: 'power', event: 'suspend' });
  await expect.poll(() => last('notification-closed')?.title).toBe('bob');
  expect(last('tray')?.items).not.toContain('Lock now');
});

test('the relay is looked for as soon as the computer wakes', async () => {
  await page.evaluate(() => {
    window.asked = [];
    window.hushroom.on((message) => {
      if ('rev' in message && message.event.type === 'members') window.asked.push(message.event.conversation);
    });
  });
  await unlock();
  shell.act({ act: 'power', event: 'resume' });
  await expect.poll(requests).toEqual(['tried again']);
});

test('a locked screen locks nothing where no idle lock is set', async () => {
  await unlock();
  shell.act({ act: 'power', event: 'lock-screen' });
  await receive('still open');
  await expect.poll(() => last('badge')?.count).toBe(1);
});

test('closing leaves the app in the tray if so set, and ends it otherwise', async () => {
  await unlock({ closeToTray: true });
  shell.act({ act: 'close-window' });
  await expect.poll(() => last('window-visible')?.isVisible).toBe(false);
  expect(await shell.startAgain()).toBe(0);
  await expect.poll(() => last('window-visible')?.isVisible).toBe(true);

  await page.evaluate(() => window.hushroom.call('settings.change', { closeToTray: false }));
  shell.act({ act: 'close-window' });
  expect(await shell.ended).toBe(0);
});

test('the window is kept out of pictures of the screen if so set', async () => {
  await unlock();
  await expect.poll(() => last('content-protection')?.isOn).toBe(false);
  await page.evaluate(() => window.hushroom.call('settings.change', { screenCaptureProtection: true }));
  await expect.poll(() => last('content-protection')?.isOn).toBe(true);
});

test('a link opened elsewhere reaches the page if it names a relay, and nothing else does', async () => {
  await hearRequests();
  expect(await shell.startAgain([`hushroom://bob@relay.example/x?y#zz`])).toBe(0);
  expect(await shell.startAgain([RELAY])).toBe(0);
  shell.act({ act: 'open-url', url: 'hushroom://' });
  shell.act({ act: 'open-url', url: `file:///etc/passwd#${RELAY}` });
  shell.act({ act: 'open-url', url: RELAY });
  const invitation = { type: 'invitation', relay: RELAY };
  await expect.poll(requests).toEqual([invitation, invitation]);
  // Raised all the same: somebody asked for it.
  expect(all('window-focused')).toHaveLength(5);
});

test('a link fills in the first page, where it is seen before it is used', async ({ browser }) => {
  const appData = mkdtempSync(join(tmpdir(), 'hushroom-link-'));
  const app = await launchDouble({ browser, main: join(dist, 'main/main.js'), appData, args: [RELAY] });
  try {
    const relay = app.page.getByRole('group', { name: 'Relay address' });
    await expect(relay).toContainText('relay.example');
    const other = RELAY.replace('relay.example', 'other.example');
    app.act({ act: 'open-url', url: other });
    await expect(relay).toContainText('other.example');
    await relay.getByRole('button', { name: 'Change' }).click();
    await expect(app.page.getByLabel('Relay address')).toHaveValue(other);
  } finally {
    await app.close();
    rmSync(appData, { recursive: true, force: true });
  }
});

test('a link that the app is opened with is there, though it comes before there is a window', async ({
  browser,
}) => {
  const appData = mkdtempSync(join(tmpdir(), 'hushroom-link-'));
  const app = await launchDouble({ browser, main: join(dist, 'main/main.js'), appData, openedWith: RELAY });
  try {
    await expect(app.page.getByRole('group', { name: 'Relay address' })).toContainText('relay.example');
  } finally {
    await app.close();
    rmSync(appData, { recursive: true, force: true });
  }
});

test('starts hidden when asked, and comes when it is started again', async ({ browser }, { project }) => {
  const hidden = await openShell(project.name, browser, { args: ['--hidden'] });
  try {
    await hidden.page.evaluate(() => window.hushroom.call('status', {}));
    expect(hidden.reports.filter(({ report }) => report === 'window-visible')).toEqual([]);
    // Nobody would see why nothing arrives.
    await expect
      .poll(() => hidden.reports)
      .toContainEqual(expect.objectContaining({ report: 'notification', title: 'Hushroom is locked' }));
    expect(await hidden.startAgain()).toBe(0);
    await expect.poll(() => hidden.reports).toContainEqual({ report: 'window-visible', isVisible: true });
  } finally {
    await hidden.close();
  }
});

test('keys pressed anywhere show and hide the window, also while it is locked', async () => {
  const keys = 'CommandOrControl+Shift+Space';
  await unlock({ globalShortcut: keys });
  await expect.poll(() => last('shortcut')).toMatchObject({ keys, isOn: true });
  shell.act({ act: 'press', keys });
  await expect.poll(() => last('window-visible')?.isVisible).toBe(false);
  shell.act({ act: 'tray-menu', label: 'Lock now' });
  await expect.poll(() => last('tray')?.items).not.toContain('Lock now');
  shell.act({ act: 'press', keys });
  await expect.poll(() => last('window-visible')?.isVisible).toBe(true);

  await unlock({ globalShortcut: '' });
  await expect.poll(() => last('shortcut')).toMatchObject({ keys, isOn: false });
});

test('keys that another program has are refused, and the page is told', async () => {
  const refused = async (): Promise<unknown> => {
    const status = await page.evaluate(() => window.hushroom.call('status', {}));
    return status.ok ? status.value.shell : status.error;
  };
  await unlock({ globalShortcut: TAKEN_KEYS });
  expect(await refused()).toEqual({ shortcutRefused: true, canLaunchAtLogin: false });
  await page.evaluate(() => window.hushroom.call('settings.change', { globalShortcut: 'Alt+F9' }));
  expect(await refused()).toEqual({ shortcutRefused: false, canLaunchAtLogin: false });
  expect(all('shortcut')).toEqual([{ report: 'shortcut', keys: 'Alt+F9', isOn: true }]);
});

test('begins hidden when the settings said so, and comes as large and as dark as it was', async ({
  browser,
}) => {
  const appData = mkdtempSync(join(tmpdir(), 'hushroom-hidden-'));
  const main = join(dist, 'main/main.js');
  const open = (): Promise<DoubleApp> => launchDouble({ browser, main, appData, engine: scriptedEngine });
  const shown = (app: DoubleApp): DoubleReport[] =>
    app.reports.filter(({ report }) => report === 'window-visible' || report === 'window-maximized');
  const first = await open();
  try {
    await first.page.evaluate(async () => {
      await window.hushroom.call('unlock', { passphrase: 'right' });
      await window.hushroom.call('settings.change', { startHidden: true, theme: 'dark' });
    });
    await expect.poll(() => first.reports).toContainEqual({ report: 'theme', theme: 'dark' });
  } finally {
    await first.close();
  }
  // Where it stood is kept when it is closed; here it stood over the whole screen.
  const [path] = globSync(join(appData, 'hushroom/chromium/*/window.json'));
  const kept = JSON.parse(readFileSync(path ?? '', 'utf8')) as object;
  writeFileSync(path ?? '', JSON.stringify({ ...kept, isMaximized: true }));
  const second = await open();
  try {
    await expect
      .poll(() => second.reports)
      .toContainEqual(expect.objectContaining({ report: 'notification' }));
    expect(shown(second)).toEqual([]);
    expect(second.reports).toContainEqual({ report: 'theme', theme: 'dark' });
    second.act({ act: 'notification-click', title: 'Hushroom is locked' });
    await expect
      .poll(() => shown(second))
      .toEqual([{ report: 'window-visible', isVisible: true }, { report: 'window-maximized' }]);
  } finally {
    await second.close();
    rmSync(appData, { recursive: true, force: true });
  }
});

test('what the system keeps of a profile is its own, and goes with it', async ({ browser }) => {
  test.skip(process.platform !== 'linux', 'elsewhere the system itself keeps what starts with the session');
  const appData = mkdtempSync(join(tmpdir(), 'hushroom-two-'));
  const app = await launchDouble({
    browser,
    main: join(dist, 'main/main.js'),
    appData,
    engine: scriptedEngine,
    args: ['--profile', 'home'],
    isPackaged: true,
  });
  const opening = async (settings: Partial<SettingsView>): Promise<void> => {
    await app.page.evaluate(async (changed) => {
      await window.hushroom.call('unlock', { passphrase: 'right' });
      await window.hushroom.call('settings.change', changed);
    }, settings);
  };
  /** The profiles that start with the session. */
  const started = (): string[] =>
    globSync(join(appData, 'autostart/*.desktop'))
      .map((path) => /"--profile" "(\w+)"/.exec(readFileSync(path, 'utf8'))?.[1] ?? path)
      .sort();
  const keys = (): DoubleReport[] => app.reports.filter(({ report }) => report === 'shortcut');
  const kept = (): string[] =>
    globSync(join(appData, 'hushroom/chromium/*/window.json')).map((path) => readFileSync(path, 'utf8'));
  try {
    await opening({ launchAtLogin: true, startHidden: true, globalShortcut: 'Alt+F7', theme: 'dark' });
    await expect.poll(started).toEqual(['home']);
    await expect.poll(keys).toEqual([{ report: 'shortcut', keys: 'Alt+F7', isOn: true }]);

    await app.page.evaluate(() => window.hushroom.call('profile.open', { profile: 'work' }));
    // Locked, the other one has none of the first one's.
    await expect.poll(keys).toContainEqual({ report: 'shortcut', keys: 'Alt+F7', isOn: false });
    await expect
      .poll(() => app.reports.findLast(({ report }) => report === 'theme'))
      .toMatchObject({
        theme: 'system',
      });
    await opening({ globalShortcut: 'Alt+F8' });
    await expect.poll(keys).toContainEqual({ report: 'shortcut', keys: 'Alt+F8', isOn: true });
    expect(started()).toEqual(['home']);
    await opening({ launchAtLogin: true });
    await expect.poll(started).toEqual(['home', 'work']);
    expect(kept()).toContainEqual(expect.stringMatching(/"startHidden":true.*"Alt\+F7".*"dark"/));

    await app.page.evaluate(() => window.hushroom.call('profile.wipe', { profile: 'work' }));
    await expect.poll(started).toEqual(['home']);
    await expect.poll(keys).toContainEqual({ report: 'shortcut', keys: 'Alt+F8', isOn: false });
    expect(kept().join()).not.toContain('Alt+F8');
  } finally {
    await app.close();
    rmSync(appData, { recursive: true, force: true });
  }
});
