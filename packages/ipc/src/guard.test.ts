import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CALLS_IN_FLIGHT_MAX, Guard, MESSAGE_BYTES_MAX } from './index.ts';

const ORIGIN = 'http://127.0.0.1:5000';
const status = (id: number): unknown => ({ id, call: 'status', args: {} });

describe('guard', () => {
  it('passes a well-formed call, as text or value, with its arguments parsed', () => {
    const guard = new Guard(ORIGIN);
    expect(guard.judge(ORIGIN, status(1))).toEqual({ pass: true, call: status(1) });
    const verify = { id: 2, call: 'person.verify', args: { userName: 'bob', digits: '12345 67890' } };
    expect(guard.judge(ORIGIN, JSON.stringify(verify))).toMatchObject({
      pass: true,
      call: { args: { digits: '1234567890' } },
    });
  });

  it('refuses every other origin', () => {
    for (const origin of ['', 'null', 'http://127.0.0.1:5001', 'http://localhost:5000', `${ORIGIN}/`]) {
      expect(new Guard(ORIGIN).judge(origin, status(1))).toEqual({ pass: false, id: null, code: 'bad-call' });
    }
  });

  it('refuses wrong shapes, and answers where there is an id to answer to', () => {
    const guard = new Guard(ORIGIN);
    const bad: [unknown, number | null][] = [
      ['{', null],
      [null, null],
      [[], null],
      [undefined, null],
      [{ id: 1, call: 'status', args: { count: 1n } }, null],
      [{ id: -1, call: 'status', args: {} }, null],
      [{ id: 1.5, call: 'status', args: {} }, null],
      [{ id: 1, call: 'constructor', args: {} }, 1],
      [{ id: 1, call: '__proto__', args: {} }, 1],
      [{ id: 1, call: 'status', args: { more: 1 } }, 1],
      [{ id: 1, call: 'status', args: {}, more: 1 }, 1],
      [{ id: 1, call: 'message.send', args: { conversation: 'x', text: 'y' } }, 1],
      [{ id: 1, call: 'message.send', args: { conversation: '0'.repeat(64), text: ' \n' } }, 1],
      [{ id: 1, call: 'conversation.open', args: { userName: 'Bob' } }, 1],
      [{ id: 1, call: 'conversation.seen', args: { conversation: '0'.repeat(64), position: 0.5 } }, 1],
    ];
    for (const [message, id] of bad) {
      expect(guard.judge(ORIGIN, message), inspect(message)).toEqual({
        pass: false,
        id,
        code: 'bad-call',
      });
    }
  });

  it('makes whole what was cut in the middle of a character', () => {
    const [conversation, text] = ['0'.repeat(64), 'cut \ud83d'];
    expect(
      new Guard(ORIGIN).judge(ORIGIN, { id: 1, call: 'message.send', args: { conversation, text } }),
    ).toMatchObject({ pass: true, call: { args: { conversation, text: 'cut \ufffd' } } });
  });

  it('refuses a message over the limit, counted in bytes', () => {
    const text = '🙂'.repeat(MESSAGE_BYTES_MAX / 4);
    const message = { id: 1, call: 'message.send', args: { conversation: '0'.repeat(64), text } };
    expect(new Guard(ORIGIN).judge(ORIGIN, message)).toMatchObject({ pass: false });
  });

  it('holds calls in flight to their maximum and an id to one use at a time', () => {
    const guard = new Guard(ORIGIN);
    for (let id = 0; id < CALLS_IN_FLIGHT_MAX; id++) expect(guard.judge(ORIGIN, status(id)).pass).toBe(true);
    expect(guard.judge(ORIGIN, status(3))).toEqual({ pass: false, id: null, code: 'bad-call' });
    expect(guard.judge(ORIGIN, status(99))).toEqual({ pass: false, id: 99, code: 'too-many-calls' });
    guard.settle(3);
    expect(guard.judge(ORIGIN, status(99)).pass).toBe(true);
  });
});
