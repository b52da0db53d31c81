import { describe, expect, it } from 'vitest';
import { message, ROOM, ScriptedApi } from './scripted-api.ts';
import { Timeline, type Draft } from './timeline.svelte.ts';

const page = (from: number, to: number, more: boolean, seen = to) => ({
  messages: Array.from({ length: to - from + 1 }, (_, index) => message(from + index)),
  more,
  seen,
});

const said = (text: string): Draft => ({ text, mentions: [], replyTo: null });

const positions = (timeline: Timeline) => timeline.messages.map(({ position }) => position);

describe('Timeline', () => {
  it('loads the newest page, then older ones in front of it', async () => {
    const api = new ScriptedApi({
      'conversation.page': ({ before }) => (before === null ? page(3, 4, true) : page(1, 2, false)),
    });
    const timeline = new Timeline(api, ROOM);
    await timeline.load();
    expect(positions(timeline)).toEqual([3, 4]);
    await timeline.loadOlder();
    expect(positions(timeline)).toEqual([1, 2, 3, 4]);
    expect(timeline.more).toBe(false);
    await timeline.loadOlder();
    expect(api.count('conversation.page')).toBe(2);
  });

  it('asks for older messages once, however often it is told to', async () => {
    const api = new ScriptedApi({
      'conversation.page': ({ before }) => page(before === null ? 2 : 1, 2, true),
    });
    const timeline = new Timeline(api, ROOM);
    await timeline.load();
    await Promise.all([timeline.loadOlder(), timeline.loadOlder()]);
    expect(api.count('conversation.page')).toBe(2);
  });

  it('puts a message in its place, whatever the order of events, and replaces its state', () => {
    const timeline = new Timeline(new ScriptedApi({}), ROOM);
    timeline.more = false;
    for (const position of [2, 1, 3]) timeline.receive(message(position));
    timeline.receive(message(2, { position: 9 }));
    expect(positions(timeline)).toEqual([1, 3, 9]);
  });

  it('leaves a message older than what is loaded to its page, so that no gap can show', async () => {
    const timeline = new Timeline(new ScriptedApi({ 'conversation.page': () => page(5, 6, true) }), ROOM);
    await timeline.load();
    timeline.receive(message(2));
    expect(positions(timeline)).toEqual([5, 6]);
  });

  it('shows what is sent before the engine answers, and once only, under one key', async () => {
    const stored = message(7, {
      mine: true,
      from: 'alice',
      state: 'queued',
      body: { type: 'text', text: 'hello' },
    });
    const answer = Promise.withResolvers<typeof stored>();
    const timeline = new Timeline(new ScriptedApi({ 'message.send': () => answer.promise }), ROOM);
    timeline.more = false;
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
    timeline.more = false;
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

  it('marks what is unread, and tells the engine once that it was seen', async () => {
    const api = new ScriptedApi({ 'conversation.page': () => page(1, 4, false, 2) });
    const timeline = new Timeline(api, ROOM);
    await timeline.load();
    expect(timeline.unreadAfter).toBe(2);
    await timeline.see();
    await timeline.see();
    expect(api.calls.filter(({ call }) => call === 'conversation.seen')).toEqual([
      { call: 'conversation.seen', args: { conversation: ROOM, position: 4 } },
    ]);
  });

  it('keeps memory flat while messages arrive all day', async () => {
    const timeline = new Timeline(new ScriptedApi({ 'conversation.page': () => page(1, 60, false) }), ROOM);
    await timeline.load();
    for (let position = 61; position <= 1_000; position++) {
      timeline.receive(message(position));
      timeline.trim();
    }
    expect(timeline.messages.length).toBeLessThanOrEqual(400);
    expect(timeline.messages.at(-1)?.position).toBe(1_000);
    expect(timeline.more).toBe(true);
  });
});
