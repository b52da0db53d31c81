// A relay whose operator deceives, as people see it in their windows: an entry that is kept from one of them, a history that
// is told anew, and a key that is swapped. The relay is the real program; what it lies with is its own data.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { checkEvidence } from '@hushroom/client';
import { parseEvidence, type HushroomApi } from '@hushroom/ipc';
import { containsMarker } from '../marker.ts';
import { Person } from './cli/person.ts';
import { Program } from './cli/program.ts';
import { lastSeq, tellAnew } from './cli/log-told-anew.ts';
import { swapAccount } from './cli/swapped-roster.ts';
import type { AppPage } from './story/app-page.ts';
import { RelayProcess } from './story/relay-process.ts';
import type { Withheld } from './story/withholding-relay.ts';
import { World } from './story/world.ts';

declare const window: { hushroom: HushroomApi };

const WITHHOLDING = join(import.meta.dirname, 'story/withholding-relay.ts');
/** What an engine waits for what is known to exist. */
const PATIENCE_MS = 2 * 60_000;

/** Within this everyone who joined has renewed their key. */
const RENEWAL_MS = 60_000;
/** Bob and carol were added, and each has renewed. */
const RENEWED_SEQ = 4;
/** Within this what became due at a skip is done, or has lost to another's. */
const SETTLED_MS = 5_000;

let world: World;
let alice: AppPage;
let bob: AppPage;
let carol: AppPage;
/** What alice and bob have compared. */
let digits: string;

// One goes on where the one before it ended.
test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name, { relay: { program: WITHHOLDING }, timeIsSkippable: true });
  [alice, bob, carol] = await world.meet('alice', 'bob', 'carol');
  await world.introduce('alice', 'bob');
  await alice.showSafetyNumber();
  digits = await alice.safetyDigits();
  await alice.verify('bob');
  await world.introduce('carol', 'bob', 'From carol');
  await alice.createRoom('Garden', ['bob', 'carol']);
  await carol.accept('Garden');
  await alice.openPerson('carol');
  await alice.send('one');
  await carol.accept('alice');
  await expect(carol.message('one')).toBeVisible();
});

test.afterAll(() => world.dispose());

/** The newest head of one of her conversations that carol has from the relay. */
async function newestHead(title: string): Promise<{ log: string; seq: number }> {
  const text = await carol.page.evaluate(async (title) => {
    const { hushroom } = window;
    const subscribed = await hushroom.call('subscribe', {});
    if (!subscribed.ok) throw new Error(subscribed.error.code);
    const { conversations } = subscribed.value.snapshot;
    const conversation = conversations.find((each) => each.title === title)?.id ?? '';
    const exported = await hushroom.call('evidence.export', { conversation });
    return exported.ok ? exported.value.text : '';
  }, title);
  const heads = parseEvidence(text)?.heads.filter(({ log }) => !/^0+$/.test(log)) ?? [];
  return heads.reduce((last, head) => (head.seq > last.seq ? head : last), { log: '', seq: 0 });
}

/** Has the relay keep from someone what comes in a log; null lets all of it go. */
function withhold(withheld: Withheld | null): void {
  world.tellRelay(JSON.stringify(withheld));
}

/** The mark of alice's message once carol has told how far she is: time is skipped only where nothing is under way. */
function received(text: string, mark: 'Delivered' | 'Read'): Locator {
  return alice.message(text).getByRole('button', { name: mark, exact: true });
}

