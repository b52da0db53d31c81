// Files as people send and get them, in the window: chosen, dropped, pasted and recorded; looked at, played and saved; with
// names and types that are meant to do harm.
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { codePng } from '../code-image.ts';
import type { AppPage } from './story/app-page.ts';
import { given } from './story/given-file.ts';
import { measureGrowth } from './story/memory.ts';
import { passphraseOf, World } from './story/world.ts';

const MIB = 1024 * 1024;
const LARGE_BYTES = 128 * MIB;
/**
 * What an engine may take more while it seals, sends, gets or hands over a large file. A piece is 64 KiB; the rest is what Node
 * leaves lying until it collects it, which is no more with a file of 512 MiB.
 */
const GROWTH_BYTES_MAX = 80 * MIB;
const DAY_MS = 24 * 60 * 60_000;

declare const document: {
  querySelector(selector: string): {
    readonly currentTime: number;
    readonly playbackRate: number;
    readonly naturalWidth: number;
  } | null;
};

const picture = codePng('a picture of the garden');
/** Of the page, for the function that runs there. */
declare function requestAnimationFrame(callback: () => void): void;

let world: World;
let alice: AppPage;
let bob: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name, { timeIsSkippable: true });
  [alice, bob] = await world.meet('alice', 'bob');
  await world.introduce('alice', 'bob');
});

test.afterAll(() => world.dispose());

function onlyInBrowser(why: string): void {
  test.skip(test.info().project.name === 'electron', why);
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
};

test('a chosen picture arrives with its caption, is looked at and saved', async () => {
  await alice.attach({ name: 'garden.png', mimeType: 'image/png', buffer: picture });
  await alice.sendAttached('The garden, today');
  await expect(alice.sent('The garden, today')).toBeVisible();

  const message = bob.message('The garden, today');
  // The small picture comes with the message; the whole one when it is asked for.
  await expect(message.getByRole('img', { name: 'Picture garden.png' })).toBeVisible();
  await message.getByRole('button', { name: 'Download garden.png' }).click();
  await message.getByRole('button', { name: 'View garden.png' }).click();
  const viewer = bob.page.getByRole('dialog', { name: 'Picture garden.png' });
  await expect(viewer).toContainText('The garden, today');
  await expect
    .poll(() => bob.page.evaluate(() => document.querySelector('dialog img')?.naturalWidth ?? 0))
    .toBeGreaterThan(100);
  const saved = await world.save('bob', () =>
    viewer.getByRole('button', { name: 'Save garden.png' }).click(),
  );
  expect(saved.name).toBe('garden.png');
  expect(readFileSync(saved.path).equals(picture)).toBe(true);
  await bob.page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
});

test('a dropped file and a pasted picture are attached', async () => {
  await alice.drag([given('notes.txt', 'the notes')]);
  await expect(alice.page.getByText('Let go to attach')).toBeVisible();
  await alice.drop([given('notes.txt', 'the notes')]);
  await alice.sendAttached('dropped');
  await alice.paste([given('image.png', picture, 'image/png')]);
  await alice.sendAttached('pasted');
  await expect(bob.message('pasted').getByRole('img', { name: 'Picture image.png' })).toBeVisible();
  const dropped = bob.message('dropped');
  await dropped.getByRole('button', { name: 'Download notes.txt' }).click();
  const saved = await world.save('bob', () =>
    dropped.getByRole('button', { name: 'Save notes.txt' }).click(),
  );
  expect(readFileSync(saved.path, 'utf8')).toBe('the notes');
});

