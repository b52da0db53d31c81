// What someone feels at the window: the browser shell with the real engine behind it, in Chromium. Times are taken in the
// page, from the event to the frame that shows its outcome.
import type { Browser, CDPSession, Page } from '@playwright/test';
import type { EngineConnection } from '@hushroom/engine-node';
import { AppPage } from '../../e2e/story/app-page.ts';
import { runApp } from '../../e2e/story/run-app.ts';
import { median } from '../median.ts';
import type { Row } from '../row.ts';
import { LARGEST, LARGEST_WITH, MESSAGES, PASSPHRASE, RARE_WORD } from './profile.ts';
import { msToShow } from './page-clock.ts';
import { measureScroll } from './scroll-rows.ts';

const OPENINGS = 7;
const OPENED_FOR_MEMORY = 20;
const RECEIVED = 1_000;
/** Received before, so that as many rows are in the page as will ever be at once. */
const RECEIVED_BEFORE = 200;
const SENT = 7;
const JUMPS = 7;

export interface WindowOptions {
  readonly browser: Browser;
  readonly home: string;
  readonly relay: string;
  /** Somebody whose messages arrive, and who is known here under this name. */
  readonly bob: EngineConnection;
  readonly bobName: string;
}

export async function measureWindow({ browser, home, relay, bob, bobName }: WindowOptions): Promise<Row[]> {
  const running = await runApp('browser', browser, { profile: 'alice', home, relay });
  const { page } = running;
  try {
    const firstPaint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    const app = new AppPage(page);
    await app.unlock(PASSPHRASE);
    const cdp = await page.context().newCDPSession(page);
    const idle = await heapMiB(cdp);

    const openings: number[] = [];
    for (let run = 0; run < OPENINGS; run++) {
      await app.openConversation(`person${String(100 + run)}`);
      openings.push(
        await msToShow(page, {
          event: 'click',
          act: () => app.conversation(LARGEST_WITH).click(),
          shows: 'article',
        }),
      );
    }
    for (let other = 1; other <= OPENED_FOR_MEMORY; other++) {
      await app.openConversation(`person${String(other).padStart(3, '0')}`);
    }
    const afterMany = await heapMiB(cdp);

    const jumps: number[] = [];
    for (let run = 0; run < JUMPS; run++) jumps.push(await jumpMs(page, run));

    await app.openConversation(LARGEST_WITH);
    await page.getByRole('article').first().waitFor();
    const scroll = await measureScroll(page);

    // The first word is alice's: a stranger's would be a request.
    await app.openPerson(bobName);
    await app.send('hello');
    const sends: number[] = [];
    for (let run = 0; run < SENT; run++)
      sends.push(await sendMs(page, `a short message, number ${String(run)}`));

    await receive(page, bob, 'before', RECEIVED_BEFORE);
    const before = await heapMiB(cdp);
    await receive(page, bob, 'measured', RECEIVED);
    const after = await heapMiB(cdp);
    const ms = 'ms';
    const mib = 'MiB';
    return [
      { what: 'first paint of the window, before any sync', value: round(firstPaint), unit: ms },
      {
        what: 'jump to a search hit, to its frame',
        messages: MESSAGES,
        value: round(median(jumps)),
        unit: ms,
      },
      {
        what: 'opening the largest conversation, to its frame',
        messages: LARGEST,
        value: round(median(openings)),
        unit: ms,
      },
      { what: 'a sent message, from the key to its frame', value: round(median(sends)), unit: ms },
      ...scroll,
      { what: 'heap of the page with the list', value: round(idle), unit: mib },
      {
        what: 'heap of the page after many conversations',
        opened: OPENED_FOR_MEMORY,
        value: round(afterMany),
        unit: mib,
      },
      { what: 'heap of the page before messages arrive', value: round(before), unit: mib },
      { what: 'heap of the page after they arrived', received: RECEIVED, value: round(after), unit: mib },
    ];
  } finally {
    await running.quit();
  }
}

/** Has the other person write, and waits for the last to be on screen. */
async function receive(page: Page, bob: EngineConnection, word: string, count: number): Promise<void> {
  const { id } = await bob.call('conversation.open', { userName: 'alice' });
  let last = '';
  for (let n = 0; n < count; n++) {
    last = `received ${word}, number ${String(n)}`;
    await bob.call('message.send', { conversation: id, text: last });
  }
  await page.getByRole('article').filter({ hasText: last }).waitFor({ timeout: 300_000 });
}

/** From the click on a hit, another one in each run, to the conversation around it. */
async function jumpMs(page: Page, run: number): Promise<number> {
  await page.keyboard.press('Control+Shift+F');
  await page.getByPlaceholder('Search messages').fill(RARE_WORD);
  const hit = page
    .getByRole('button')
    .filter({ has: page.locator('mark') })
    .nth(run);
  const act = (): Promise<void> => hit.click();
  await hit.waitFor();
  return msToShow(page, { event: 'click', act, shows: 'article', text: RARE_WORD });
}

async function sendMs(page: Page, text: string): Promise<number> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  const act = (): Promise<void> => page.keyboard.press('Enter');
  return msToShow(page, { event: 'keydown', act, shows: 'article', text });
}

/** The live heap of the page, after a collection. */
async function heapMiB(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
