// A relay that takes no more of an account for now.
import { decode } from '@hushroom/codec';
import { requestFrame } from '@hushroom/wire';
import { expect, it } from 'vitest';
import { World } from './world.ts';

it('has messages wait and say so, is asked at a pace whatever happens meanwhile, and gets them in the end', async () => {
  const world = new World({ limits: { keepRate: { burst: 60_000, perSecond: 100 } } });
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'hello');
  await bob.untilLines('alice', ['alice: hello']);
  await bob.accept('alice');
  for (const word of ['one', 'two', 'three', 'four', 'five']) {
    await alice.say('bob', `${word} `.repeat(2000));
    await world.clock.pass(500);
  }
  let appends = 0;
  alice.toRelay = (frame) => {
    if (decode(requestFrame, frame).request.type === 'log.append') appends += 1;
    return frame;
  };
  for (let n = 0; n < 20; n++) {
    await bob.say('alice', 'is there more?');
    await world.clock.pass(1_000);
  }
  const own = (await alice.messages('bob')).filter(({ from }) => from === 'alice');
  expect(own.at(-1)).toMatchObject({ state: 'queued', reason: 'rate-limited' });
  // Every five seconds what waits, and what tells that bob's was read.
  expect(appends).toBeLessThan(40);

  await world.clock.pass(60 * 60_000);
  const words = (await bob.messages('alice')).flatMap(({ from, body }) =>
    from === 'alice' && body.type === 'text' ? [body.text.split(' ')[0]] : [],
  );
  expect(new Set(words)).toEqual(new Set(['hello', 'one', 'two', 'three', 'four', 'five']));
  expect(words).toHaveLength(6);
  world.stop();
  expect(world.faults).toEqual([]);
});
