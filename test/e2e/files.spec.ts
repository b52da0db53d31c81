// Files from page to page: bytes go in under a ticket, come out under another, once, and never as something that runs.
import { expect, test } from '@playwright/test';
import type { HushroomApi, MessageView } from '@hushroom/ipc';
import type { AppPage } from './story/app-page.ts';
import { World } from './story/world.ts';

declare const window: { hushroom: HushroomApi };
declare const localStorage: object;
declare const sessionStorage: object;
declare const indexedDB: { databases(): Promise<object[]> };
declare const caches: { keys(): Promise<string[]> };
declare const navigator: { serviceWorker: { getRegistrations(): Promise<object[]> } };

let world: World;
let alice: AppPage;
let bob: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  [alice, bob] = await world.meet('alice', 'bob');
});

test.afterAll(() => world.dispose());

interface Sent {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/** Sends a file as the window does; returns what posting its bytes, and posting them again, came to. */
function send(from: AppPage, sent: Sent): Promise<{ message: string; statuses: number[] }> {
  return from.page.evaluate(async ({ name, mediaType, text }) => {
    const { hushroom } = window;
    const opened = await hushroom.call('conversation.open', { userName: 'bob' });
    if (!opened.ok) throw new Error(opened.error.code);
    const bytes = new TextEncoder().encode(text);
    const file = {
      ...{ kind: 'image' as const, name, mediaType, sizeBytes: bytes.length, thumbnail: null },
      ...{ width: null, height: null, durationMs: null, waveform: [] },
    };
    const { id: conversation } = opened.value;
    const offered = await hushroom.call('file.offer', { conversation, file, caption: '', replyTo: null });
    if (!offered.ok) throw new Error(offered.error.code);
    const post = async (): Promise<number> =>
      (await fetch(`/file/${offered.value.ticket}`, { method: 'POST', body: bytes })).status;
    const statuses = [await post(), await post()];
    const settled = await hushroom.call('message.settled', { message: offered.value.message.id });
    if (!settled.ok || settled.value.state === 'failed') throw new Error('not sent');
    return { message: offered.value.message.id, statuses };
  }, sent);
}

/** Fetches and opens the file of a message, as soon as the message is there. */
function read(by: AppPage, message: string) {
  return by.page.evaluate(async (message) => {
    const { hushroom } = window;
    const view = async (): Promise<MessageView | undefined> => {
      const subscribed = await hushroom.call('subscribe', {});
      if (!subscribed.ok) throw new Error(subscribed.error.code);
      for (const { id } of subscribed.value.snapshot.conversations) {
        const page = await hushroom.call('conversation.page', { conversation: id, before: null, limit: 50 });
        const found = page.ok ? page.value.messages.find((each) => each.id === message) : undefined;
        if (found !== undefined) return found;
      }
      return undefined;
    };
    const until = async (done: (found: MessageView) => boolean): Promise<MessageView> => {
      for (;;) {
        const found = await view();
        if (found !== undefined && done(found)) return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    await until(() => true);
    await hushroom.call('file.fetch', { message });
    const { body } = await until(
      (found) => found.body.type === 'file' && found.body.file.transfer.state === 'here',
    );
    const opened = await hushroom.call('file.open', { message });
    if (!opened.ok) throw new Error(opened.error.code);
    const address = `/file/${opened.value.ticket}`;
    const response = await fetch(address);
    const again = await fetch(address);
    return {
      name: body.type === 'file' ? body.file.name : '',
      text: await response.text(),
      type: response.headers.get('content-type'),
      disposition: response.headers.get('content-disposition'),
      nosniff: response.headers.get('x-content-type-options'),
      again: again.status,
    };
  }, message);
}

test('a file arrives as it was sent, each ticket good once', async () => {
  const text = 'line of the file\n'.repeat(20_000);
  const { message, statuses } = await send(alice, { name: 'notes.txt', mediaType: 'text/plain', text });
  expect(statuses).toEqual([204, 404]);
  const got = await read(bob, message);
  expect(got.text).toBe(text);
  expect(got).toMatchObject({ name: 'notes.txt', nosniff: 'nosniff', again: 404 });
});

test('a page that calls itself a picture is neither shown nor named as one', async () => {
  const text = '<script>globalThis.ran = true</script>';
  const { message } = await send(alice, { name: '../\u202egnp.html', mediaType: 'text/html', text });
  const got = await read(bob, message);
  expect(got).toMatchObject({ name: '_gnp.html', type: 'application/octet-stream', text });
  expect(got.disposition).toMatch(/^attachment;/);
});

test('the page can name no path of the computer', async () => {
  const codes = await alice.page.evaluate(async () => {
    const path = '/etc/hostname';
    const sent = await window.hushroom.call('file.sendPath', {
      conversation: '0'.repeat(64),
      path,
      caption: '',
    });
    const saved = await window.hushroom.call('file.savePath', { message: '0'.repeat(32), path });
    return [sent, saved].map((result) => (result.ok ? 'let through' : result.error.code));
  });
  expect(codes).toEqual(['bad-call', 'bad-call']);
});

test('the browser keeps nothing of it: no storage, databases, caches or workers', async () => {
  const kept = await bob.page.evaluate(async () => ({
    local: Object.keys(localStorage),
    tab: Object.keys(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({
    local: [],
    // What lets a tab in again; Electron's page needs none.
    tab: test.info().project.name === 'browser' ? ['hushroom-session'] : [],
    databases: [],
    caches: [],
    workers: 0,
  });
});
