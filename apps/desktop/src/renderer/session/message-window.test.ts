import { describe, expect, it } from 'vitest';
import { MessageWindow } from './message-window.svelte.ts';
import { message, ROOM, ScriptedApi } from './scripted-api.ts';
import { history } from './scripted-history.ts';

const windowOf = (count: number) => {
  const api = new ScriptedApi(history(count));
  return { api, window: new MessageWindow(api, ROOM) };
};

/** First and last position; throws if there is a gap between them. */
function ends({ messages }: MessageWindow): readonly [number, number] {
  const positions = messages.map(({ position }) => position);
  const [first = 0, last = 0] = [positions[0], positions.at(-1)];
  expect(positions).toEqual(Array.from({ length: last - first + 1 }, (_, index) => first + index));
  return [first, last];
}

describe('MessageWindow', () => {
  it('opens at the newest, and goes back page by page to the first', async () => {
    const { window, api } = windowOf(130);
    await window.openNewest();
    expect([...ends(window), window.more, window.newer]).toEqual([101, 130, true, false]);
    while (window.more) await window.loadOlder();
    expect(ends(window)).toEqual([1, 130]);
    expect(await window.loadOlder()).toBe(false);
    expect(api.count('conversation.page')).toBe(14);
  });

  it('opens around a message, and goes on from there in both directions', async () => {
    const { window } = windowOf(1_000);
    await window.openAround(message(500).id);
    expect([window.has(message(500).id), window.more, window.newer]).toEqual([true, true, true]);
    const [first, last] = ends(window);
    await window.loadOlder();
    await window.loadNewer();
    expect(ends(window)).toEqual([first - 8, last + 8]);
  });

  it('stays where it is when a message is not to be found', async () => {
    const { window } = windowOf(100);
    await window.openNewest();
    expect(await window.openAround(message(101).id)).toBeNull();
    expect(ends(window)).toEqual([71, 100]);
    expect(window.problem).toEqual({ code: 'unknown-message' });
  });

  it('gives up what is far away, whichever way one scrolls, and comes to both ends without a gap', async () => {
    const { window } = windowOf(2_000);
    await window.openNewest();
    const most = 60;
    const spare = (): number => Math.max(0, window.messages.length + 8 - most);
    while (window.more) {
      await window.loadOlder(spare());
      expect(window.messages.length).toBeLessThanOrEqual(most);
    }
    expect([ends(window)[0], window.newer]).toEqual([1, true]);
    while (window.newer) {
      await window.loadNewer(spare());
      expect(window.messages.length).toBeLessThanOrEqual(most);
    }
    expect([ends(window)[1], window.more]).toEqual([2_000, true]);
  });

  it('asks once, however often it is told to', async () => {
    const { window, api } = windowOf(1_000);
    await window.openAround(500);
    await Promise.all([window.loadOlder(), window.loadOlder(), window.loadNewer()]);
    expect([api.count('conversation.page'), api.count('conversation.after')]).toEqual([1, 0]);
  });

  it('drops the answer to a question that was asked before it was opened elsewhere', async () => {
    const { window } = windowOf(1_000);
    await window.openAround(500);
    const older = window.loadOlder();
    await window.openNewest();
    await older;
    expect(ends(window)).toEqual([971, 1_000]);
  });

  it('puts a message in its place, whatever the order of events, and replaces its state', () => {
    const { window } = windowOf(0);
    window.more = false;
    for (const position of [2, 1, 3]) window.put(message(position));
    window.put(message(2, { position: 9 }));
    expect(window.messages.map(({ position }) => position)).toEqual([1, 3, 9]);
  });

  it('leaves messages outside of it to their pages, so that no gap can show', async () => {
    const { window } = windowOf(1_000);
    await window.openAround(500);
    const before = ends(window);
    window.put(message(2));
    window.put(message(1_001));
    expect(ends(window)).toEqual(before);
    // A new state of its last message is none of those.
    const last = message(before[1], { editedAt: 7 });
    window.put(last);
    expect(window.messages.at(-1)).toBe(last);
  });

  it('keeps memory flat while messages arrive all day, looked at or not', async () => {
    const { window } = windowOf(60);
    await window.openNewest();
    for (let position = 61; position <= 1_000; position++) {
      window.put(message(position));
      window.trim();
    }
    expect(window.messages.length).toBeLessThan(200);
    expect([ends(window)[1], window.more, window.newer]).toEqual([1_000, true, false]);
    for (let position = 1_001; position <= 2_000; position++) window.put(message(position));
    expect(window.messages.length).toBeLessThanOrEqual(300);
    expect(window.newer).toBe(true);
  });

  it('reads again what is there, and sees whether there is more by now', async () => {
    const { window } = windowOf(1_000);
    await window.openAround(500);
    const before = ends(window);
    window.remove([message(before[0] + 5).id]);
    await window.refresh();
    expect([ends(window)[0], window.newer]).toEqual([before[0], true]);
  });
});
