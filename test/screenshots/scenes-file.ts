// Pictures of files: on their way, in a conversation, and all of a conversation together.
import type { FileView, MessageBody, TransferView } from '@hushroom/ipc';
import type { Page } from 'playwright';
import { open, press } from './acts.ts';
import type { World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import { GARDEN, HILLS, NOW, talking, timeline, world } from './world.ts';

const minutes = (count: number): number => NOW - count * 60_000;
const DAY_MINUTES = 1440;

const here: TransferView = { state: 'here', done: 1, total: 1, bytesPerSecond: 0, reason: null };
const part = (change: Partial<TransferView>): TransferView => ({ ...here, ...change });

function file(name: string, sizeBytes: number, more: Partial<FileView> = {}, caption = ''): MessageBody {
  const plain: FileView = {
    kind: 'file',
    name,
    mediaType: 'application/octet-stream',
    sizeBytes,
    width: null,
    height: null,
    durationMs: null,
    waveform: [],
    thumbnail: null,
    transfer: here,
    canRetry: true,
  };
  return { type: 'file', caption, file: { ...plain, ...more } };
}

const picture = (name: string, more: Partial<FileView> = {}, caption = ''): MessageBody =>
  file(
    name,
    1_830_000,
    { kind: 'image', width: 1600, height: 700, thumbnail: `data:image/png;base64,${HILLS}`, ...more },
    caption,
  );

/** Loudness of someone who says three sentences. */
const waveform = Array.from({ length: 64 }, (_, at) =>
  Math.round(40 + 200 * Math.abs(Math.sin(at / 3.1) * Math.sin(at / 9))),
);

function sharing(lines: Parameters<typeof timeline>[1]): World {
  return talking(GARDEN, timeline(GARDEN, lines));
}

const moving = sharing([
  { from: 'bob', at: minutes(50), body: picture('south wall.jpg', {}, 'This is the wall that I mean.') },
  { from: 'dave', at: minutes(41), body: file('planting plan.pdf', 2_400_000) },
  {
    from: 'carol',
    at: minutes(30),
    body: file('voice message', 84_000, { kind: 'voice', durationMs: 14_000, waveform }),
  },
  {
    from: 'carol',
    at: minutes(21),
    body: file('time lapse of the tomatoes.mp4', 412_000_000, {
      transfer: part({
        state: 'downloading',
        done: 97_000_000,
        total: 412_000_000,
        bytesPerSecond: 6_300_000,
      }),
    }),
  },
  {
    from: 'bob',
    at: minutes(12),
    body: file('receipt.pdf', 98_000, {
      transfer: part({ state: 'failed', reason: 'file-gone' }),
      canRetry: false,
    }),
  },
  {
    from: 'alice',
    at: minutes(2),
    body: picture('fig.jpg', {
      transfer: part({ state: 'uploading', done: 640_000, total: 1_830_000, bytesPerSecond: 310_000 }),
    }),
    state: 'queued',
  },
]);

/** What alice could not send: the relay takes no more of hers, and what was cancelled has no bytes any more. */
const failing = sharing([
  {
    from: 'alice',
    at: minutes(9),
    body: file('beds and paths.pdf', 4_100_000, {
      transfer: part({ state: 'failed', reason: 'file-quota' }),
    }),
    state: 'failed',
    more: { reason: 'file-quota' },
  },
  {
    from: 'alice',
    at: minutes(6),
    body: picture('fig.jpg', {
      transfer: part({ state: 'failed', reason: 'file-interrupted' }),
      canRetry: false,
    }),
    state: 'failed',
    more: { reason: 'file-interrupted' },
  },
]);

const collected = sharing([
  { from: 'bob', at: minutes(40 * DAY_MINUTES), body: file('minutes of the meeting.odt', 31_000) },
  { from: 'bob', at: minutes(39 * DAY_MINUTES), body: picture('shed.jpg') },
  { from: 'carol', at: minutes(5 * DAY_MINUTES), body: picture('seedlings.jpg') },
  {
    from: 'carol',
    at: minutes(5 * DAY_MINUTES - 4),
    body: picture('cold frame.jpg', { thumbnail: null, transfer: part({ state: 'remote' }) }),
  },
  { from: 'alice', at: minutes(2 * DAY_MINUTES), body: picture('south wall.jpg') },
  { from: 'bob', at: minutes(DAY_MINUTES), body: picture('compost.jpg') },
  {
    from: 'carol',
    at: minutes(300),
    body: file('voice message', 84_000, { kind: 'voice', durationMs: 14_000, waveform }),
  },
  { from: 'dave', at: minutes(41), body: file('planting plan.pdf', 2_400_000) },
  {
    from: 'dave',
    at: minutes(40),
    body: file('a list of everything that the nursery has this spring.csv', 640_000, {
      transfer: part({ state: 'remote' }),
    }),
  },
]);

const inGarden = (page: Page): Promise<void> => open(page, 'Shared garden');

async function allFiles(page: Page): Promise<void> {
  await inGarden(page);
  const more = page.getByRole('button', { name: 'More', exact: true });
  if (await more.isVisible()) {
    await more.click();
    await page.getByRole('menuitem', { name: 'Files' }).click();
  } else await press(page, 'Files');
}

export const fileScenes: readonly Scene[] = [
  {
    name: 'files',
    narrow: true,
    states: ['picture', 'voice message', 'downloading', 'uploading', 'file that failed'],
    world: moving,
    act: inGarden,
  },
  {
    name: 'files-unsent',
    states: ['file that failed'],
    world: failing,
    act: inGarden,
  },
  {
    name: 'file-problem',
    states: ['file that failed'],
    world: { ...collected, failures: { 'file.open': { code: 'file-damaged' } } },
    act: async (page) => {
      await inGarden(page);
      await press(page, 'Save planting plan.pdf');
      await page.getByText('This file is damaged').waitFor();
    },
  },
  {
    name: 'files-all',
    narrow: true,
    states: ['all files of a conversation'],
    world: collected,
    act: async (page) => {
      await allFiles(page);
      await page.getByRole('heading', { name: 'February 2026' }).waitFor();
    },
  },
  {
    name: 'files-menu',
    states: ['all files of a conversation'],
    world: collected,
    act: async (page) => {
      await allFiles(page);
      await page.getByRole('button', { name: 'View compost.jpg' }).last().click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'files-none',
    states: ['no files'],
    world,
    act: async (page) => {
      await allFiles(page);
      await page.getByRole('heading', { name: 'No files here yet' }).waitFor();
    },
  },
];
