// One contract for both shells: what `window.hushroom` does, and what a page can not do beside it. The page is the built
// interface in a real browser; the engine behind it is scripted, in a real process.
import { expect, test, type Page } from '@playwright/test';
import {
  CALLS,
  parseCall,
  type EventMessage,
  type HushroomApi,
  type ResultMessage,
  type ShellRequest,
} from '@hushroom/ipc';
import fc from 'fast-check';
import { openShell, type OpenShell } from './shell/open-shell.ts';

/** The page's globals, for functions that run there. */
declare const window: {
  hushroom: HushroomApi;
  heard: (EventMessage | { channel: string } | { shell: ShellRequest })[];
  stopHearing: () => void;
};
declare const location: { href: string };
declare const document: {
  createElement(name: string): {
    src: string;
    textContent: string;
    setAttribute(name: string, value: string): void;
    click(): void;
  };
  body: { append(child: object): void };
};

const CALL_NAMES = Object.keys(CALLS);

let shell: OpenShell;
let page: Page;

test.beforeAll(async ({ browser }, { project }) => {
  shell = await openShell(project.name, browser);
  page = shell.page;
});

test.beforeEach(() => call('unlock', { passphrase: 'right' }));

test.afterAll(() => shell.close());

function call(name: string, args: object = {}): Promise<ResultMessage> {
  return page.evaluate(([name, args]) => window.hushroom.call(name as 'status', args as never), [
    name,
    args,
  ] as const);
}

/** Collects in the page, in order, what the shell says by itself. */
function hear(): Promise<void> {
  return page.evaluate(() => {
    window.heard = [];
    window.stopHearing = window.hushroom.on((message) => window.heard.push(message));
  });
}

function heard(): Promise<unknown[]> {
  return page.evaluate(() => window.heard);
}

test.describe('the channel', () => {
  test('answers calls with values and with errors, under one api that the page cannot change', async () => {
    expect(await call('status')).toMatchObject({ ok: true, value: { profile: 'test' } });
    expect(await call('person.unverify', { userName: 'bob' })).toMatchObject({
      ok: false,
      error: { code: 'unknown-person', detail: 'bob' },
    });
    const changed = await page.evaluate(() => {
      const before = window.hushroom.call;
      const attempts = [
        () => (window.hushroom.call = (() => Promise.resolve()) as never),
        () => ((window as { hushroom: unknown }).hushroom = {}),
        () => Reflect.deleteProperty(window, 'hushroom'),
        () => Object.assign(window.hushroom, { more: 1 }),
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // Refused loudly.
        }
      }
      return { names: Object.keys(window.hushroom), same: window.hushroom.call === before };
    });
    expect(changed).toEqual({ names: ['call', 'on'], same: true });
  });

  test('refuses what is no call, too much at once, and too long', async () => {
    expect(await call('constructor')).toMatchObject({ ok: false, error: { code: 'bad-call' } });
    expect(await call('status', { more: 1 })).toMatchObject({ ok: false, error: { code: 'bad-call' } });
    expect(await call('conversation.open', { userName: 'Bob' })).toMatchObject({
      error: { code: 'bad-call' },
    });
    const codes = await page.evaluate(async () => {
      // None of these is ever answered; the one that no longer fits is.
      const calls = Array.from({ length: 65 }, () => window.hushroom.call('room.create', { name: 'a' }));
      return await Promise.race(calls);
    });
    expect(codes).toMatchObject({ ok: false, error: { code: 'too-many-calls' } });
    // A page from before a reload holds no place of the one after it.
    await page.reload();
    expect(await call('status')).toMatchObject({ ok: true });
  });

  test('answers every wrong shape with a code, and goes on', async () => {
    const seed = Math.trunc(Math.random() * 2 ** 31);
    console.log(`wrong shapes from seed ${String(seed)}`);
    const name = fc.oneof(fc.constantFrom(...CALL_NAMES), fc.jsonValue());
    const shapes = fc.sample(fc.tuple(name, fc.jsonValue({ maxDepth: 3 })), { seed, numRuns: 300 });
    const wrong = shapes.filter(([call, args]) => parseCall({ id: 0, call, args }) === null);
    expect(wrong.length).toBeGreaterThan(200);
    await hear();
    const answers = await page.evaluate(async (json) => {
      const answers: unknown[] = [];
      for (const [call, args] of JSON.parse(json) as [never, never][]) {
        answers.push(await window.hushroom.call(call, args));
      }
      return answers;
    }, JSON.stringify(wrong));
    for (const [at, answer] of answers.entries()) {
      expect(answer, JSON.stringify(wrong[at])).toMatchObject({ ok: false, error: { code: 'bad-call' } });
    }
    expect(await call('status')).toMatchObject({ ok: true });
    // The engine is the one that was there before.
    expect(await heard()).toEqual([]);
    await page.evaluate(() => {
      window.stopHearing();
    });
  });

  test('hears the engine in order, and no more after it stopped listening', async () => {
    await hear();
    await call('conversation.open', { userName: 'bob' });
    await call('conversation.open', { userName: 'carol' });
    await expect.poll(heard).toMatchObject([
      { rev: 1, event: { conversation: 'bob' } },
      { rev: 2, event: { conversation: 'carol' } },
    ]);
    await page.evaluate(() => {
      window.stopHearing();
    });
    await call('conversation.open', { userName: 'bob' });
    await call('conversation.open', { userName: 'bob' });
    expect(await heard()).toHaveLength(2);
  });

  test('says that the engine is gone, fails what it was asked, and goes on with the next one', async () => {
    await hear();
    const [pending, crashed] = await page.evaluate(() =>
      Promise.all([
        window.hushroom.call('room.create', { name: 'never answered' }),
        window.hushroom.call('conversation.open', { userName: 'crash' }),
      ]),
    );
    for (const result of [pending, crashed]) {
      expect(result).toMatchObject({ ok: false, error: { code: 'engine-stopped' } });
    }
    await expect.poll(heard).toEqual([{ channel: 'lost' }, { channel: 'restored' }]);
    expect(await call('status')).toMatchObject({ ok: true });
    expect(await call('subscribe')).toMatchObject({ ok: false, error: { code: 'profile-locked' } });
    expect(await call('unlock', { passphrase: 'right' })).toMatchObject({ ok: true });
    expect(await call('subscribe')).toMatchObject({ ok: true });
  });

  test('lives through a reload of the page, with the profile open as before', async () => {
    await page.evaluate(() => {
      void window.hushroom.call('room.create', { name: 'never answered' });
    });
    await page.reload();
    expect(await call('conversation.open', { userName: 'bob' })).toMatchObject({ ok: true });
    expect(new URL(page.url()).hash).toBe('');
  });
});

