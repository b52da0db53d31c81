// What somebody who waits is shown of a call.
import { expect, it } from 'vitest';
import { Attempt } from './attempt.svelte.ts';

const refused = { ok: false, error: { code: 'disk-full' } } as const;

it('says what is under way until it has ended', async () => {
  const attempt = new Attempt();
  const { promise, resolve } = Promise.withResolvers<{ ok: true; value: string }>();
  const ended = attempt.run(() => promise, 'block');
  expect([attempt.busy, attempt.doing]).toEqual([true, 'block']);
  resolve({ ok: true, value: 'done' });
  expect(await ended).toEqual({ ok: true, value: 'done' });
  expect([attempt.busy, attempt.doing]).toEqual([false, null]);
});

it('keeps why it did not work until something does', async () => {
  const attempt = new Attempt();
  expect(await attempt.run(() => Promise.resolve(refused))).toBe(refused);
  expect(attempt.problem).toEqual({ code: 'disk-full' });
  await attempt.run(() => Promise.resolve({ ok: true }));
  expect(attempt.problem).toBeNull();
});

it('can be tried again after a call that threw', async () => {
  const attempt = new Attempt();
  await expect(attempt.run(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(attempt.busy).toBe(false);
});
