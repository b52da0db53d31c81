// What goes wrong on someone's computer, as they see it in the window: words that say what happened, and a way on. One goes
// on where the one before it ended: to register anew takes longer than most of what is shown here.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import type { AppPage } from './story/app-page.ts';
import { Network } from './story/network.ts';
import { damage, damageUnread, writeSnapshotNow } from './story/profile-folder.ts';
import { passphraseOf, World } from './story/world.ts';

test.describe.configure({ mode: 'serial' });

const RECOVERY = 'velvet acorn bridge candle';
/** After this an app gives up a connection on which nothing is answered. */
const REPLY_MS = 30_000;
/** When an app that was opened looks whether its database holds together. */
const CHECK_MS = 5_000;
/** More than the buffers of the system's sockets take at once: what is in them counts as sent. */
const MAP_BYTES = 24 * 1024 * 1024;
/** Slow enough for the map to take a while, and fast enough for its messages. */
const SLOW_BYTES_PER_SECOND = 512 * 1024;

let world: World;
let alice: AppPage;
let bob: AppPage;
/** Between alice and the relay. */
let network: Network;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name, { timeIsSkippable: true });
  await world.startRelay(0);
  network = await Network.to(world.relayAddress);
  alice = await world.start('alice', { relay: network.address });
  await alice.register('alice', passphraseOf('alice'));
});

test.afterAll(async () => {
  await world.dispose();
  network.close();
});