test.describe('the page', () => {
  test('reaches nothing over the network', async () => {
    const outcome = await page.evaluate(async () => {
      const attempt = (request: () => Promise<unknown>): Promise<string> =>
        request().then(
          () => 'let through',
          () => 'refused',
        );
      const loads = (name: 'img' | 'script' | 'iframe', src: string): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const element = Object.assign(document.createElement(name), { onload: resolve, onerror: reject });
          element.src = src;
          document.body.append(element);
        });
      const socket = (url: string): Promise<unknown> =>
        new Promise((resolve, reject) => {
          Object.assign(new WebSocket(url), { onopen: resolve, onerror: reject });
        });
      return {
        elsewhere: await attempt(() => fetch('http://127.0.0.1:9/')),
        own: await attempt(() => fetch(location.href)),
        socket: await attempt(() => socket('ws://127.0.0.1:9/')),
        image: await attempt(() => loads('img', 'https://example.com/a.png')),
        script: await attempt(() => loads('script', 'https://example.com/a.js')),
      };
    });
    expect(new Set(Object.values(outcome))).toEqual(new Set(['refused']));
  });

  test('runs no text as code', async () => {
    await page.evaluate(() => {
      const attempts = [
        () => {
          const script = document.createElement('script');
          script.textContent = 'globalThis.ran = "an inline script"';
          document.body.append(script);
        },
        () => {
          const link = document.createElement('a');
          link.setAttribute('onclick', 'globalThis.ran = "a handler"');
          link.click();
        },
        () => {
          const link = document.createElement('a');
          link.setAttribute('href', 'javascript:globalThis.ran = "an address"');
          link.click();
        },
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // Trusted types refuse loudly what the policy of the page refuses in silence.
        }
      }
    });
    // Asked by itself: an address of that kind would run only after the script that followed it.
    const ran = await page.evaluate(() => (globalThis as { ran?: string }).ran ?? 'nothing');
    expect(ran).toBe('nothing');
  });

  test('embeds no other page, and no page embeds it', async () => {
    await page.evaluate(() => {
      for (const src of ['https://example.com/', location.href]) {
        const frame = document.createElement('iframe');
        frame.src = src;
        document.body.append(frame);
      }
    });
    const texts = await Promise.all(
      page.frames().map((frame) => frame.evaluate(() => typeof window.hushroom)),
    );
    expect(texts.filter((type) => type !== 'undefined')).toHaveLength(1);
  });

  test('is given no cookie', async () => {
    expect(await page.context().cookies()).toEqual([]);
  });
});
