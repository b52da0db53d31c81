// What another page in the same browser can do to the browser shell: nothing. The other page is served from another port
// of 127.0.0.1, as any program of this computer can, and knows everything about the shell but its secrets.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import type { HushroomApi } from '@hushroom/ipc';
import { openShell, type OpenShell } from './shell/open-shell.ts';

declare const window: {
  hushroom: HushroomApi;
  opener: object | null;
  held: { readonly closed: boolean } | null;
  open(url: string): { readonly closed: boolean } | null;
};
declare const sessionStorage: { readonly length: number };
declare const document: {
  createElement(name: string): { src: string };
  body: { append(child: object): void };
};

let shell: OpenShell;
let server: Server;
let stranger: Page;
let target: string;

test.beforeAll(async ({ browser }, { project }) => {
  shell = await openShell(project.name, browser);
  target = new URL(shell.page.url()).origin;
  server = createServer((_, response) => {
    response
      .setHeader('Content-Type', 'text/html')
      .end('<!doctype html><title>another program</title><body>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The same browser, the same cookies and the same host.
  stranger = await shell.page.context().newPage();
  await stranger.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
});

test.afterAll(async () => {
  await shell.close();
  server.close();
});

test('a page of another port opens no channel', async () => {
  const outcome = await stranger.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => {
          resolve('open');
        };
        socket.onerror = () => {
          resolve('refused');
        };
      }),
    `${target.replace('http:', 'ws:')}/channel`,
  );
  expect(outcome).toBe('refused');
});

test('a page of another port reads and embeds no file', async () => {
  const outcome = await stranger.evaluate(async (target) => {
    const loads = (name: string, path: string): Promise<string> =>
      new Promise((resolve) => {
        const element = Object.assign(document.createElement(name), {
          onload: () => {
            resolve('loaded');
          },
          onerror: () => {
            resolve('refused');
          },
        });
        element.src = `${target}${path}`;
        document.body.append(element);
      });
    return {
      fetched: await fetch(`${target}/`).then(
        () => 'loaded',
        () => 'refused',
      ),
      blind: await fetch(`${target}/`, { mode: 'no-cors' }).then(
        () => 'loaded',
        () => 'refused',
      ),
      script: await loads('script', '/shell.js'),
      image: await loads('img', '/icon.svg'),
    };
  }, target);
  expect(outcome).toEqual({ fetched: 'refused', blind: 'refused', script: 'refused', image: 'refused' });
});

test('a page of another port shares no session, and holds no window of the shell', async () => {
  expect(await stranger.evaluate(() => sessionStorage.length)).toBe(0);
  const popup = stranger.context().waitForEvent('page');
  await stranger.evaluate((target) => {
    window.held = window.open(`${target}/`);
  }, target);
  const opened = await popup;
  await opened.waitForLoadState();
  // The policy of the opener has cut the tie: what the stranger holds is a closed window.
  expect(await stranger.evaluate(() => window.held?.closed)).toBe(true);
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  expect(await opened.evaluate(() => window.hushroom.call('status', {}))).toMatchObject({
    ok: false,
    error: { code: 'link-expired' },
  });
  await opened.close();
});

test('a link is good for one tab, and the address bar keeps nothing of it', async () => {
  expect(new URL(shell.page.url()).hash).toBe('');
  const copy = await shell.page.context().newPage();
  await copy.goto(shell.link);
  expect(await copy.evaluate(() => window.hushroom.call('status', {}))).toMatchObject({
    ok: false,
    error: { code: 'link-expired' },
  });
  // The app runs on in its own tab, so that is not what is said.
  await expect(copy.getByRole('alert')).toHaveText(/This link was used before/);
  await copy.close();
  expect(await shell.page.evaluate(() => window.hushroom.call('status', {}))).toMatchObject({ ok: true });
});

test('a page whose shell has ended says that the app is not running', async ({ browser }, { project }) => {
  const ended = await openShell(project.name, browser);
  await expect(ended.page.getByRole('heading', { name: 'Hushroom is locked' })).toBeVisible();
  await ended.end();
  await expect(ended.page.getByRole('alert')).toContainText('is restarting');
  await expect(ended.page.getByRole('alert')).toContainText('not running any more', { timeout: 30_000 });
  await ended.page.context().close();
});

test('a page that is cut off while it asks for the first time says so once, and goes on', async () => {
  const { page } = shell;
  let state: 'first' | 'cut' | 'back' = 'first';
  await page.routeWebSocket(/\/channel$/, (socket) => {
    if (state === 'cut') {
      void socket.close();
      return;
    }
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (state === 'back' || !message.toString().includes('"status"')) {
        server.send(message);
        return;
      }
      state = 'cut';
      void socket.close();
    });
  });
  await page.reload();
  const alerts = page.getByRole('alert');
  await expect(alerts).toHaveText([/is restarting/]);
  state = 'back';
  await expect(page.getByRole('heading', { name: 'Hushroom is locked' })).toBeVisible();
  await expect(alerts).toHaveCount(0);
});