test('a wrong address, another relay, a taken name and a relay out of reach are each named as such', async () => {
  bob = await world.start('bob');
  const { page } = bob;
  const address = page.getByRole('textbox', { name: 'Relay address' });
  await page.getByRole('button', { name: 'Change' }).click();
  await address.fill('https://relay.example');
  await bob.tryToRegister('bob', passphraseOf('bob'));
  await expect(page.getByText('That is not a relay address')).toBeVisible();
  await address.fill(world.relayAddress.replace(/#.*/, `#${'a'.repeat(52)}`));
  await bob.tryToRegister('bob', passphraseOf('bob'));
  await expect(page.getByText('A different relay answered at this address')).toBeVisible();
  await page.getByRole('button', { name: 'Change' }).click();
  await address.fill(world.relayAddress);
  await bob.tryToRegister('alice', passphraseOf('bob'));
  await expect(bob.page.getByText('Someone here has that name')).toBeVisible();
  await world.stopRelay();
  await bob.tryToRegister('bob', passphraseOf('bob'));
  await expect(bob.page.getByText('The relay cannot be reached')).toBeVisible();
  await world.startRelay();
  await bob.register('bob', passphraseOf('bob'));
});

test('the relay is gone and comes back: what waits is counted, and sent by itself', async () => {
  await alice.openPerson('bob');
  await alice.send('while all is well');
  await world.killRelay();
  await expect(banner()).toContainText('The relay cannot be reached');
  await alice.type('written into the dark');
  await alice.type('and on');
  await expect(alice.message('and on').getByRole('img', { name: /waiting/i })).toBeVisible();
  await expect(banner()).toContainText('2 messages wait and are sent by themselves.');
  await world.startRelay();
  await expect(alice.sent('and on')).toBeVisible();
  await expect(banner()).toHaveCount(0);
  await bob.accept('alice');
  await expect.poll(() => bob.texts()).toEqual(['while all is well', 'written into the dark', 'and on']);
});

test('the network is gone without a word and comes back: everything arrives, and nothing of it twice', async () => {
  network.cutAnswers();
  await alice.type('heard, and not answered');
  await expect(bob.message('heard, and not answered')).toBeVisible();
  network.cut();
  await alice.type('not even heard');
  world.skipTime('alice', REPLY_MS);
  await expect(banner()).toContainText('2 messages wait and are sent by themselves.');
  network.mend();
  await banner().getByRole('button', { name: 'Try now' }).click();
  await expect(alice.sent('heard, and not answered')).toBeVisible();
  await expect(alice.sent('not even heard')).toBeVisible();
  await expect(bob.message('not even heard')).toBeVisible();
  expect((await bob.texts()).slice(-2)).toEqual(['heard, and not answered', 'not even heard']);
});

test('over a slow network a file says how fast it comes and goes, and how long it takes still', async () => {
  const said = /[\d.]+ (kB|MB) of [\d.]+ MB, [\d.]+ (kB|MB)\/s, \d+ sec left/;
  const map = join(world.folder, 'map.bin');
  writeFileSync(map, Buffer.alloc(MAP_BYTES));
  await bob.attach(map);
  await bob.sendAttached('a map');
  const came = alice.message('a map');
  network.limit(SLOW_BYTES_PER_SECOND);
  await came.getByRole('button', { name: 'Download map.bin' }).click();
  await expect(came).toContainText(said);
  network.limit(Infinity);
  await expect(came.getByRole('button', { name: 'Save map.bin' })).toBeVisible();
  network.limit(SLOW_BYTES_PER_SECOND);
  await alice.attach(map);
  await alice.sendAttached('a copy');
  await expect(alice.message('a copy')).toContainText(said);
  network.limit(Infinity);
  await expect(alice.sent('a copy')).toBeVisible();
});

test('the relay moves: its new address is taken, one of another relay is not, and everything goes on', async () => {
  await world.stopRelay();
  await alice.type('sent to where you were');
  await world.startRelay(0);
  for (const { page } of [alice, bob]) {
    await page.getByRole('button', { name: 'Change address…' }).click();
    const dialog = page.getByRole('dialog', { name: 'The relay at another address' });
    await dialog.getByLabel('Relay address').fill(world.relayAddress.replace(/#.*/, `#${'a'.repeat(52)}`));
    await dialog.getByRole('button', { name: 'Use this address' }).click();
    await expect(dialog.getByText('This is the address of another relay')).toBeVisible();
    await dialog.getByLabel('Relay address').fill(world.relayAddress);
    await dialog.getByRole('button', { name: 'Use this address' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(alice.sent('sent to where you were')).toBeVisible();
  await expect(bob.message('sent to where you were')).toBeVisible();
  await expect(bob.message('while all is well')).toBeVisible();
  await expect(banner()).toHaveCount(0);
});

test('the engine crashes: the window says so, asks for the passphrase, and goes on', async () => {
  world.killEngine('alice');
  await expect(alice.page.getByRole('alert').filter({ hasText: 'Hushroom is restarting' })).toBeVisible();
  await alice.unlock(passphraseOf('alice'));
  await alice.page.reload();
  await expect(alice.page.getByTitle('Your account')).toContainText('Online');
});

test('a wrong passphrase is named as such, and the right one opens', async () => {
  await world.quit('alice');
  alice = await world.start('alice');
  await alice.tryPassphrase('the passphrase of someone else');
  await expect(alice.page.getByText('That passphrase is not right')).toBeVisible();
  await alice.unlock(passphraseOf('alice'));
});

test('a database that nothing of can be read is said to be damaged, and its snapshot is read on in a new account', async () => {
  await world.quit('alice');
  const folder = world.profileFolder('alice');
  await writeSnapshotNow(folder, passphraseOf('alice'));
  damage(folder);
  alice = await world.start('alice');
  await alice.tryPassphrase(passphraseOf('alice'));
  await expect(alice.page.getByRole('heading', { name: 'The message database is damaged' })).toBeVisible();
  await expect(alice.page.getByText('the rest as it was in the snapshot of')).toBeVisible();
  await recover(alice, passphraseOf('alice'), 'anna');
  await alice.openConversation('bob');
  await expect(alice.message('written into the dark')).toBeVisible();
});

test('where there is no snapshot either, it is said that nothing can be saved, and nothing is changed', async () => {
  await world.quit('bob');
  const folder = world.profileFolder('bob');
  damage(folder);
  // One was written if the app was open for a minute.
  rmSync(join(folder, 'snapshots'), { recursive: true, force: true });
  const before = readFileSync(join(folder, 'messages.db'));
  bob = await world.start('bob');
  await bob.tryPassphrase(passphraseOf('bob'));
  await save(bob, passphraseOf('bob'));
  const alert = bob.page.getByRole('alert').filter({ hasText: 'None of it could be read' });
  await expect(alert).toContainText('Everything was left as it is.');
  expect(readFileSync(join(folder, 'messages.db')).equals(before)).toBe(true);
});

test('damage is found while the window is open: it says so, and leads to what can be saved', async () => {
  await world.quit('alice');
  const folder = world.profileFolder('alice');
  await writeSnapshotNow(folder, passphraseOf('alice'));
  alice = await world.start('alice');
  await alice.unlock(passphraseOf('alice'));
  damageUnread(folder);
  world.skipTime('alice', CHECK_MS);
  const bar = alice.page.getByRole('alert').filter({ hasText: 'The message database was found damaged' });
  await expect(bar).toContainText('The longer it is used, the more may be lost.');
  await bar.getByRole('button', { name: 'Lock and save…' }).click();
  await expect(alice.page.getByRole('heading', { name: 'The message database is damaged' })).toBeVisible();
  await save(alice, passphraseOf('alice'));
  await expect(alice.page.getByRole('heading', { name: 'Your messages are saved' })).toBeVisible();
});

/** What stands above alice's messages while she is not connected. */
function banner(): Locator {
  return alice.page.getByRole('status').filter({ hasText: /relay|offline/i });
}

/** Saves what is left, makes a new account, and imports it there. */
async function recover(app: AppPage, passphrase: string, newName: string): Promise<void> {
  const { page } = app;
  await save(app, passphrase);
  await expect(page.getByRole('heading', { name: 'Your messages are saved' })).toBeVisible();
  await page.getByRole('button', { name: 'Create a new account' }).click();
  await app.register(newName, passphrase);
  const dialog = page.getByRole('dialog', { name: 'Import a backup' });
  await dialog.getByLabel('Recovery passphrase').fill(RECOVERY);
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog.getByText(/^New here: [1-9]\d* messages/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
}

async function save({ page }: AppPage, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Recovery passphrase', { exact: true }).fill(RECOVERY);
  await page.getByLabel('Recovery passphrase again').fill(RECOVERY);
  await page.getByRole('button', { name: 'Save what can be read' }).click();
}
