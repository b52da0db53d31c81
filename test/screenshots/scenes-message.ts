// Pictures of messages: their marks and quotes, what others felt about them, and what can be done with them.
import type { MessageView } from '@hushroom/ipc';
import type { Page } from 'playwright';
import { open } from './acts.ts';
import type { World } from './fixture.ts';
import type { Scene } from './scenes.ts';
import { GARDEN, messageId, NOW, talking, timeline } from './world.ts';

const minutes = (count: number): number => NOW - count * 60_000;

const answers = (index: number, from: string, text: string): Partial<MessageView> => ({
  replyTo: { id: messageId(GARDEN, index), from, line: { type: 'text', text } },
});

const talk: World = talking(
  GARDEN,
  timeline(GARDEN, [
    {
      from: 'bob',
      at: minutes(58),
      body: 'Saturday, then:\n- compost from the yard\n- *two* bags of soil\n- twine, not wire',
      more: {
        reactions: [
          { emoji: '👍', from: ['carol', 'alice', 'dave'], mine: true },
          { emoji: '🌱', from: ['dave'], mine: false },
        ],
      },
    },
    {
      from: 'carol',
      at: minutes(51),
      body: '@alice do you still have the _small_ trowel? The plan is at https://garden.example/plan#south',
      more: { mentions: [{ start: 0, userName: 'alice' }], mentionsMe: true },
    },
    {
      from: 'alice',
      at: minutes(49),
      body: 'In the shed, left of the door.',
      more: {
        ...answers(1, 'carol', '@alice do you still have the small trowel?'),
        delivery: { delivered: 2, read: 1, of: 3 },
        editedAt: minutes(48),
      },
    },
    { from: 'dave', at: minutes(44), body: { type: 'deleted' } },
    {
      from: 'dave',
      at: minutes(43),
      body: '> not wire\nWhy not? `0.8 mm` worked well:\n```\nspan  1.2 m\nposts 4\n```',
      more: answers(0, 'bob', 'Saturday, then:\n- compost from the yard\n- *two* bags of soil'),
    },
    {
      from: 'alice',
      at: minutes(12),
      body: 'Ask @bob, he cut his thumb on it. ~Twice~ Once.',
      more: {
        mentions: [{ start: 4, userName: 'bob' }],
        reactions: [{ emoji: '😂', from: ['bob', 'carol'], mine: false }],
      },
    },
    {
      from: 'bob',
      at: minutes(3),
      body: 'Frost warning for Sunday night, cover what you can.',
      more: { forwarded: true },
    },
  ]),
);

/** Shows what can be done with a message that is found by its words. */
async function menu(page: Page, text: string): Promise<void> {
  await page
    .getByRole('article')
    .filter({ hasText: text })
    .first()
    .locator('.bubble')
    .click({ button: 'right' });
  await page.getByRole('menu').waitFor();
}

const inGarden = (page: Page): Promise<void> => open(page, 'Shared garden');

export const messageScenes: readonly Scene[] = [
  {
    name: 'messages',
    isKey: true,
    states: [
      'rich text',
      'reply with quote',
      'reactions',
      'edited',
      'deleted message',
      'forwarded',
      'mention of me',
    ],
    world: talk,
    act: inGarden,
  },
  {
    name: 'message-menu',
    narrow: true,
    states: ['message actions'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await menu(page, 'left of the door');
    },
  },
  {
    name: 'emoji',
    narrow: true,
    states: ['emoji picker'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await page.getByRole('button', { name: 'Emoji' }).click();
      await page.getByRole('button', { name: 'grinning face', exact: true }).waitFor();
    },
  },
  {
    name: 'emoji-search',
    states: ['emoji search'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await page.getByRole('button', { name: 'Emoji' }).click();
      await page.getByRole('button', { name: 'grinning face', exact: true }).waitFor();
      await page.getByRole('searchbox', { name: 'Search emoji' }).fill('plant');
      await page.getByRole('button', { name: 'seedling' }).waitFor();
    },
  },
  {
    name: 'answering',
    narrow: true,
    states: ['answering', 'naming someone'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await menu(page, 'Saturday, then');
      await page.getByRole('menuitem', { name: /^Reply/ }).click();
      await page.getByRole('textbox', { name: 'Message' }).pressSequentially('I can bring both, @');
      await page.getByRole('option', { name: 'carol' }).waitFor();
    },
  },
  {
    name: 'editing',
    states: ['editing'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await page.getByRole('textbox', { name: 'Message' }).press('ArrowUp');
      await page.getByText('Edit your message').waitFor();
    },
  },
  {
    name: 'delete-message',
    states: ['deleting a message'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await menu(page, 'left of the door');
      await page.getByRole('menuitem', { name: /^Delete/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'message-info',
    narrow: true,
    states: ['who has a message'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await menu(page, 'left of the door');
      await page.getByRole('menuitem', { name: /^Info/ }).click();
      await page.getByRole('heading', { name: 'Read' }).waitFor();
    },
  },
  {
    name: 'message-info-large',
    states: ['who has a message'],
    world: { ...talk, everyoneTells: false },
    act: async (page) => {
      await inGarden(page);
      await menu(page, 'left of the door');
      await page.getByRole('menuitem', { name: /^Info/ }).click();
      await page.getByRole('heading', { name: 'Not known' }).waitFor();
    },
  },
  {
    name: 'delete-queued',
    states: ['deleting a message'],
    world: talking(
      GARDEN,
      timeline(GARDEN, [
        { from: 'alice', at: minutes(1), body: 'The frost comes back tonight', state: 'queued' },
      ]),
    ),
    act: async (page) => {
      await inGarden(page);
      await menu(page, 'The frost comes back');
      await page.getByRole('menuitem', { name: /^Delete/ }).click();
      await page.getByText('If it is on its way already').waitFor();
    },
  },
  {
    name: 'forward',
    states: ['forwarding'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await menu(page, 'Frost warning');
      await page.getByRole('menuitem', { name: /^Forward/ }).click();
      await page.getByRole('option', { name: 'bob' }).click();
    },
  },
  {
    name: 'link',
    narrow: true,
    states: ['opening a link'],
    world: talk,
    act: async (page) => {
      await inGarden(page);
      await page.getByRole('link', { name: 'garden.example' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'link-imitating',
    states: ['link that imitates another'],
    world: talking(
      GARDEN,
      timeline(GARDEN, [
        { from: 'dave', at: minutes(3), body: 'The shop is at https://g\u0430rden.example/basket' },
      ]),
    ),
    act: async (page) => {
      await inGarden(page);
      await page.getByRole('link').click();
      await page.getByRole('dialog').waitFor();
    },
  },
];
