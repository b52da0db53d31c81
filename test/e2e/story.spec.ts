// Three people and a relay that none of them trusts: everything real, from the window to the relay's disk.
import { expect, test } from '@playwright/test';
import { passphraseOf, World } from './story/world.ts';

let world: World;

test.beforeEach(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  await world.startRelay(0);
});

test.afterEach(() => world.dispose());

test('three people meet, talk, part and come back', async () => {
  test.setTimeout(400_000);
  const started = await Promise.all([world.start('alice'), world.start('bob'), world.start('carol')]);
  let [alice, bob] = started;
  const carol = started[2];

  await test.step('register, and see each other come online', async () => {
    await alice.register('alice', passphraseOf('alice'));
    await bob.register('bob', passphraseOf('bob'));
    await carol.register('carol', passphraseOf('carol'));
    await expect(alice.person('bob')).toContainText('online');
    await expect(alice.person('carol')).toContainText('online');
    await expect(carol.person('alice')).toContainText('online');
  });

  await test.step('talk to each other', async () => {
    await alice.openPerson('bob');
    await alice.send('The relay carries this and cannot read it.');
    await expect(bob.request('alice')).toContainText(/1\s*unread/);
    await bob.accept('alice');
    await expect(bob.message('cannot read it')).toBeVisible();
    await bob.send('And my answer.');
    await expect(alice.message('And my answer.')).toBeVisible();
    await expect(carol.conversation('alice')).toHaveCount(0);
  });

  await test.step('compare safety numbers, and see the mark wherever the person is', async () => {
    await alice.showSafetyNumber();
    await bob.showSafetyNumber();
    const digits = await alice.safetyDigits();
    expect(digits.replaceAll(' ', '')).toMatch(/^[0-9]{60}$/);
    expect(await bob.safetyDigits()).toBe(digits);
    const words = await alice.safetyWords();
    expect(words).toHaveLength(12);
    expect(await bob.safetyWords()).toEqual(words);
    await alice.verify('bob');
    for (const row of [alice.person('bob'), alice.conversation('bob')]) {
      await expect(row.getByRole('img', { name: 'Verified' })).toBeVisible();
    }
    await expect(bob.person('alice').getByRole('img', { name: 'Verified' })).toHaveCount(0);
  });

  await test.step('talk in a room, everyone in the same order', async () => {
    await alice.createRoom('Garden', ['bob', 'carol']);
    await bob.openConversation('Garden');
    await carol.accept('Garden');
    await Promise.all([alice.send('one'), bob.send('two'), carol.send('three')]);
    for (const window of [alice, bob, carol]) {
      for (const text of ['one', 'two', 'three']) await expect(window.message(text)).toBeVisible();
    }
    const order = await alice.texts();
    expect([...order].sort()).toEqual(['one', 'three', 'two']);
    expect(await bob.texts()).toEqual(order);
    expect(await carol.texts()).toEqual(order);
  });

  await test.step('remove someone, who reads nothing from then on', async () => {
    await alice.removeMember('carol');
    await alice.send('without carol');
    await expect(bob.message('without carol')).toBeVisible();
    await expect(carol.conversation('Garden')).toContainText('You were removed');
    await expect(carol.page.getByRole('note')).toBeVisible();
    await expect(carol.message('without carol')).toHaveCount(0);
    // What she had she keeps, to read.
    for (const text of ['one', 'two', 'three']) await expect(carol.message(text)).toBeVisible();
    await expect(carol.page.getByRole('textbox', { name: 'Message' })).toHaveCount(0);
  });

  await test.step('quit everything, start again, and find everything', async () => {
    await world.quitAll();
    await world.startRelay();
    alice = await world.start('alice');
    await alice.unlock(passphraseOf('alice'));
    await alice.openConversation('Garden');
    await expect(alice.message('without carol')).toBeVisible();
    await expect(alice.conversation('bob').getByRole('img', { name: 'Verified' })).toBeVisible();
  });

  await test.step('send to someone who is away, and see it arrive when they are back', async () => {
    await alice.openConversation('bob');
    await alice.send('For when you are back.');
    bob = await world.start('bob');
    await bob.unlock(passphraseOf('bob'));
    await bob.openConversation('alice');
    await expect(bob.message('For when you are back.')).toBeVisible();
    await expect(bob.message('And my answer.')).toBeVisible();
  });
});