test('what the relay keeps from one person is missed after two minutes, and explained until it comes', async () => {
  // Who joined renews their key within a minute. Where that comes after another's which is withheld, they read the log anew.
  await expect(async () => {
    // Of two who renew at the same moment one has to choose another.
    for (const name of ['bob', 'carol'] as const) world.skipTime(name, RENEWAL_MS);
    const isRenewed = expect.poll(async () => (await newestHead('Garden')).seq, { timeout: SETTLED_MS });
    await isRenewed.toBeGreaterThanOrEqual(RENEWED_SEQ);
  }).toPass();
  const { log, seq } = await newestHead('Garden');
  withhold({ from: 'carol', log, heads: false });
  await alice.openConversation('Garden');
  await alice.send('not for carol');
  await expect(bob.conversation('Garden')).toContainText('not for carol');
  // Everything else comes, and with it what the relay has signed.
  await alice.openConversation('carol');
  await alice.send('Did you see it?');
  await expect(carol.message('Did you see it?')).toBeVisible();
  await expect.poll(async () => (await newestHead('Garden')).seq).toBeGreaterThan(seq);
  await expect(received('Did you see it?', 'Read')).toBeVisible();

  await carol.openConversation('Garden');
  const alarm = carol.page.getByRole('alert').filter({ hasText: 'The relay holds messages back' });
  await expect(carol.page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expect(alarm).toHaveCount(0);
  world.skipTime('carol', PATIENCE_MS);
  await expect(alarm).toContainText('Others have seen newer messages here');
  await expect(carol.conversation('Garden').getByRole('img', { name: 'Needs your attention' })).toBeVisible();
  await alarm.getByRole('button', { name: 'What happened?' }).click();
  const dialog = carol.page.getByRole('dialog', { name: 'What happened' });
  await expect(dialog).toContainText('for minutes it has not come although you are connected');
  await expect(dialog).toContainText(/Missing\s*\d+ entr(y|ies)/);
  await expect(dialog).toContainText('ask the others by another way what they have written');
  await expect(carol.message('not for carol')).toHaveCount(0);

  withhold(null);
  await expect(dialog).toContainText('Nothing is wrong any more');
  await carol.page.keyboard.press('Escape');
  await expect(carol.message('not for carol')).toHaveCount(1);
  await expect(alarm).toHaveCount(0);
});

test('what the relay conceals whole is missed by a direct message of who has seen it, and they are named', async () => {
  const { log } = await newestHead('Garden');
  withhold({ from: 'carol', log, heads: true });
  await alice.openConversation('Garden');
  await alice.send('concealed from carol');
  await expect(bob.conversation('Garden')).toContainText('concealed from carol');
  await carol.openConversation('Garden');
  const alarm = carol.page.getByRole('alert').filter({ hasText: 'The relay holds messages back' });
  await alice.openConversation('carol');
  await alice.send('Have you nothing new there?');
  await expect(carol.conversation('alice')).toContainText('Have you nothing new there?');
  await expect(received('Have you nothing new there?', 'Delivered')).toBeVisible();
  await expect(alarm).toHaveCount(0);
  world.skipTime('carol', PATIENCE_MS);
  await expect(alarm).toContainText('Others have seen newer messages here');
  await alarm.getByRole('button', { name: 'What happened?' }).click();
  const dialog = carol.page.getByRole('dialog', { name: 'What happened' });
  await expect(dialog).toContainText(
    'alice’s app says that there is more than the relay has delivered to you',
  );
  await expect(dialog).toContainText(/Known from\s*alice/);
  await expect(carol.message('concealed from carol')).toHaveCount(0);

  withhold(null);
  await expect(dialog).toContainText('Nothing is wrong any more');
  await carol.page.keyboard.press('Escape');
  await expect(carol.message('concealed from carol')).toHaveCount(1);
  await expect(alarm).toHaveCount(0);
});

test('two histories that the relay has signed are explained, and saved as proof', async () => {
  await carol.openConversation('alice');
  const { log, seq: before } = await newestHead('alice');
  const secret = 'nothing of this is in it';
  await carol.send(secret);
  await expect(carol.message(secret).getByRole('button', { name: 'Read', exact: true })).toBeVisible();
  // The relay signs how far the log goes a little after its last entry, and members renew their keys in between.
  await expect.poll(async () => (await newestHead('alice')).seq).toBeGreaterThan(before);
  const database = join(world.relayData, 'relay.db');
  await expect(async () => {
    await world.stopRelay();
    const [{ seq }, last] = [await newestHead('alice'), lastSeq(database, log)];
    if (seq !== last) await world.startRelay();
    expect(seq).toBe(last);
  }).toPass({ intervals: [6_000] });
  tellAnew(database, log);
  await world.startRelay();

  const alarm = carol.page.getByRole('alert').filter({ hasText: 'The relay showed two different histories' });
  await expect(alarm).toContainText('Do not rely on this relay');
  await expect(carol.conversation('alice').getByRole('img', { name: 'Needs your attention' })).toBeVisible();
  await alarm.getByRole('button', { name: 'What happened?' }).click();
  const dialog = carol.page.getByRole('dialog', { name: 'What happened' });
  await expect(dialog).toContainText('It is broken, or whoever runs it deceives.');
  await expect(dialog).toContainText('Tell the others in this conversation by another way.');
  await expect(dialog).toContainText('The relay signed both. Whoever has its address can check that.');
  await expect(dialog).toContainText(/This conversation, entry \d+/);

  const saved = await world.save('carol', () =>
    dialog.getByRole('button', { name: 'Export evidence' }).click(),
  );
  expect(saved.name).toBe('hushroom-evidence.json');
  const text = readFileSync(saved.path, 'utf8');
  const evidence = parseEvidence(text);
  if (evidence === null) throw new Error('what was saved is no evidence');
  expect(world.relayAddress.endsWith(`#${evidence.relayId}`)).toBe(true);
  const verdict = await checkEvidence([evidence]);
  expect(verdict.refused).toBe(0);
  expect(verdict.contradictions.map(({ kind }) => kind)).toContain('forked');
  // Nothing but what is declared: no word that was said, and no field in which a key could stand.
  expect(containsMarker([Buffer.from(text)], secret)).toBe(false);
  expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(Object.keys(evidence).sort());
  await carol.page.keyboard.press('Escape');
});

test('a key that the relay swaps stops who had verified it, with three ways on, and warns who had not', async () => {
  await swapBob();
  await alice.conversation('bob').click();
  const { page } = alice;
  const stop = page.getByRole('alert').filter({ hasText: 'bob has a different key now' });
  await expect(stop).toContainText('You verified bob before, and this is not that key.');
  await expect(stop).toContainText('Nothing is sent until you decide.');
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveCount(0);
  for (const row of [alice.conversation('bob'), alice.person('bob')]) {
    await expect(row.getByRole('img', { name: 'Key changed after you verified' })).toBeVisible();
  }

  await test.step('compare again: what was compared before is not this key’s', async () => {
    await stop.getByRole('button', { name: 'Verify bob…' }).click();
    await expect(page.getByRole('list', { name: '60 digits' })).toBeVisible();
    expect(await alice.safetyDigits()).not.toBe(digits);
    await alice.verifyButton('bob').click();
    await page.getByRole('dialog').getByRole('button', { name: 'They sent me theirs' }).click();
    await page.getByLabel('The 60 digits that bob sent').fill(digits);
    await page.getByRole('dialog').getByRole('button', { name: 'Compare', exact: true }).click();
    const differ = page.getByRole('dialog', { name: 'They differ' });
    await expect(differ).toContainText('Do not share secrets with bob here');
    await differ.getByRole('button', { name: 'Done' }).click();
    await expect(stop).toBeVisible();
  });

  await test.step('drop the conversation', async () => {
    await stop.getByRole('button', { name: 'Delete conversation…' }).click();
    await page
      .getByRole('dialog', { name: 'Delete this conversation?' })
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(alice.conversation('bob')).toHaveCount(0);
  });

  await test.step('write all the same, knowingly, which takes the mark away', async () => {
    await alice.openPerson('bob');
    await stop.getByRole('button', { name: 'Write without verifying…' }).click();
    const sure = page.getByRole('dialog', { name: 'Write to bob without verifying?' });
    await expect(sure).toContainText('Your earlier verification is removed.');
    await sure.getByRole('button', { name: 'Cancel' }).click();
    await expect(stop).toBeVisible();
    await stop.getByRole('button', { name: 'Write without verifying…' }).click();
    await sure.getByRole('button', { name: 'Write without verifying' }).click();
    await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
    await expect(alice.person('bob').getByRole('img', { name: /^(Verified|Key changed)/ })).toHaveCount(0);
  });

  await test.step('who had not verified it is warned, and goes on once they have seen that', async () => {
    await carol.openConversation('bob');
    const warning = carol.page.getByRole('alert').filter({ hasText: 'bob has a different key now' });
    await expect(warning).toContainText('Comparing safety numbers tells which.');
    await expect(carol.page.getByRole('textbox', { name: 'Message' })).toHaveCount(0);
    await warning.getByRole('button', { name: 'Continue' }).click();
    await expect(warning).toHaveCount(0);
    await expect(carol.page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  });
});

/** Has somebody register as bob under the relay's own identity, where nobody sees it, and puts their key in his place. */
async function swapBob(): Promise<void> {
  const forged = join(world.folder, 'forged');
  mkdirSync(forged);
  for (const name of readdirSync(world.relayData)) {
    if (!name.startsWith('relay.db'))
      cpSync(join(world.relayData, name), join(forged, name), { recursive: true });
  }
  const elsewhere = await RelayProcess.start(forged, 0);
  const secret = join(world.folder, 'impostor.passphrase');
  writeFileSync(secret, 'the passphrase of an impostor\n', { mode: 0o600 });
  const options = ['--json', '--home', join(world.folder, 'impostor'), '--passphrase-file', secret];
  const impostor = new Person('bob', (args) => new Program('apps/cli/src/main.ts', [...args, ...options]));
  await impostor.register(elsewhere.address);
  await elsewhere.stop();
  await world.stopRelay();
  swapAccount('bob', join(world.relayData, 'relay.db'), join(forged, 'relay.db'));
  await world.startRelay();
}
