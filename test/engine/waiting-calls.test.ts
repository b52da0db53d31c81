// Calls that wait for something hear in the end that it will not come, whatever the reason: a command would hang on them,
// and closing the profile would wait for it.
import type { EngineCall } from '@hushroom/client';
import type { CallArgs, CallValues } from '@hushroom/ipc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, received, send } from './sent-file.ts';
import { World, type Person } from './world.ts';

let world: World;
let alice: Person;
let bob: Person;
beforeEach(async () => {
  world = new World();
  ({ alice, bob } = await world.joinAll('alice', 'bob'));
});
afterEach(() => {
  world.stop();
});

/** Makes a call that is to be answered later. */
function begin<N extends EngineCall>(person: Person, call: N, args: CallArgs<N>): Promise<CallValues[N]> {
  const answer = person.engine!.handle(call, args);
  // Whoever looks at it does so later.
  answer.catch(() => undefined);
  return answer;
}

/** A message of alice's that cannot leave, and a call that waits for it. */
async function queued() {
  await bob.accept('alice');
  alice.reachable = false;
  alice.cut();
  await world.clock.until(() => alice.connection !== 'online');
  const { id: message, conversation } = await alice.say('bob', 'never');
  return { message, conversation, settled: begin(alice, 'message.settled', { message }) };
}

/** A file of alice's that does not come to bob, and a call that waits for it. */
async function stalled() {
  const sent = await send(alice, 'bob', bytesOf(1000));
  await alice.call('message.settled', { message: sent.id });
  const { id: message, conversation } = await received(bob, 'alice');
  bob.files.transport.breakAfterBytes = 0;
  const saved = begin(bob, 'file.savePath', { message, path: 'downloads/' });
  await world.clock.pass(1000);
  return { sent, message, conversation, saved };
}

describe('a call that waits for a message', () => {
  beforeEach(async () => {
    await alice.say('bob', 'hello');
    await bob.untilLines('alice', ['alice: hello']);
  });

  it.each([true, false])('hears that it was deleted, for everyone: %s', async (forEveryone) => {
    const { message, settled } = await queued();
    await alice.call('message.delete', { message, forEveryone });
    await expect(settled).rejects.toMatchObject({ code: 'message-gone' });
  });

  it('hears that its conversation was dropped', async () => {
    const { conversation, settled } = await queued();
    await alice.call('conversation.drop', { conversation });
    await expect(settled).rejects.toMatchObject({ code: 'message-gone' });
  });

  it('hears that the profile was closed', async () => {
    const { settled } = await queued();
    alice.stop();
    await expect(settled).rejects.toMatchObject({ code: 'profile-locked' });
  });
});

describe('a call that waits for a file', () => {
  it('hears that its author took it back', async () => {
    const { sent, saved } = await stalled();
    await alice.call('message.delete', { message: sent.id, forEveryone: true });
    await bob.untilLines('alice', ['[deleted]']);
    await expect(saved).rejects.toMatchObject({ code: 'message-gone' });
  });

  it('hears that it was deleted', async () => {
    const { message, saved } = await stalled();
    await bob.call('message.delete', { message, forEveryone: false });
    await expect(saved).rejects.toMatchObject({ code: 'message-gone' });
  });

  it('hears that the profile was closed', async () => {
    const { saved } = await stalled();
    bob.stop();
    await expect(saved).rejects.toMatchObject({ code: 'profile-locked' });
  });
});
