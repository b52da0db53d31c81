// What the list of messages does in a real page: it stays at the newest, keeps its place, and stays small.
import type { MessageView } from '@hushroom/ipc';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { emit, open } from './acts.ts';
import { openBrowser, Stage, TWO_FRAMES } from './stage.ts';
import { BOB, NOW, timeline, world } from './world.ts';

const COUNT = 500;
const messages = timeline(
  BOB,
  Array.from({ length: COUNT }, (_, index) => ({
    from: index % 3 === 0 ? 'alice' : 'bob',
    at: NOW - (COUNT - index) * 60_000,
    body: `Message ${index + 1}. ${'Some are longer than others. '.repeat(index % 7)}`,
  })),
);
const long = { ...world, timelines: { ...world.timelines, [BOB]: { messages, seen: COUNT } } };

let browser: Browser;
let stage: Stage;
let page: Page;
let list: Locator;

/** Pixels between what is shown and the newest message. */
const fromEnd = (): Promise<number> =>
  list.evaluate((element) => {
    const { scrollHeight, scrollTop, clientHeight } = element as unknown as Record<string, number>;
    return (scrollHeight ?? 0) - (scrollTop ?? 0) - (clientHeight ?? 0);
  });

/** The message that has the focus. */
const focused = async (): Promise<string> => (await page.locator('article:focus').allInnerTexts()).join('');

const arriving = (position: number): MessageView => ({
  ...messages[1]!,
  id: position.toString(16).padStart(32, '0'),
  body: { type: 'text', text: `Arrived as ${position}` },
  sentAt: NOW,
  position,
});

beforeAll(async () => {
  browser = await openBrowser();
  stage = await Stage.open(browser, { theme: 'light', width: 1180, height: 740 });
  stage.page.setDefaultTimeout(15_000);
});
afterAll(() => browser.close());
beforeEach(async () => {
  await stage.play({ name: 'long', states: [], world: long, act: (scene) => open(scene, 'bob') });
  page = stage.page;
  list = page.getByRole('region', { name: 'Messages' });
  await page.getByText(`Message ${COUNT}.`).waitFor();
});

it('opens at the newest message and follows what arrives', async () => {
  await expect.poll(fromEnd).toBeLessThan(2);
  await emit(page, { type: 'message', message: arriving(COUNT + 1) });
  await page.getByText(`Arrived as ${COUNT + 1}`, { exact: true }).waitFor();
  await expect.poll(fromEnd).toBeLessThan(2);
});

