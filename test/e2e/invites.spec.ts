// A relay that takes only whom its operator has invited: with the code one gets in, without it nobody does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { passphraseOf, World } from './story/world.ts';

let world: World;

test.beforeAll(({ browser }, { project }) => {
  world = new World(browser, project.name, { relay: { flags: ['--registration', 'invite'] } });
});
test.afterAll(() => world.dispose());

test('an invite code is asked for, a wrong one refused, and the right one lets in', async () => {
  await world.startRelay(0);
  const code = readFileSync(join(world.relayData, 'invite'), 'utf8').trim();
  const alice = await world.start('alice');
  const { page } = alice;
  const refusal = page.getByText('This relay asks for an invite code');
  const invite = page.getByLabel('Invite code', { exact: true });
  await expect(invite).toHaveCount(0);
  await alice.tryToRegister('alice', passphraseOf('alice'));
  await expect(refusal).toBeVisible();
  await invite.fill(`${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(refusal).toBeVisible();
  // What was filled in is there still.
  await invite.fill(code);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByTitle('Your account')).toBeVisible({ timeout: 60_000 });
});
