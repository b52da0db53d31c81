// Somebody exports a backup, removes the profile from the computer, and reads the old messages in a new one.
import { expect, test } from '@playwright/test';
import { passphraseOf, World } from './story/world.ts';

const RECOVERY = 'velvet acorn bridge candle';

let world: World;

test.beforeAll(({ browser }, { project }) => {
  world = new World(browser, project.name);
});
test.afterAll(() => world.dispose());

test('a backup is all that is left of a removed profile, and it is enough to read on', async () => {
  const [alice] = await world.meet('alice');
  const { page } = alice;
  await alice.createRoom('Garden', []);
  await alice.send('the apples are ripe');

  await (await alice.openSettings('Data')).getByRole('button', { name: 'Export a backup' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export a backup' });
  await dialog.getByLabel('Recovery passphrase', { exact: true }).fill(RECOVERY);
  await dialog.getByLabel('Recovery passphrase again').fill('velvet apple');
  await expect(dialog.getByText('The two differ.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Export', exact: true })).toBeDisabled();
  await dialog.getByLabel('Recovery passphrase again').fill(RECOVERY);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog.getByText('The backup is written')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save a copy…' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^hushroom-[\d-]+\.backup$/);
  const copy = test.info().outputPath('copy.backup');
  await download.saveAs(copy);
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: 'Remove from this computer…' }).click();
  const ending = page.getByRole('dialog', { name: 'Remove this profile' });
  await ending.getByRole('textbox').fill('somebody else');
  await expect(ending.getByRole('button', { name: 'Remove' })).toBeDisabled();
  await ending.getByRole('textbox').fill('alice');
  await ending.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome to Hushroom' })).toBeVisible();

  await alice.register('anna', passphraseOf('alice'));
  await expect(alice.conversation('Garden')).toHaveCount(0);
  await (await alice.openSettings('Data')).getByRole('button', { name: 'Import a backup' }).click();
  await page.getByLabel('Backup file').setInputFiles(copy);
  await page.getByRole('radio', { name: 'copy.backup' }).waitFor({ state: 'attached' });
  await page.getByLabel('Recovery passphrase').fill('another');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('passphrase');
  await page.getByLabel('Recovery passphrase').fill(RECOVERY);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('New here: 2 messages, 1 conversation')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await alice.openConversation('Garden');
  await expect(alice.message('the apples are ripe')).toBeVisible();
});
