// What only Electron's main process decides: navigation, windows, permissions, links, the keychain, one instance.
// Runs on the double of the electron module; docs/electron-security.md says what that cannot show.
import { expect, test, type Page } from '@playwright/test';
import type { EventMessage, HushroomApi } from '@hushroom/ipc';
import { openShell, type OpenShell } from './shell/open-shell.ts';

declare const window: {
  hushroom: HushroomApi;
  open(url: string): object | null;
};
declare const location: { href: string };
declare const document: { createElement(name: string): { href: string; target: string; click(): void } };
declare const navigator: { permissions: { query(of: { name: string }): Promise<{ state: string }> } };

let shell: OpenShell;
let page: Page;

test.beforeAll(async ({ browser }, { project }) => {
  shell = await openShell(project.name, browser);
  page = shell.page;
});

test.afterAll(() => shell.close());

test('runs the page in a sandbox, apart from the preload, without Node', async () => {
  expect(shell.reports).toContainEqual({
    report: 'web-preferences',
    preferences: expect.objectContaining({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    }) as unknown,
  });
  expect(
    await page.evaluate(() =>
      ['require', 'process', 'module', 'electron'].filter((name) => name in globalThis),
    ),
  ).toEqual([]);
});

test('loads the interface and asks for nothing else', async () => {
  await page.evaluate(() => window.hushroom.call('status', {}));
  expect(shell.reports.filter(({ report }) => report === 'cancelled' || report === 'leaked')).toEqual([]);
});

test('stays where it is', async () => {
  const before = page.url();
  for (const url of ['https://example.com/', 'http://127.0.0.1:9/']) {
    await page.evaluate((url) => {
      location.href = url;
    }, url);
    await expect.poll(() => shell.reports).toContainEqual({ report: 'navigation-prevented', url });
  }
  expect(page.url()).toBe(before);
  expect(await page.evaluate(() => typeof window.hushroom)).toBe('object');
});

test('opens no window, and gives only web and mail links to the system', async () => {
  const urls = ['https://example.com/a', 'mailto:bob@example.com', 'smb://example.com/', 'about:blank'];
  for (const url of urls) {
    await page.evaluate((url) => {
      window.open(url);
    }, url);
  }
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), {
      href: 'https://example.com/b',
      target: '_blank',
    });
    link.click();
  });
  await expect
    .poll(() => shell.reports.filter(({ report }) => report === 'window-denied'))
    .toHaveLength(urls.length + 1);
  expect(shell.reports.flatMap((report) => (report.report === 'external' ? report.url : []))).toEqual([
    'https://example.com/a',
    'mailto:bob@example.com',
    'https://example.com/b',
  ]);
});

test('grants copying, camera and microphone, and no other permission', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'clipboard-read', 'midi', 'camera', 'microphone'];
    const found = names.map(async (name) => (await navigator.permissions.query({ name })).state);
    return await Promise.all(found);
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'granted', 'granted']);
});

test('a second start of the same profile shows the window of the first', async () => {
  const second = await shell.startAgain();
  expect(second).toBe(0);
  await expect.poll(() => shell.reports).toContainEqual({ report: 'window-focused' });
});

test('uses no keychain that only hides the key', async () => {
  expect(await keychainAnswer(page)).toBe('refused');
});

test('seals with a keychain where there is a real one', async ({ browser }, { project }) => {
  const other = await openShell(project.name, browser, { keychain: 'of this test' });
  try {
    const sealed = await keychainAnswer(other.page);
    expect(sealed).not.toBe('refused');
    expect(Buffer.from(sealed, 'base64').includes(Buffer.from('key'))).toBe(false);
  } finally {
    await other.close();
  }
});

/** The scripted engine asks for the seal of a key, and tells what it got as an event. */
async function keychainAnswer(of: Page): Promise<string> {
  const message = await of.evaluate(async () => {
    await window.hushroom.call('unlock', { passphrase: 'right' });
    return await new Promise<EventMessage>((resolve) => {
      window.hushroom.on((said) => {
        if ('rev' in said) resolve(said);
      });
      void window.hushroom.call('room.leave', { conversation: '0'.repeat(64) });
    });
  });
  return message.event.type === 'members' ? message.event.conversation : '';
}
