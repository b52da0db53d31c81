import { describe, expect, it } from 'vitest';
import { message } from '../../session/scripted-api.ts';
import { Heard } from './heard.ts';

const naming = { me: 'alice', nameOf: (userName: string) => (userName === 'bob' ? 'Bobby' : userName) };

describe('what is read out', () => {
  it('is every new message as what it is, once', () => {
    const heard = new Heard(3);
    const said = (change: Parameters<typeof message>[1], position = 4) =>
      heard.take(message(position, change), naming);
    expect(said({}, 3)).toBeNull();
    expect(said({})).toBe('Bobby: message 4');
    // A reaction to it, or its disappearance beginning, is no new message.
    expect(said({ reactions: [{ emoji: '👍', from: ['alice'], mine: true }] })).toBeNull();
    expect(said({ mine: true, state: 'relayed' }, 5)).toBeNull();
    expect(said({ body: { type: 'unreadable', code: 'expired' }, from: '' }, 6)).toMatch(/expired/);
    expect(said({ body: { type: 'event', event: { type: 'added', userName: 'carol' } } }, 7)).toBe(
      'Bobby added carol',
    );
  });

  it('is that a message was taken back, whenever it came', () => {
    const heard = new Heard(9);
    const gone = message(2, { body: { type: 'deleted' } });
    expect(heard.take(gone, naming)).toBe('Bobby deleted this message');
    expect(heard.take(gone, naming)).toBeNull();
  });
});
