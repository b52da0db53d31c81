// What can be done with messages, between two windows and a real relay.
import { expect, test, type Locator } from '@playwright/test';
import type { AppPage } from './story/app-page.ts';
import { World } from './story/world.ts';

declare const document: { readonly body: { readonly innerText: string } };
declare class MutationObserver {
  constructor(heard: () => void);
  observe(node: object, what: object): void;
}

let world: World;
let alice: AppPage;
let bob: AppPage;

test.beforeAll(async ({ browser }, { project }) => {
  world = new World(browser, project.name);
  [alice, bob] = await world.meet('alice', 'bob');
  await world.introduce('alice', 'bob');
});

test.afterAll(() => world.dispose());

/** The mark of a message of alice's. */
function mark(text: string, said: string): Locator {
  return alice.message(text).getByRole('button', { name: said, exact: true });
}

test('an answer quotes what it answers, and leads there', async () => {
  await bob.act('The first word', /^Reply/);
  await bob.type('And the answer');
  const quote = alice.message('And the answer').getByRole('button', { name: /The first word/ });
  await quote.click();
  await expect(alice.page.locator('article:focus')).toContainText('The first word');
});

test('a reaction shows on both sides, and is taken back', async () => {
  await bob.message('The first word').first().locator('.bubble').click({ button: 'right' });
  await bob.page.getByRole('menuitemcheckbox', { name: 'React with 👍' }).click();
  const seen = alice.page.getByRole('list', { name: 'Reactions' }).getByRole('button', { name: /^👍/ });
  await expect(seen).toBeVisible();
  await seen.click();
  await expect(seen).toContainText('2');
  await bob.page.getByRole('list', { name: 'Reactions' }).getByRole('button', { name: /^👍/ }).click();
  await expect(seen).not.toContainText('2');
});

test('arrow up changes the last message, for everyone', async () => {
  await alice.send('A wrogn word');
  await alice.page.getByRole('textbox', { name: 'Message' }).press('ArrowUp');
  await alice.type('A right word');
  await expect(bob.message('A right word')).toContainText('edited');
  await expect(bob.message('A wrogn word')).toHaveCount(0);
});

test('a message that is deleted for everyone is gone on both sides', async () => {
  await alice.send('Better unsaid');
  await expect(bob.message('Better unsaid')).toBeVisible();
  await alice.act('Better unsaid', /^Delete/);
  await alice.page.getByText('Delete for everyone').click();
  await alice.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(bob.message('alice deleted this message')).toBeVisible();
  await expect(bob.message('Better unsaid')).toHaveCount(0);
});

test('a name is completed and marked, and text has its marks', async () => {
  const box = alice.page.getByRole('textbox', { name: 'Message' });
  await box.pressSequentially('*Look*, @bo');
  await box.press('Enter');
  await box.press('Enter');
  const said = bob.message('Look, @bob');
  await expect(said.locator('strong')).toHaveText('Look');
  await expect(said.getByRole('button', { name: '@bob' })).toBeVisible();
});

test('code, quotes and lists are shown as what they are', async () => {
  const box = alice.page.getByRole('textbox', { name: 'Message' });
  await box.fill('> as you said\n- `one`\n- two\n```\nlet three = 3;\n```');
  await box.press('Enter');
  const said = bob.message('let three = 3;');
  await expect(said.locator('blockquote')).toHaveText('as you said');
  await expect(said.getByRole('listitem')).toHaveText(['one', 'two']);
  await expect(said.locator('li code')).toHaveText('one');
  await expect(said.locator('pre')).toHaveText('let three = 3;');
});

test('a text is copied, a message is passed on, and one is taken off this computer alone', async () => {
  await alice.page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'])
    .catch(() => undefined);
  await alice.send('Worth repeating');
  await alice.createRoom('Notes', []);
  await alice.openConversation('bob');
  await alice.act('Worth repeating', /^Copy text/);
  const box = alice.page.getByRole('textbox', { name: 'Message' });
  await box.focus();
  await alice.page.keyboard.press('Control+V');
  await expect(box).toHaveValue('Worth repeating');
  await box.fill('');

  await alice.act('Worth repeating', /^Forward/);
  const dialog = alice.page.getByRole('dialog', { name: 'Forward to' });
  await dialog.getByRole('option', { name: 'Notes' }).click();
  await dialog.getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(alice.page.getByRole('heading', { level: 1, name: 'Notes' })).toBeVisible();
  await expect(alice.message('Worth repeating')).toContainText('Forwarded');

  await alice.openConversation('bob');
  await alice.act('Worth repeating', /^Delete/);
  await alice.page.getByText('Delete for me').click();
  await alice.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(alice.message('Worth repeating')).toHaveCount(0);
  await alice.send('Still there with you?');
  await expect(bob.message('Still there with you?')).toBeVisible();
  await expect(bob.message('Worth repeating')).toBeVisible();
});

