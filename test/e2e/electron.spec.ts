// What only Electron's main process decides: navigation, windows, permissions, links, the keychain, one instance.
// Runs on the double of the electron module; docs/electron-security.md says what that cannot show.
import { expect, test, type Page } from '@playwright/test';
import type { EventMessage, HushroomApi } from '@hushroom/ipc';
import { openShell, type OpenShell } from './shell/open-shell.ts';

declare const window: {
  hushroom: HushroomApi;
  open(url: string): object | null;
  queryLocalFonts: () => Promise<unknown>;
};
declare const location: { href: string };
declare const document: {
  createElement(name: string): { href: string; target: string; download: string; click(): void };
  body: { dispatchEvent(event: object): void };
};
declare const MouseEvent: new (name: string, init: object) => object;
declare const Notification: { requestPermission(): Promise<string> };
type Ask = (what?: object) => Promise<unknown>;
interface Stream {
  getTracks(): { readonly kind: string; stop(): void }[];
}
declare const navigator: {
  permissions: { query(of: { name: string }): Promise<{ state: string }> };
  mediaDevices: { getUserMedia(of: object): Promise<Stream>; getDisplayMedia: Ask };
  geolocation: { getCurrentPosition(found: (place: object) => void, not: (error: Error) => void): void };
  clipboard: { readText: Ask };
  requestMIDIAccess: Ask;
  usb: { requestDevice: Ask };
  serial: { requestPort: Ask };
  hid: { requestDevice: Ask };
  bluetooth: { requestDevice: Ask };
};

let shell: OpenShell;
let page: Page;

const LINKS = [
  'https://example.com/a',
  'mailto:bob@example.com',
  'smb://example.com/',
  'about:blank',
  'https://example.com/b',
];

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

test('opens no window, and no link for a script by itself', async () => {
  await followLinks();
  await expect.poll(deniedWindows).toHaveLength(LINKS.length);
  expect(opened()).toEqual([]);
});

test('names copying, camera and microphone as allowed, and no other permission', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'clipboard-read', 'midi', 'camera', 'microphone'];
    const found = names.map(async (name) => (await navigator.permissions.query({ name })).state);
    return await Promise.all(found);
  });
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'granted', 'granted']);
});

test('refuses what is asked for all the same, and every device', async () => {
  const outcomes = await page.evaluate(async () => {
    const { clipboard, geolocation, mediaDevices } = navigator;
    // What this system's Chromium does not have at all is refused too.
    const attempts = {
      place: () =>
        new Promise((resolve, reject) => {
          geolocation.getCurrentPosition(resolve, reject);
        }),
      notification: async () => {
        if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
      },
      clipboard: async () => clipboard.readText(),
      midi: async () => navigator.requestMIDIAccess(),
      screen: async () => mediaDevices.getDisplayMedia({ video: true }),
      fonts: async () => window.queryLocalFonts(),
      usb: async () => navigator.usb.requestDevice({ filters: [] }),
      serial: async () => navigator.serial.requestPort(),
      hid: async () => navigator.hid.requestDevice({ filters: [] }),
      bluetooth: async () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }),
    };
    const asked = Object.entries(attempts).map(async ([name, attempt]) => {
      const outcome = await attempt().then(
        () => 'let through',
        () => 'refused',
      );
      return [name, outcome] as const;
    });
    return Object.fromEntries(await Promise.all(asked));
  });
  expect(new Set(Object.values(outcomes)), JSON.stringify(outcomes)).toEqual(new Set(['refused']));
});

test('gives camera and microphone to who has just pressed something, and to no script by itself', async () => {
  const listen = (constraints: { audio?: boolean; video?: boolean }): Promise<string> =>
    page.evaluate(async (constraints) => {
      try {
        const stream = await navigator.mediaDevices.getUserMedia(constraints);
        const tracks = stream.getTracks();
        for (const track of tracks) track.stop();
        return tracks.map(({ kind }) => kind).join();
      } catch (error) {
        return (error as Error).name;
      }
    }, constraints);
  await page.evaluate(() => {
    // What a script presses is not pressed.
    document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  });
  expect(await listen({ audio: true })).toBe('NotAllowedError');
  expect(await listen({ video: true })).toBe('NotAllowedError');
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  expect(await listen({ audio: true })).toBe('audio');
  await page.keyboard.press('Shift');
  expect(await listen({ video: true })).toBe('video');
});

test('gives web and mail links, and no others, to the system for who has just pressed something', async () => {
  const before = deniedWindows().length;
  await page.locator('body').click({ position: { x: 2, y: 2 } });
  await followLinks();
  await expect.poll(deniedWindows).toHaveLength(before + LINKS.length);
  expect(opened()).toEqual(['https://example.com/a', 'mailto:bob@example.com', 'https://example.com/b']);
});

test('saves nothing that is no file of a message', async () => {
  const urls = ['data:text/plain,made here', '/icon.svg', `/file/${'ab'.repeat(32)}0`];
  for (const url of urls) {
    await page.evaluate((url) => {
      const link = Object.assign(document.createElement('a'), { href: url, download: 'saved.txt' });
      link.click();
    }, url);
  }
  const refused = (): number =>
    shell.reports.filter(({ report }) => report === 'download-prevented' || report === 'cancelled').length;
  await expect.poll(refused).toBeGreaterThanOrEqual(urls.length);
  expect(shell.reports.filter(({ report }) => report === 'saved')).toEqual([]);
});

test('keeps the pages in memory: their session is none that is written to disk', () => {
  expect(shell.reports.filter(({ report }) => report === 'partition')).toEqual([
    { report: 'partition', name: 'interface' },
  ]);
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

/** Opens every link by a script: the last as one that is clicked. */
async function followLinks(): Promise<void> {
  await page.evaluate((links) => {
    for (const url of links.slice(0, -1)) window.open(url);
    const link = Object.assign(document.createElement('a'), { href: links.at(-1), target: '_blank' });
    link.click();
  }, LINKS);
}

function deniedWindows(): unknown[] {
  return shell.reports.filter(({ report }) => report === 'window-denied');
}

/** What the system was given to open. */
function opened(): string[] {
  return shell.reports.flatMap((report) => (report.report === 'external' ? report.url : []));
}

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
