import { describe, expect, it } from 'vitest';
import { message, ROOM, ScriptedApi } from './scripted-api.ts';
import { history } from './scripted-history.ts';
import { Timeline, type Draft } from './timeline.svelte.ts';

const said = (text: string): Draft => ({ text, mentions: [], replyTo: null });

const positions = (timeline: Timeline) => timeline.messages.map(({ position }) => position);

describe('Timeline', () => {
  it('shows what is sent before the engine answers, and once only, under one key', async () => {
    const stored = message(7, {
      mine: true,
      from: 'alice',
      state: 'queued',
      body: { type: 'text', text: 'hello' },
    });
    const answer = Promise.withResolvers<typeof stored>();
    const timeline = new Timeline(new ScriptedApi({ 'message.send': () => answer.promise }), ROOM);
    timeline.window.more = false;
    const sending = timeline.send(said('hello'));
    const [shown] = timeline.outgoing;
    expect(shown?.text).toBe('hello');
    // The event overtakes the answer.
    timeline.receive({ ...stored, state: 'relayed' });
    expect(timeline.outgoing).toEqual([]);
    answer.resolve(stored);
    expect(await sending).toBeNull();
    expect(timeline.messages).toHaveLength(1);
    expect(timeline.keyOf(stored)).toBe(shown?.key);
  });

  it('does not go back from relayed to queued when the answer comes last', async () => {
    const stored = message(7, { mine: true, from: 'alice', state: 'queued' });
    const answer = Promise.withResolvers<typeof stored>();
    const timeline = new Timeline(new ScriptedApi({ 'message.send': () => answer.promise }), ROOM);
    timeline.window.more = false;
    const sending = timeline.send(said('message 7'));
    timeline.receive({ ...stored, state: 'relayed' });
    answer.resolve(stored);
    await sending;
    expect(timeline.messages[0]?.state).toBe('relayed');
  });

  it('says why a message was not taken, and shows it no longer', async () => {
    const timeline = new Timeline(new ScriptedApi({ 'message.send': () => 'disk-full' }), ROOM);
    expect(await timeline.send(said('hello'))).toEqual({ code: 'disk-full' });
    expect(timeline.outgoing).toEqual([]);
  });

  it('opens at the newest where all is read, and marks nothing', async () => {
    const timeline = new Timeline(new ScriptedApi(history(100)), ROOM);
    await timeline.open();
    expect([timeline.unreadAfter, positions(timeline).at(-1)]).toEqual([null, 100]);
  });

  it('opens where what is new begins, however far back that is', async () => {
    const timeline = new Timeline(new ScriptedApi(history(5_000, 1_234)), ROOM);
    await timeline.open();
    expect(timeline.unreadAfter).toBe(1_234);
    expect(positions(timeline)).toContain(1_234);
    expect(positions(timeline)).toContain(1_235);
  });

  it('does not take what one wrote oneself for new', async () => {
    const mine = (position: number) => ({ mine: position > 100 });
    const timeline = new Timeline(new ScriptedApi(history(500, 100, mine)), ROOM);
    await timeline.open();
    expect([timeline.unreadAfter, positions(timeline).at(-1)]).toEqual([null, 500]);
  });

  it('opens at a message that was looked for, and where it should be if it is gone', async () => {
    const api = new ScriptedApi(history(5_000));
    const timeline = new Timeline(api, ROOM);
    await timeline.open(message(7).id);
    expect(positions(timeline)).toContain(7);
    expect(api.count('conversation.page')).toBe(0);
    const other = new Timeline(api, ROOM);
    await other.open(message(9_999).id);
    expect([other.loaded, positions(other).at(-1)]).toEqual([true, 5_000]);
  });

  it('reaches a message far away with one question, and says if there is none', async () => {
    const api = new ScriptedApi(history(5_000));
    const timeline = new Timeline(api, ROOM);
    await timeline.open();
    expect(await timeline.reach(message(7).id)).toBe(true);
    expect(await timeline.reach(message(9_999).id)).toBe(false);
    expect(positions(timeline)).toContain(7);
    expect(api.count('conversation.page')).toBe(1);
  });

  it('is back at the newest when one writes', async () => {
    const sent = message(5_001, { mine: true, from: 'alice', state: 'queued' });
    const api = new ScriptedApi({ ...history(5_000), 'message.send': () => sent });
    const timeline = new Timeline(api, ROOM);
    await timeline.open(message(7).id);
    await timeline.send(said('hello'));
    expect([timeline.window.newer, positions(timeline).slice(-2)]).toEqual([false, [5_000, 5_001]]);
  });

  it('marks what came while it was not on screen when it is opened again, without loading it', async () => {
    const api = new ScriptedApi(history(100));
    const timeline = new Timeline(api, ROOM);
    await timeline.open();
    timeline.receive(message(101));
    await timeline.open();
    expect([timeline.unreadAfter, api.count('conversation.page')]).toEqual([100, 1]);
  });

  it('marks what comes while nobody looks, and nothing where nothing came', async () => {
    const timeline = new Timeline(new ScriptedApi(history(100)), ROOM);
    await timeline.open();
    timeline.lookAway();
    timeline.lookBack();
    expect(timeline.unreadAfter).toBeNull();
    timeline.lookAway();
    timeline.receive(message(101));
    timeline.lookBack();
    expect(timeline.unreadAfter).toBe(100);
  });

  it('tells the engine what was seen, and while it is telling only the last of it', async () => {
    const api = new ScriptedApi(history(100, 10));
    const timeline = new Timeline(api, ROOM);
    await timeline.open();
    const seeing = timeline.see(20);
    for (const position of [30, 25, 40]) void timeline.see(position);
    await seeing;
    await timeline.see(40);
    const told = api.calls.filter(({ call }) => call === 'conversation.seen');
    expect(told.map(({ args }) => args)).toEqual([
      { conversation: ROOM, position: 20 },
      { conversation: ROOM, position: 40 },
    ]);
  });
});