test('a link opens only after its target was shown, and no text becomes markup', async () => {
  await alice.send('see https://g\u0430rden.example/x <img src=x onerror=alert(1)>');
  await expect(bob.message('<img src=x onerror=alert(1)>')).toBeVisible();
  await bob.page.getByRole('link', { name: 'rden.example' }).click();
  const dialog = bob.page.getByRole('dialog', { name: 'Open this link?' });
  await expect(dialog).toContainText('xn--');
  await expect(dialog.getByRole('link', { name: 'Open' })).toHaveAttribute('rel', /noopener/);
  await bob.page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('marks without end and invisible signs leave the other messages as they are', async () => {
  await alice.type(`zalgo${'\u0301'.repeat(4_000)}`);
  await alice.type(`\u202Eturned\u2067 ${'\u200B'.repeat(500)}end`);
  await expect(bob.message('end')).toBeVisible();
  const box = await bob.message('zalgo').locator('.bubble').boundingBox();
  // A line of text, and the button that shows the rest.
  expect(box?.height).toBeLessThan(120);
  expect(await bob.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test('the mark of a message comes to say that it was read, and by whom', async () => {
  await alice.send('Did you see this?');
  await expect(bob.message('Did you see this?')).toBeVisible();
  await mark('Did you see this?', 'Read').click();
  const dialog = alice.page.getByRole('dialog', { name: 'About this message' });
  await expect(dialog.getByRole('region', { name: 'Read', exact: true }).getByRole('listitem')).toContainText(
    'bob',
  );
  await expect(dialog.getByRole('region')).toHaveCount(1);
  await alice.page.keyboard.press('Escape');
});

test('with read receipts off nobody learns what was read here, and one does not learn it of others', async () => {
  await bob.turn('Privacy', 'Read receipts', false);
  await alice.send('And this?');
  await expect(bob.message('And this?')).toBeVisible();
  await expect(mark('And this?', 'Delivered')).toBeVisible();
  await bob.send('No comment');
  await expect(alice.message('No comment')).toBeVisible();
  // What bob writes tells how far his device has come: alice has taken that, and still not that he has read.
  await expect(mark('And this?', 'Delivered')).toBeVisible();
  // Alice has told that she read it, which she does by default; here it is not shown.
  await alice.send('As you like');
  await expect(bob.message('As you like')).toBeVisible();
  await expect(
    bob.message('No comment').getByRole('button', { name: 'Delivered', exact: true }),
  ).toBeVisible();
  await expect(mark('And this?', 'Delivered')).toBeVisible();
  await bob.turn('Privacy', 'Read receipts', true);
  await alice.send('Now it is on');
  await expect(mark('Now it is on', 'Read')).toBeVisible();
});

test('that somebody types is shown while they do, and not at all when that is turned off', async () => {
  const [typing, box] = [
    alice.page.getByText('bob is typing…'),
    bob.page.getByRole('textbox', { name: 'Message' }),
  ];
  await box.fill('I am about to');
  await expect(typing).toBeVisible();
  await box.fill('');
  await expect(typing).toBeHidden();

  await bob.turn('Privacy', 'Typing', false);
  const seen = alice.page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        new MutationObserver(() => {
          const { innerText } = document.body;
          if (innerText.includes('bob is typing')) resolve(true);
          else if (innerText.includes('Typed in secret')) resolve(false);
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await box.fill('Typed in');
  await alice.page.getByRole('textbox', { name: 'Message' }).fill('I type as well');
  await bob.send('Typed in secret');
  // What was typed before it would have come before it.
  expect(await seen).toBe(false);
  await expect(bob.page.getByText('alice is typing…')).toHaveCount(0);
  await alice.page.getByRole('textbox', { name: 'Message' }).fill('');
  await bob.turn('Privacy', 'Typing', true);
});

test('a draft is there again after the window was closed', async () => {
  await alice.page.getByRole('textbox', { name: 'Message' }).fill('half a thought');
  await alice.page.reload();
  await alice.openConversation('bob');
  await expect(alice.page.getByRole('textbox', { name: 'Message' })).toHaveValue('half a thought');
});
