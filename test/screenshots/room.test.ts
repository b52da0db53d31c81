// How one is done with a room.
import type { ConversationView } from '@hushroom/ipc';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { open, openPanel, press } from './acts.ts';
import type { World } from './fixture.ts';
import { openBrowser, Stage } from './stage.ts';
import { world } from './world.ts';

const TITLE = 'Shared garden';

let browser: Browser;
let stage: Stage;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  page = stage.page;
  page.setDefaultTimeout(15_000);
});

async function openRoom(shown: World): Promise<void> {
  await stage.play({ name: 'room', states: [], world: shown, act: (scene) => open(scene, TITLE) });
  await openPanel(page);
}

function inState(state: ConversationView['state']): World {
  const conversations = world.snapshot.conversations.map((view) =>
    view.title === TITLE ? { ...view, state } : view,
  );
  return { ...world, snapshot: { ...world.snapshot, conversations } };
}

const calls = (): Promise<readonly string[]> => page.evaluate('calls');

describe('a room', () => {
  it('is not left before it is known who stays in it', async () => {
    await openRoom({ ...world, hanging: ['room.members'] });
    await press(page, 'Leave room');
    const dialog = page.getByRole('dialog', { name: 'Leave this room?' });
    await dialog.getByRole('status', { name: 'Loading members' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Leave', exact: true }).isDisabled()).toBe(true);
  });

  it.each(['stuck', 'starting', 'removed'] as const)('that is %s is deleted, not left', async (state) => {
    await openRoom(inState(state));
    await press(page, 'Delete conversation…');
    expect(await page.getByRole('button', { name: 'Leave room' }).count()).toBe(0);
    await press(page, 'Delete');
    await expect.poll(calls).toContain('conversation.drop');
  });
});
