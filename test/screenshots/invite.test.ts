// What comes from outside the window: an invite from an image or a link, whose relay is shown back before anything is asked of
// it, and files.
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codePng } from '../code-image.ts';
import { openLink, press } from './acts.ts';
import { openBrowser, Stage } from './stage.ts';
import { world } from './world.ts';

const INVITE = 'hushroom://203.0.113.7:7440/#mbk3vqj7p2ufc5xw6oahtdzrsyien4lgmbk3vqj7p2ufc5xw6oah';
/** Another relay than the world's. */
const ELSEWHERE = `hushroom://203.0.113.7:7440/#${'a2'.repeat(26)}`;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it('fills in the relay of a scanned invite, in words, and lets it be changed', async () => {
  const stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  const { page } = stage;
  page.setDefaultTimeout(15_000);
  const status = { ...world.status, phase: 'new' as const, suggestedRelay: '' };
  await stage.play({
    ...{ name: 'invite', states: [], world: { ...world, status } },
    act: (scene) => press(scene, 'Scan an invite'),
  });
  const file = { name: 'invite.png', mimeType: 'image/png', buffer: codePng(INVITE) };
  await page.getByLabel('Read from an image').setInputFiles(file);
  const relay = page.getByRole('group', { name: 'Relay address' });
  await relay.getByText('203.0.113.7:7440').waitFor();
  expect(await relay.innerText()).toContain('mbk3 vqj7 p2uf');
  await press(page, 'Change');
  expect(await page.getByLabel('Relay address').inputValue()).toBe(INVITE);
  expect(stage.complaints).toEqual([]);
});

it('keeps what was filled in when a link is opened meanwhile, and takes the relay of the link', async () => {
  const stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  const { page } = stage;
  page.setDefaultTimeout(15_000);
  await stage.play({
    ...{ name: 'link', states: [], world: { ...world, status: { ...world.status, phase: 'new' as const } } },
    act: (scene) => scene.getByLabel('User name').fill('alice'),
  });
  await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn');
  await openLink(page, INVITE);
  await page.getByRole('group', { name: 'Relay address' }).getByText('203.0.113.7:7440').waitFor();
  expect(await page.getByLabel('User name').inputValue()).toBe('alice');
  expect(await page.getByLabel('Passphrase', { exact: true }).inputValue()).toBe('velvet acorn');
});

it('waits for the profile to be unlocked, and then offers another profile for another relay', async () => {
  const stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  const { page } = stage;
  page.setDefaultTimeout(15_000);
  await stage.play({
    ...{
      name: 'link',
      states: [],
      world: { ...world, status: { ...world.status, phase: 'locked' as const } },
    },
    act: (scene) => scene.getByRole('heading', { name: 'Hushroom is locked' }).waitFor(),
  });
  await openLink(page, ELSEWHERE);
  await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn');
  await press(page, 'Unlock');
  const dialog = page.getByRole('dialog', { name: 'An invite to another relay' });
  await dialog.waitFor();
  expect(await dialog.innerText()).toContain('203.0.113.7:7440');
  await dialog.getByRole('button', { name: 'Create a profile for it' }).click();
  await expect.poll(() => page.evaluate('calls.includes("profile.open")')).toBe(true);
});

it('offers to go on where the same relay listens now, and nothing where it is known already', async () => {
  const stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  const { page } = stage;
  page.setDefaultTimeout(15_000);
  await stage.play({
    ...{ name: 'link', states: [], world },
    act: (scene) => scene.getByRole('navigation').waitFor(),
  });
  await openLink(page, INVITE);
  await press(page, 'Use this address');
  await expect.poll(() => page.evaluate('calls.includes("connection.move")')).toBe(true);
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await openLink(page, world.snapshot.connection.relayAddress);
  const known = page.getByRole('dialog', { name: 'You are on this relay already' });
  expect(await known.getByRole('button').allInnerTexts()).not.toContain('Use this address');
});

it('a file that is let go where nothing takes it does not take the place of the window', async () => {
  const stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  const { page } = stage;
  await stage.play({
    ...{ name: 'drop', states: [], world },
    act: (scene) => scene.getByRole('navigation').waitFor(),
  });
  const isPrevented = await page.evaluate(`(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['x'], 'x.txt'));
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
    return !document.body.dispatchEvent(drop);
  })()`);
  expect(isPrevented).toBe(true);
});