test('names that are meant to do harm are shown and saved as what they are', async () => {
  onlyInBrowser('the engine makes names safe, in both shells');
  const names: readonly (readonly [string, string])[] = [
    ['../../escape.txt', '_.._escape.txt'],
    ['con.txt', '_con.txt'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['zero\u0000byte\r\n.txt', 'zerobyte.txt'],
    ['.profile', 'profile'],
    [`${'ü'.repeat(300)}.txt`, `${'ü'.repeat(125)}.txt`],
    ['<img src=x onerror=alert(1)>.svg', '_img src=x onerror=alert(1)_.svg'],
  ];
  await alice.drop(names.map(([name], at) => given(name, `file ${String(at)}`, 'image/svg+xml')));
  await alice.sendAttached();
  for (const [at, [, safe]] of names.entries()) {
    const row = bob.page.getByRole('article').filter({ has: bob.page.getByText(safe, { exact: true }) });
    await row.getByRole('button', { name: `Download ${safe}`, exact: true }).click();
    const saved = await world.save('bob', () =>
      row.getByRole('button', { name: `Save ${safe}`, exact: true }).click(),
    );
    expect(saved.name).toBe(safe);
    expect(readFileSync(saved.path, 'utf8')).toBe(`file ${String(at)}`);
  }
});

test('what only calls itself a picture goes as a file, and no window is made to show it', async () => {
  const page = '<svg xmlns="http://www.w3.org/2000/svg"><script>globalThis.ran = true</script></svg>';
  await alice.drop([given('photo.png', page, 'image/png')]);
  await alice.sendAttached('no picture');
  const row = bob.message('no picture');
  await row.getByRole('button', { name: 'Download photo.png' }).click();
  await expect(row.getByRole('button', { name: 'Save photo.png' })).toBeVisible();
  await expect(row.getByRole('button', { name: 'View photo.png' })).toHaveCount(0);
});

test('a voice message is recorded, listened to before it goes, drawn, played from anywhere and played faster', async () => {
  if (test.info().project.name === 'browser') await alice.page.context().grantPermissions(['microphone']);
  await alice.page.getByRole('button', { name: 'Record a voice message' }).click();
  await expect(alice.page.getByRole('timer', { name: 'Recording' })).toHaveText('0:03');
  await alice.page.getByRole('button', { name: 'Stop, and listen first' }).click();
  await alice.page.getByRole('button', { name: 'Listen' }).click();
  const own = alice.page.getByRole('slider', { name: 'Position in the recording' });
  await expect(own).not.toHaveValue('0');
  await alice.page.getByRole('button', { name: 'Send the recording' }).click();

  const voice = bob.page.getByRole('article').filter({ has: bob.page.getByRole('slider') });
  await expect(voice).toBeVisible();
  const heights = await voice
    .locator('.bars span')
    .evaluateAll((bars) =>
      bars.map((bar) => (bar as unknown as { style: { blockSize: string } }).style.blockSize),
    );
  // The microphone that is made up beeps once a second.
  expect(new Set(heights).size).toBeGreaterThan(1);
  const slider = voice.getByRole('slider');
  await slider.fill('1500');
  // What is left is short, and afterwards it stands at the beginning again: the page itself looks in each frame.
  const goneOn = slider.evaluate(
    (input) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (Number((input as unknown as { value: string }).value) > 1500) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
  );
  await voice.getByRole('button', { name: 'Play voice message' }).click();
  await goneOn;
  await voice.getByRole('button', { name: 'Speed 1×' }).click();
  await expect(voice.getByRole('button', { name: 'Speed 1.5×' })).toBeVisible();
});

test('a recording is thrown away, and nothing of it is sent', async () => {
  await alice.page.getByRole('button', { name: 'Record a voice message' }).click();
  const timer = alice.page.getByRole('timer', { name: 'Recording' });
  await expect(timer).toHaveText('0:01');
  await alice.page.getByRole('button', { name: 'Throw the recording away' }).click();
  await expect(timer).toBeHidden();
  await alice.send('Rather in writing');
  await expect(bob.message('Rather in writing')).toBeVisible();
  await expect(bob.page.getByRole('article').filter({ has: bob.page.getByRole('slider') })).toHaveCount(1);
});

test('all files of a conversation are in one panel: looked at, saved, and led back to their messages', async () => {
  onlyInBrowser('the panel is the same in both shells');
  const { page } = bob;
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  const panel = page.getByRole('complementary');
  const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' }).format(new Date());
  const files = panel.getByRole('region', { name: month });
  await expect(files.getByRole('slider')).toBeVisible();
  await files.getByRole('button', { name: 'View garden.png' }).click();
  await expect(page.getByRole('dialog', { name: 'Picture garden.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  const notes = files.getByRole('listitem').filter({ has: page.getByText('notes.txt', { exact: true }) });
  await notes.click({ button: 'right', position: { x: 4, y: 4 } });
  const saved = await world.save('bob', () => bob.choose(/^Save/));
  expect(readFileSync(saved.path, 'utf8')).toBe('the notes');
  await notes.click({ button: 'right', position: { x: 4, y: 4 } });
  await bob.choose(/^Go to message/);
  await expect(page.locator('article:focus')).toContainText('dropped');
  await panel.getByRole('button', { name: 'Close panel' }).click();
});

test('a download is stopped, and begun anew when it is wanted after all', async () => {
  onlyInBrowser('the engine stops it, in both shells');
  await alice.drop([given('map.bin', Buffer.alloc(8 * MIB))]);
  await alice.sendAttached('a map');
  await expect(alice.sent('a map')).toBeVisible({ timeout: 60_000 });
  const row = bob.message('a map');
  world.pauseRelay();
  await row.getByRole('button', { name: 'Download map.bin' }).click();
  await row.getByRole('button', { name: 'Cancel' }).click();
  // At once, though the relay does not answer.
  await expect(row.getByRole('progressbar')).toHaveCount(0, { timeout: 10_000 });
  world.resumeRelay();
  await row.getByRole('button', { name: 'Download map.bin' }).click();
  await expect(row.getByRole('button', { name: 'Save map.bin' })).toBeVisible({ timeout: 60_000 });
});

test('sending is stopped, and nothing of it arrives', async () => {
  onlyInBrowser('the engine stops it, in both shells');
  world.pauseRelay();
  await alice.drop([given('stopped.bin', Buffer.alloc(MIB))]);
  await alice.sendAttached('never mind');
  const row = alice.message('never mind');
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect(row).toContainText(/cancel/i);
  world.resumeRelay();
  await alice.send('after all');
  await expect(bob.message('after all')).toBeVisible();
  await expect(bob.message('never mind')).toHaveCount(0);
});

test('a large file takes little memory, and goes on where it stood when an engine was killed, on either side', async () => {
  onlyInBrowser('the double holds a file in memory, and the engine is the same');
  const path = join(world.folder, 'large.bin');
  writeFileSync(path, 'the beginning');
  truncateSync(path, LARGE_BYTES);
  const sealing = measureGrowth(world.enginePid('alice'));
  const before = world.relayBlobBytes();
  await alice.attach(path);
  await alice.sendAttached('a large one');
  await expect
    .poll(() => world.relayBlobBytes() - before, { intervals: [5], timeout: 60_000 })
    .toBeGreaterThan(MIB);
  world.pauseRelay();
  await expect(alice.message('a large one').getByRole('progressbar')).toBeVisible();
  expect(sealing()).toBeLessThan(GROWTH_BYTES_MAX);
  world.killEngine('alice');
  await alice.open(passphraseOf('alice'));
  const sending = measureGrowth(world.enginePid('alice'));
  world.resumeRelay();
  await expect(alice.sent('a large one')).toBeVisible({ timeout: 60_000 });
  expect(sending()).toBeLessThan(GROWTH_BYTES_MAX);

  const row = bob.message('a large one');
  await row.getByRole('button', { name: 'Download large.bin' }).click();
  world.pauseRelay();
  await expect(row.getByRole('progressbar')).toBeVisible();
  world.killEngine('bob');
  await bob.open(passphraseOf('bob'));
  const getting = measureGrowth(world.enginePid('bob'));
  world.resumeRelay();
  await bob.openConversation('alice');
  const save = row.getByRole('button', { name: 'Save large.bin' });
  await expect(save).toBeVisible({ timeout: 60_000 });
  expect(getting()).toBeLessThan(GROWTH_BYTES_MAX);
  const handingOver = measureGrowth(world.enginePid('bob'));
  const saved = await world.save('bob', () => save.click());
  expect(handingOver()).toBeLessThan(GROWTH_BYTES_MAX);
  expect(await hashOf(saved.path)).toBe(await hashOf(path));
});

test('files of other months stand under those', async () => {
  onlyInBrowser('the panel is the same in both shells');
  const { page } = alice;
  await alice.createRoom('Attic', []);
  await alice.drop([given('old.txt', 'then')]);
  await alice.sendAttached('then');
  await expect(alice.sent('then')).toBeVisible();
  world.skipTime('alice', 40 * DAY_MS);
  await alice.drop([given('new.txt', 'now')]);
  await alice.sendAttached('now');
  await expect(alice.sent('now')).toBeVisible();
  await page.getByRole('button', { name: 'Files', exact: true }).click();
  const months = page.getByRole('complementary').getByRole('region');
  const format = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });
  for (const [at, [days, name]] of (
    [
      [40, 'new.txt'],
      [0, 'old.txt'],
    ] as const
  ).entries()) {
    const month = months.nth(at);
    await expect(month).toHaveAccessibleName(format.format(Date.now() + days * DAY_MS));
    await expect(month.getByRole('listitem')).toContainText(name);
  }
});
