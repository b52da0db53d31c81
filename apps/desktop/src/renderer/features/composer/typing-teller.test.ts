import { DEFAULT_SETTINGS } from '@hushroom/ipc';
import { beforeEach, expect, it, vi } from 'vitest';
import { ROOM, ScriptedApi } from '../../session/scripted-api.ts';
import { Session } from '../../session/session.svelte.ts';
import { TypingTeller } from './typing-teller.ts';

let api: ScriptedApi;
let session: Session;
let teller: TypingTeller;

beforeEach(() => {
  vi.useFakeTimers();
  api = new ScriptedApi({});
  session = new Session(api);
  teller = new TypingTeller(session, ROOM);
  return () => {
    vi.useRealTimers();
  };
});

const told = () => api.calls.map(({ args }) => (args as { isTyping: boolean }).isTyping);

it('tells of typing now and then, not with every key', () => {
  for (let key = 1; key <= 50; key++) {
    teller.typed('k'.repeat(key));
    vi.advanceTimersByTime(100);
  }
  expect(told()).toEqual([true, true]);
});

it('tells once that it is over, and not where nothing was told', () => {
  teller.typed('  ');
  teller.typed('yes');
  teller.typed('');
  teller.stopped();
  expect(told()).toEqual([true, false]);
});

it('leaves it to the message to end the typing, and begins anew with the next one', () => {
  teller.typed('yes');
  teller.sent();
  teller.typed('');
  teller.typed('and');
  expect(told()).toEqual([true, true]);
});

it('tells nothing while the setting is off', () => {
  session.settings = { ...DEFAULT_SETTINGS, typing: false };
  teller.typed('yes');
  teller.typed('');
  expect(told()).toEqual([]);
});
