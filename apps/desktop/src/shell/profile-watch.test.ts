// What a shell itself says to the engine is not lost where the engine refuses it.
import { DEFAULT_SETTINGS, type ConversationView } from '@hushroom/ipc';
import { expect, it } from 'vitest';
import { Access } from './access.ts';
import { Broker } from './broker.ts';
import { ProfileWatch } from './profile-watch.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const BOB = 'b'.repeat(64);

/** A watch on an open profile with one conversation in it. */
function watching(draft: ConversationView['draft']) {
  const engine = new ScriptedEngine();
  const broker = new Broker({ startEngine: () => engine });
  const access = new Access();
  access.answered('unlock', { id: 0, ok: true, value: null });
  const kept: string[] = [];
  const watch = new ProfileWatch(broker, access, {
    onChange: () => undefined,
    onConversation: () => undefined,
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
