// Searching through a running engine: what is found, where it stands, and what must not be found.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
});

it('finds messages of every conversation, narrows them down, and pages', async () => {
  const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
  await alice.say('bob', 'The Crème brûlée at noon');
  await bob.untilLines('alice', ['alice: The Crème brûlée at noon']);
  await bob.say('alice', 'a creme for me');
  await carol.say('alice', 'creme?');
  await alice.untilLines('carol', ['carol: creme?']);
  await alice.untilLines('bob', ['alice: The Crème brûlée at noon', 'bob: a creme for me']);
  const found = await alice.call('search.messages', { text: 'CREME', hasFile: false, limit: 2 });
  expect(found.hits.map(({ message }) => message.from)).toEqual(['carol', 'bob']);
  const rest = await alice.call('search.messages', {
    text: 'CREME',
    hasFile: false,
    limit: 2,
    cursor: found.next ?? 0,
  });
  expect(rest.next).toBeNull();
  expect(rest.hits[0]?.excerpt).toEqual({
    text: 'The Crème brûlée at noon',
    matches: [{ from: 4, to: 9 }],
    isCutBefore: false,
    isCutAfter: false,
  });
  const { id } = await alice.find('bob');
  const mine = { text: 'creme', conversation: id, from: 'alice', hasFile: false, limit: 9 };
  const { hits } = await alice.call('search.messages', mine);
  expect(hits.map(({ message }) => message.id)).toEqual(rest.hits.map(({ message }) => message.id));
});

it('shows a message in place, and goes on from there in both directions', async () => {
  const { alice } = await world.joinAll('alice', 'bob');
  for (let number = 1; number <= 9; number += 1) await alice.say('bob', `line ${number}`);
  const { id } = await alice.find('bob');
  const { hits } = await alice.call('search.messages', { text: 'line 5', hasFile: false, limit: 9 });
  const { id: found = '', position = 0 } = hits[0]?.message ?? {};
  const around = await alice.call('conversation.around', { conversation: id, at: position, limit: 4 });
  expect(await alice.call('conversation.around', { conversation: id, at: found, limit: 4 })).toEqual(around);
  const nowhere = { conversation: id, at: '0'.repeat(32), limit: 4 };
  await expect(alice.call('conversation.around', nowhere)).rejects.toMatchObject({ code: 'unknown-message' });
  const lines = (messages: typeof around.messages): string[] =>
    messages.map(({ body }) => (body.type === 'text' ? body.text : body.type));
  expect(lines(around.messages)).toEqual(['line 4', 'line 5', 'line 6', 'line 7']);
  expect(around).toMatchObject({ more: true, newer: true });
  const after = around.messages.at(-1)?.position ?? 0;
  const next = await alice.call('conversation.after', { conversation: id, after, limit: 5 });
  expect(lines(next.messages)).toEqual(['line 8', 'line 9']);
  expect(next.newer).toBe(false);
});
