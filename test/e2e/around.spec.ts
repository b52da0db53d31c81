// What stands around conversations, with everything real: requests, scanned codes, rooms and their settings, search,
// shortcuts, another language, the lock.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import type { HushroomApi } from '@hushroom/ipc';
import { chromiumFlags, filmFlag, findChromium, mediaFlags } from '../../scripts/chromium.ts';
import { codeFilm } from '../code-image.ts';
import { passphraseOf, World } from './story/world.ts';

declare const window: { hushroom: HushroomApi };

let world: World;

test.beforeEach(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  await world.startRelay(0);
});

test.afterEach(() => world.dispose());

test('strangers ask, codes are scanned, rooms are set up, messages found', async () => {
  test.setTimeout(300_000);
  // Bob's browser has a camera that shows a film, once there is one.
  const film = join(world.folder, 'code.y4m');
  const bobs = await chromium.launch({
    executablePath: await findChromium(),
    args: [...chromiumFlags, ...mediaFlags, filmFlag(film)],
  });
  const [alice, bob] = await Promise.all([world.start('alice'), world.start('bob', { browser: bobs })]);

  await test.step('somebody unknown asks to write, and is accepted', async () => {
    await alice.register('alice', passphraseOf('alice'));
    await bob.register('bob', passphraseOf('bob'));
    await alice.openPerson('bob');
    await alice.send('Shall we try the fig by the south wall?');
    await bob.request('alice').click();
    await expect(bob.page.getByText('alice wants to write to you')).toBeVisible();
    await expect(bob.page.getByRole('textbox', { name: 'Message' })).toHaveCount(0);
    await bob.page.getByRole('button', { name: 'Accept' }).click();
    await bob.send('Gladly.');
    await expect(alice.message('Gladly.')).toBeVisible();
  });

  await test.step('a picture of the other’s code verifies them', async () => {
    await bob.showSafetyNumber();
    await bob.page.getByRole('tab', { name: 'QR code' }).click();
    const code = await bob.page.getByRole('img', { name: /QR code/ }).screenshot();
    await alice.showSafetyNumber();
    await alice.verifyButton('bob').click();
    await alice.page.getByRole('button', { name: 'Scan their code' }).click();
    const image = { name: 'code.png', mimeType: 'image/png', buffer: code };
    await alice.page.getByLabel('Read from an image').setInputFiles(image);
    await expect(alice.page.getByRole('dialog', { name: 'Verified' })).toBeVisible();
    await alice.page.getByRole('button', { name: 'Done' }).click();
    await expect(alice.person('bob').getByRole('img', { name: 'Verified' })).toBeVisible();
  });

  await test.step('the code before the camera verifies them too, and the camera goes off', async () => {
    const safety = await alice.page.evaluate(() =>
      window.hushroom.call('person.safety', { userName: 'bob' }),
    );
    if (!safety.ok) throw new Error(safety.error.code);
    writeFileSync(film, codeFilm(safety.value.qr));
    await bob.page.context().grantPermissions(['camera']);
    await bob.verifyButton('alice').click();
    await bob.page.getByRole('button', { name: 'Scan their code' }).click();
    await expect(bob.page.getByRole('dialog', { name: 'Verified' })).toBeVisible();
    await expect(bob.page.locator('video')).toHaveCount(0);
    await bob.page.getByRole('button', { name: 'Done' }).click();
    await expect(bob.person('alice').getByRole('img', { name: 'Verified' })).toBeVisible();
  });

  await test.step('a room is named, timed, and given another admin', async () => {
    await alice.createRoom('Gardn', ['bob']);
    await alice.page.getByRole('button', { name: 'Members and settings' }).click();
    await alice.page.getByRole('button', { name: 'Room settings…' }).click();
    const settings = alice.page.getByRole('dialog', { name: 'Room settings' });
    await settings.getByLabel('Name').fill('Garden');
    await settings.getByLabel('Messages disappear after').selectOption('1 week');
    await settings.getByRole('button', { name: 'Save' }).click();
    await expect(settings).toBeHidden();
    await bob.openConversation('Garden');
    await expect(bob.happened('alice named this room Garden')).toBeVisible();
    await expect(bob.happened('alice let messages disappear after 1 week')).toBeVisible();
    await alice.page.getByRole('complementary').getByRole('button', { name: /^bob/ }).click();
    await alice.page.getByRole('button', { name: 'Make admin' }).click();
    await expect(bob.happened('alice made you an admin')).toBeVisible();
  });

  await test.step('a message is found, and leads to its place', async () => {
    await alice.page.keyboard.press('Control+Shift+F');
    await alice.page.keyboard.type('SOUTH');
    await alice.page.getByRole('button', { name: /south wall/ }).click();
    await expect(alice.page.getByRole('heading', { level: 1, name: 'bob' })).toBeVisible();
    await expect(alice.message('south wall')).toBeVisible();
  });

  await test.step('a conversation is reached, a language chosen and the window locked by keyboard alone', async () => {
    await alice.page.keyboard.press('Control+K');
    await alice.page.keyboard.type('gard');
    await alice.page.keyboard.press('Enter');
    await expect(alice.page.getByRole('heading', { level: 1, name: 'Garden' })).toBeVisible();
    await alice.page.keyboard.press('Control+,');
    await alice.page.getByRole('tab', { name: 'Appearance' }).click();
    await alice.page.getByText('Deutsch').click();
    await expect(alice.page.getByRole('dialog', { name: 'Einstellungen' })).toBeVisible();
    await alice.page.keyboard.press('Control+Shift+L');
    await expect(alice.page.getByRole('heading', { name: 'Hushroom ist gesperrt' })).toBeVisible();
    await alice.page.getByLabel('Passphrase', { exact: true }).fill(passphraseOf('alice'));
    await alice.page.keyboard.press('Enter');
    await expect(alice.page.getByRole('heading', { level: 1, name: 'Garden' })).toBeVisible();
  });
  await bobs.close();
});
