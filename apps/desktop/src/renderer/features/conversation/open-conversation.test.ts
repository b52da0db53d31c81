import { beforeEach, describe, expect, it, vi } from 'vitest';
import { message, ROOM, ScriptedApi, snapshot } from '../../session/scripted-api.ts';
import { conversation, opened, status } from '../../session/scripted-session.ts';
import { Session } from '../../session/session.svelte.ts';
import { OpenConversation } from './open-conversation.svelte.ts';

const mine = message(4, { mine: true, from: 'alice', state: 'relayed', body: { type: 'text', text: 'old' } });

let api: ScriptedApi;
let open: OpenConversation;

beforeEach(() => {
  vi.useFakeTimers();
  api = new ScriptedApi({ 'message.send': ({ text }) => (text === 'refused' ? 'disk-full' : mine) });
  open = new OpenConversation(new Session(api), ROOM);
  return () => {
    vi.useRealTimers();
  };
});

const args = (name: string) => api.calls.filter(({ call }) => call === name).map((made) => made.args);

describe('OpenConversation', () => {
  it('sends an answer with what it answers, and is done with it', async () => {
    open.answer(message(2));
    await open.send('yes');
    expect(args('message.send')).toEqual([{ conversation: ROOM, text: 'yes', replyTo: message(2).id }]);
    expect([open.replyTo, open.text]).toEqual([null, '']);
  });

  it('gives back text and answer when a message is not taken', async () => {
    open.answer(message(2));
    await open.send('refused');
    expect([open.text, open.replyTo?.id, open.problem?.code]).toEqual([
      'refused',
      message(2).id,
      'disk-full',
    ]);
  });

  it('changes a message in place of the draft, which comes back afterwards', async () => {
    open.text = 'half a thought';
    open.edit(mine);
    expect(open.text).toBe('old');
    await open.send('new');
    expect(args('message.edit')).toEqual([{ message: mine.id, text: 'new', mentions: [] }]);
    expect([open.text, open.editing]).toEqual(['half a thought', null]);
  });

  it('offers nothing to write while somebody unknown asks to', async () => {
    vi.useRealTimers();
    const canWrite = async (request: { from: string } | null): Promise<boolean> => {
      const asked = snapshot({ conversations: [conversation({ request })] });
      const scripted = new ScriptedApi({
        status: () => status,
        subscribe: () => ({ rev: 1, snapshot: asked }),
      });
      return new OpenConversation(await opened(scripted), ROOM).canWrite;
    };
    expect([await canWrite(null), await canWrite({ from: 'dave' })]).toEqual([true, false]);
  });

  it('goes on changing a message where the change is not taken, and brings the draft with its answer back in the end', async () => {
    api = new ScriptedApi({ 'message.edit': () => 'edit-too-late' });
    open = new OpenConversation(new Session(api), ROOM);
    open.answer(message(2));
    open.text = 'half a thought';
    open.edit(mine);
    await open.send('new words');
    expect([open.text, open.editing?.id, open.problem?.code]).toEqual([
      'new words',
      mine.id,
      'edit-too-late',
    ]);
    open.cancel();
    expect([open.text, open.replyTo?.id]).toEqual(['half a thought', message(2).id]);
  });

  it('loses neither a text that is refused nor what was typed since', async () => {
    const sent = open.send('refused');
    open.text = 'typed since';
    await sent;
    expect(open.text).toBe('refused\ntyped since');
    open.edit(mine);
    open.answer(message(3));
    expect(open.text).toBe('refused\ntyped since');
  });

  it('says that a message one wants to go to is no longer here', async () => {
    await open.jump(message(9).id);
    expect(open.problem?.code).toBe('unknown-message');
  });

  it('leaves a message alone that was not changed', async () => {
    open.edit(mine);
    await open.send('old');
    expect(args('message.edit')).toEqual([]);
  });

  it('hands the first change of a draft to the engine at once, and what follows every so often', async () => {
    const texts = () => args('draft.save').map((draft) => (draft as { text: string }).text);
    open.text = 'a';
    await Promise.resolve();
    expect(texts()).toEqual(['a']);
    for (const text of ['ab', 'abc', 'abcd']) open.text = text;
    await vi.advanceTimersByTimeAsync(300);
    expect(texts()).toEqual(['a', 'abcd']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(texts()).toHaveLength(2);
  });

  it('hands over the rest of a draft when it is left, once', async () => {
    open.text = 'a';
    await Promise.resolve();
    open.text = 'ab';
    open.saveDraft();
    open.saveDraft();
    await vi.runAllTimersAsync();
    expect(args('draft.save')).toEqual([
      { conversation: ROOM, text: 'a', replyTo: null },
      { conversation: ROOM, text: 'ab', replyTo: null },
    ]);
  });

  it('has no draft any more from the moment in which it is sent', () => {
    open.text = 'said';
    void open.send('said');
    expect(args('draft.save')).toEqual([{ conversation: ROOM, text: '', replyTo: null }]);
  });

  it('puts a reaction to a message, and takes its own back', async () => {
    await open.react(message(1), '👍');
    await open.react(message(1, { reactions: [{ emoji: '👍', from: ['alice'], mine: true }] }), '👍');
    expect(args('message.react')).toEqual([
      { message: message(1).id, emoji: '👍', on: true },
      { message: message(1).id, emoji: '👍', on: false },
    ]);
  });
});