it('stays at the newest while panels come and go beside it and the window becomes narrow', async () => {
  await expect.poll(fromEnd).toBeLessThan(2);
  const newest = page.getByRole('button', { name: /^To the newest message/ });
  for (let times = 0; times < 5; times++) {
    await page.getByRole('button', { name: 'Files', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Files', exact: true }).waitFor();
    await page.evaluate(TWO_FRAMES);
    expect(await fromEnd()).toBeLessThan(2);
    await page.getByRole('button', { name: 'Files', exact: true }).first().click();
    await page.setViewportSize({ width: 800 + 20 * times, height: 500 });
    await page.evaluate(TWO_FRAMES);
    await page.setViewportSize({ width: 1180, height: 740 });
    await page.evaluate(TWO_FRAMES);
    expect(await newest.count()).toBe(0);
    await expect.poll(fromEnd).toBeLessThan(2);
  }
});

it('keeps a part of a long conversation in the page, however far one scrolls', async () => {
  await list.hover();
  for (let turns = 0; turns < 40; turns++) await page.mouse.wheel(0, -2_000);
  await expect.poll(fromEnd).toBeGreaterThan(2_000);
  expect(await list.getByRole('article').count()).toBeLessThan(200);
});

it('comes to rest in a high window of short messages, with what is near on both sides of it', async () => {
  const short = messages.map((message, index) => ({
    ...message,
    body: { type: 'text' as const, text: `${index}` },
  }));
  await stage.play({
    name: 'short',
    states: [],
    world: { ...long, timelines: { ...long.timelines, [BOB]: { messages: short, seen: COUNT } } },
    act: (scene) => open(scene, 'bob'),
  });
  await page.setViewportSize({ width: 1180, height: 4400 });
  await list.hover();
  const scrolledUp = async (): Promise<number> => {
    await page.mouse.wheel(0, -800);
    return fromEnd();
  };
  await page.getByText(`${COUNT - 1}`, { exact: true }).waitFor();
  for (let turns = 0; turns < 8; turns++) await scrolledUp();
  const asked = (): Promise<number> =>
    page.evaluate('calls.filter((call) => /^conversation.(page|after)$/.test(call)).length');
  await expect
    .poll(async () => {
      const before = await asked();
      for (let frames = 0; frames < 10; frames++) await page.evaluate(TWO_FRAMES);
      return (await asked()) - before;
    })
    .toBe(0);
  const { above, below } = await list.evaluate((element) => {
    const { scrollHeight, scrollTop, clientHeight } = element as unknown as Record<string, number>;
    return { above: scrollTop ?? 0, below: (scrollHeight ?? 0) - (scrollTop ?? 0) - (clientHeight ?? 0) };
  });
  expect(above).toBeGreaterThan(1000);
  expect(below).toBeGreaterThan(1000);
});

it('offers what can be done with a message under the pointer or the focus, and nowhere else', async () => {
  const toolbar = list.getByRole('toolbar');
  const newest = list.getByRole('article').last();
  const before = list.getByRole('article').nth(-2);
  expect(await toolbar.count()).toBe(0);
  await newest.locator('.bubble').hover();
  await newest.getByRole('toolbar').waitFor();
  // The pointer goes on to another part of the same message.
  await newest.getByRole('button', { name: 'More' }).hover();
  expect(await newest.getByRole('toolbar').count()).toBe(1);
  await before.locator('.bubble').hover();
  await before.getByRole('toolbar').waitFor();
  expect(await toolbar.count()).toBe(1);
  await page.mouse.move(0, 0);
  await toolbar.waitFor({ state: 'detached' });
  await list.focus();
  await page.keyboard.press('ArrowUp');
  await newest.getByRole('toolbar').waitFor();
  await page.keyboard.press('ArrowUp');
  await before.getByRole('toolbar').waitFor();
  expect(await toolbar.count()).toBe(1);
});

it('shows nothing of that on what is scrolled past beneath a pointer at rest', async () => {
  const toolbar = list.getByRole('toolbar');
  await list.getByRole('article').last().locator('.bubble').hover();
  await toolbar.waitFor();
  await page.mouse.wheel(0, -400);
  await expect.poll(fromEnd).toBeGreaterThan(300);
  await toolbar.waitFor({ state: 'detached' });
  const { x, y, width, height } = (await list.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.move(x + width / 2 + 3, y + height / 2);
  await toolbar.waitFor();
});

it('keeps the focus in the list when what has it is scrolled far away, or deleted', async () => {
  await list.focus();
  await page.keyboard.press('ArrowUp');
  await expect.poll(focused).toContain(`Message ${COUNT}.`);
  await list.hover();
  const isGone = async (): Promise<boolean> => {
    await page.mouse.wheel(0, -800);
    return page.getByText(`Message ${COUNT}.`).isHidden();
  };
  await expect.poll(isGone).toBe(true);
  // To what is on the screen, which is where one reads.
  await page.keyboard.press('ArrowUp');
  await page.locator('article:focus').waitFor();
  const at = /^.*Message (\d+)\./s.exec(await focused())?.[1] ?? '';
  await emit(page, { type: 'messages-gone', conversation: BOB, ids: [messages[Number(at) - 1]!.id] });
  await page.getByText(`Message ${at}.`).waitFor({ state: 'detached' });
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Messages');
});

it('keeps the place of what is read when older messages load above it and newer arrive below', async () => {
  await list.hover();
  const scrolledUp = async (): Promise<number> => {
    await page.mouse.wheel(0, -500);
    return fromEnd();
  };
  await expect.poll(scrolledUp, { timeout: 15_000 }).toBeGreaterThan(2000);
  const words = await list.getByRole('article').nth(8).locator('.text').innerText();
  const read = page.getByText(words.slice(0, words.indexOf('.') + 1));
  const before = await read.boundingBox();
  await emit(page, { type: 'message', message: arriving(COUNT + 1) });
  await expect.poll(async () => (await read.boundingBox())?.y).toBeCloseTo(before?.y ?? -1, 0);
  await page.getByRole('button', { name: /^To the newest/ }).click();
  await expect.poll(fromEnd).toBeLessThan(2);
});

it('opens where what is new begins, far back, and counts down what is left as one reads on', async () => {
  const seen = 100;
  const told = messages.map((message) => ({ ...message, mentionsMe: [300, 420].includes(message.position) }));
  await stage.play({
    name: 'unread',
    states: [],
    world: { ...long, timelines: { ...long.timelines, [BOB]: { messages: told, seen } } },
    act: (scene) => open(scene, 'bob'),
  });
  const marker = page.getByText('New', { exact: true });
  await marker.waitFor();
  const [box, frame] = [await marker.boundingBox(), await list.boundingBox()];
  const fromTop = (box?.y ?? 0) - (frame?.y ?? 0);
  expect(fromTop).toBeGreaterThan(0);
  expect(fromTop).toBeLessThan(200);
  const unread = async (): Promise<number> => {
    const label = await page.getByRole('button', { name: /^To the newest/ }).getAttribute('aria-label');
    return Number(/\d+/.exec(label ?? '')?.[0] ?? 0);
  };
  const first = await unread();
  expect(first).toBeGreaterThan(200);
  await list.hover();
  await page.mouse.wheel(0, 1500);
  await expect.poll(unread).toBeLessThan(first);
  for (const [left, position] of [
    [2, 300],
    [1, 420],
  ]) {
    await page.getByRole('button', { name: `To the next message that mentions you, ${left} unread` }).click();
    await expect.poll(focused, { timeout: 15_000 }).toContain(`Message ${position}.`);
  }
  await page.getByRole('button', { name: /^To the newest/ }).click();
  await page.getByText(`Message ${COUNT}.`).waitFor();
  await expect.poll(fromEnd).toBeLessThan(2);
});

it('goes to an answered message far away and reads on from there in both directions', async () => {
  const answer = {
    ...arriving(COUNT + 1),
    replyTo: { id: messages[49]!.id, from: 'bob', line: { type: 'text' as const, text: 'long ago' } },
  };
  await emit(page, { type: 'message', message: answer });
  await page.getByRole('button', { name: /long ago/ }).click();
  await expect.poll(focused, { timeout: 15_000 }).toContain('Message 50.');
  await list.hover();
  for (const [pixels, text] of [
    [-4_000, 'Message 1.'],
    [4_000, 'Message 200.'],
  ] as const) {
    await expect
      .poll(
        async () => {
          await page.mouse.wheel(0, pixels);
          return page.getByText(text).first().isVisible();
        },
        { timeout: 30_000 },
      )
      .toBe(true);
  }
});

it('reaches the first message by scrolling, page after page', async () => {
  await list.focus();
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Home');
        return page.getByText('Message 1.', { exact: false }).first().isVisible();
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  await page.getByRole('heading', { name: 'bob' }).last().waitFor();
});

it('keeps what is read in its place when older messages come while the list is held at its top', async () => {
  await stage.play({
    name: 'held',
    states: [],
    world: { ...long, latencyMs: 100 },
    act: (scene) => open(scene, 'bob'),
  });
  await expect.poll(fromEnd).toBeLessThan(2);
  const moved = await list.evaluate(async (element) => {
    interface Box {
      scrollTop: number;
      readonly textContent: string;
      getBoundingClientRect(): { readonly top: number };
      querySelectorAll(selector: string): ArrayLike<Box>;
    }
    const { requestAnimationFrame } = globalThis as unknown as {
      requestAnimationFrame: (then: () => void) => void;
    };
    const scroller = element as unknown as Box;
    const frame = (): Promise<void> =>
      new Promise((done) => {
        requestAnimationFrame(done);
      });
    const moves: number[] = [];
    while (moves.length < 5) {
      scroller.scrollTop = 0;
      const oldest = scroller.querySelectorAll('article')[0];
      const before = oldest?.getBoundingClientRect().top ?? 0;
      await frame();
      if (scroller.querySelectorAll('article')[0] === oldest) continue;
      moves.push((oldest?.getBoundingClientRect().top ?? 0) - before);
    }
    return moves;
  });
  for (const pixels of moved) expect(Math.abs(pixels)).toBeLessThan(5);
});

it('shows a sent message in the frame after Enter, before the engine has answered', async () => {
  await stage.play({
    name: 'hanging',
    states: [],
    world: { ...long, hanging: ['message.send'] },
    act: (scene) => open(scene, 'bob'),
  });
  await page.getByText(`Message ${COUNT}.`).waitFor();
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill('On screen at once');
  await box.press('Enter');
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  expect(await page.getByText('On screen at once').isVisible()).toBe(true);
  expect(await box.inputValue()).toBe('');
});

it('keeps a draft for each conversation', async () => {
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill('for bob');
  await open(page, 'carol');
  expect(await box.inputValue()).toBe('');
  await open(page, 'bob');
  expect(await box.inputValue()).toBe('for bob');
});

it('goes everywhere by keyboard: to the search, to a person, to the message, and back', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('carol');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Conversation: carol' }).waitFor();
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.type('by hand');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('in two lines');
  await page.keyboard.press('Enter');
  await page.getByText('by hand in two lines').waitFor();
});
