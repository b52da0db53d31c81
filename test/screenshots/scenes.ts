// Every screen and state that has a picture, in one list. A scene is a world and what is done in it.
import type { Page } from 'playwright';
import type { World } from './fixture.ts';
import { world } from './world.ts';

export interface Scene {
  /** Name of the picture. */
  readonly name: string;
  /** States of the product that this picture shows. */
  readonly states: readonly string[];
  readonly world: World;
  readonly act: (page: Page) => Promise<void>;
}

const open = async (page: Page, title: string): Promise<void> => {
  await page.locator('nav .row', { hasText: title }).first().click();
};

export const scenes: readonly Scene[] = [
  {
    name: 'first-page',
    states: ['first run'],
    world: { ...world, status: { ...world.status, phase: 'new' } },
    act: async (page) => {
      await page.getByLabel('User name').fill('alice');
      await page.getByLabel('Passphrase', { exact: true }).fill('velvet acorn bridge candle');
    },
  },
  { name: 'room', states: ['conversation'], world, act: (page) => open(page, 'Shared garden') },
  {
    name: 'room-members',
    states: ['room members'],
    world,
    act: async (page) => {
      await open(page, 'Shared garden');
      await page.getByRole('button', { name: 'Members and settings' }).click();
    },
  },
];
