// What a shell itself says to the engine is not lost where the engine refuses it.
import { DEFAULT_SETTINGS, type ConversationView } from '@hushroom/ipc';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Access } from './access.ts';
import { Broker } from './broker.ts';
import { ProfileWatch, type ProfileListener } from './profile-watch.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const BOB = 'b'.repeat(64);
const NOBODY: ProfileListener = {
  onChange: () => undefined,
  onConversation: () => undefined,
  onReplyKept: () => undefined,
};

/** A watch on an open profile with one conversation in it. */
function watching(draft: ConversationView['draft']) {
  const engine = new ScriptedEngine();
  const broker = new Broker({ startEngine: () => engine });
  const access = new Access();
  access.answered('unlock', { id: 0, ok: true, value: null });
  const kept: string[] = [];
  const watch = new ProfileWatch(broker, access, {
    ...NOBODY,
    onReplyKept: (conversation) => kept.push(conversation),
  });
  const newest = () => engine.received.filter((message) => 'call' in message).at(-1);
  watch.opened();
  const snapshot = { conversations: [{ id: BOB, draft }], people: [], settings: DEFAULT_SETTINGS };
  engine.say({ id: newest()?.id ?? -1, ok: true, value: { rev: 1, snapshot } });
  return { engine, watch, kept, newest };
}

it('keeps an answer that is refused as a draft, behind what was typed before', () => {
  const { engine, watch, kept, newest } = watching({ text: 'half a thought', replyTo: null });
  watch.reply(BOB, 'on my way');
  const sent = newest();
  expect(sent).toMatchObject({ call: 'message.send', args: { conversation: BOB, text: 'on my way' } });
  engine.say({ id: sent?.id ?? -1, ok: false, error: { code: 'sending-stopped' } });
  expect(newest()).toMatchObject({
    call: 'draft.save',
    args: { conversation: BOB, text: 'half a thought\non my way', replyTo: null },
  });
  expect(kept).toEqual([BOB]);
});

it('keeps nothing of an answer that is sent', () => {
  const { engine, watch, kept, newest } = watching(null);
  watch.reply(BOB, 'on my way');
  engine.say({ id: newest()?.id ?? -1, ok: true, value: null });
  expect([newest()?.call, kept]).toEqual(['message.send', []]);
});

describe('opening with the keychain', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A watch on a profile that another engine has; how its opening ended, null as long as it has not. */
  function opening() {
    const engine = new ScriptedEngine();
    engine.inUse = true;
    const watch = new ProfileWatch(new Broker({ startEngine: () => engine }), new Access(), NOBODY);
    let ended: boolean | null = null;
    void watch.unlock().then((opened) => {
      ended = opened;
    });
    return { engine, watch, ended: () => ended };
  }

  it('waits for the engine of an app that was just quit', async () => {
    const { engine, ended } = opening();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(ended()).toBeNull();
    engine.inUse = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ended()).toBe(true);
  });

  it('does not wait for ever, nor once somebody at the window was faster', async () => {
    const { ended } = opening();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(ended()).toBe(false);

    const faster = opening();
    faster.watch.opened();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(faster.ended()).toBe(true);
    expect(faster.engine.received.filter((sent) => 'call' in sent && sent.call === 'unlock')).toHaveLength(1);
  });
});
