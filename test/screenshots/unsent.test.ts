// What one can do with messages of one's own that were not sent.
import type { FileView, MessageView } from '@hushroom/ipc';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { emit, open } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { BOB, NOW, timeline, world } from './world.ts';

const [said] = timeline(BOB, [{ from: 'alice', at: NOW - 60_000, body: 'Said before' }]);
const own: MessageView = { ...said!, from: 'alice', mine: true, sentAt: NOW };

let browser: Browser;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  page = stage.page;
  page.setDefaultTimeout(15_000);
});
afterAll(() => browser.close());
beforeEach(async () => {
  const timelines = { ...world.timelines, [BOB]: { messages: [own], seen: 1 } };
  await stage.play({
    name: 'said',
    states: [],
    world: { ...world, timelines },
    act: (scene) => open(scene, 'bob'),
  });
  await page.getByText('Said before').waitFor();
});

it('changes with the arrow what was sent last, not what failed to be sent', async () => {
  const say = (id: string, text: string, change: Partial<MessageView>): Promise<void> =>
    emit(page, {
      type: 'message',
      message: { ...own, id: id.repeat(32), body: { type: 'text', text }, ...change },
    });
  await say('d', 'this was sent', { state: 'relayed', position: 101 });
  await say('e', 'this was not', { state: 'failed', position: 102 });
  await page.getByText('this was not').waitFor();
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.press('ArrowUp');
  await expect.poll(() => field.inputValue()).toBe('this was sent');
});

it('offers to send again what failed only where something can be sent', async () => {
  const failed: MessageView = { ...own, id: 'e'.repeat(32), state: 'failed', position: 101 };
  await emit(page, { type: 'message', message: failed });
  await page.getByRole('button', { name: 'Send again' }).waitFor();
  const bob = world.snapshot.conversations.find(({ id }) => id === BOB);
  if (bob === undefined) throw new Error('no conversation with bob');
  const notices = [{ code: 'identity-changed-verified', userName: 'bob' }] as const;
  await emit(page, { type: 'conversation', conversation: { ...bob, notices } });
  await page.getByText('bob has a different key now').waitFor();
  expect(await page.getByText('Not sent.').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
});

it('says once why a file of one’s own is not sent, and offers one way to try again', async () => {
  const still = { done: 0, total: 0, bytesPerSecond: 0 };
  const file: FileView = {
    kind: 'file',
    name: 'beds.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 4_100_000,
    width: null,
    height: null,
    durationMs: null,
    waveform: [],
    thumbnail: null,
    transfer: { ...still, state: 'failed', reason: 'file-quota' },
    canRetry: true,
  };
  const failed: MessageView = {
    ...own,
    id: 'f'.repeat(32),
    body: { type: 'file', caption: '', file },
    state: 'failed',
    reason: 'file-quota',
    position: 101,
  };
  await emit(page, { type: 'message', message: failed });
  const row = page.getByRole('article').filter({ hasText: 'beds.pdf' });
  await row.getByRole('button', { name: 'Send again' }).waitFor();
  expect(await row.getByText('Your storage at the relay is full').count()).toBe(1);
  expect(await row.getByRole('button', { name: 'Try again' }).count()).toBe(0);
});
