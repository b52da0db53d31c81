// Making an account: what the relay refuses is said, and what is interrupted can be finished under the same name.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode, encode } from '@hushroom/codec';
import { relayFrame } from '@hushroom/wire';
import { Person, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
});

describe('registration', () => {
  it('says that a name is taken or invalid, and takes another one then', async () => {
    await world.join('alice');
    const second = new Person(world, 'alice', 'another alice');
    await expect(second.register()).rejects.toMatchObject({ code: 'name-taken' });
    await expect(second.register('Not A Name')).rejects.toMatchObject({ code: 'name-invalid' });
    await second.register('alice.2');
    await second.start();
    await second.untilOnline();
    expect((await second.call('subscribe', {})).snapshot.account.userName).toBe('alice.2');
    second.stop();
  });

  it('and logins are refused where somebody stands between two connections', async () => {
    const alice = new Person(world, 'alice');
    const between = (own: Uint8Array): Uint8Array => own.map((byte) => byte ^ 1);
    alice.relayBinding = between;
    await expect(alice.register()).rejects.toMatchObject({ code: 'relay-refused' });
    alice.relayBinding = (own) => own;
    await alice.register();
    alice.relayBinding = between;
    await alice.start();
    await world.clock.until(() => alice.connection === 'offline');
    alice.relayBinding = (own) => own;
    await alice.untilOnline();
    alice.stop();
  });

  it('whose reply was lost is finished by doing it again', async () => {
    const alice = new Person(world, 'alice');
    // Everything but the greeting is lost, so that the relay has the account and the profile does not know it.
    alice.fromRelay = (bytes) => {
      const frame = decode(relayFrame, bytes);
      return 'reply' in frame && frame.reply.type === 'hello' ? bytes : null;
    };
    await expect(alice.register()).rejects.toMatchObject({ code: 'relay-unreachable' });
    alice.fromRelay = (bytes) => bytes;
    await alice.register();
    await alice.start();
    await alice.untilOnline();
    await expect(alice.register()).rejects.toMatchObject({ code: 'profile-exists' });
    alice.stop();
  });

  it('says what is wrong with an address, and that there is no relay', async () => {
    const alice = new Person(world, 'alice');
    await expect(alice.register('alice', 'https://example.test')).rejects.toMatchObject({
      code: 'address-malformed',
    });
    alice.reachable = false;
    await expect(alice.register()).rejects.toMatchObject({ code: 'relay-unreachable' });
  });

  it.each([
    ['version-too-old', 'app-too-old'],
    ['version-too-new', 'relay-too-old'],
  ] as const)('says who has to be updated where a relay answers %s', async (refusal, code) => {
    const alice = new Person(world, 'alice');
    alice.fromRelay = (bytes) => {
      const { id } = decode(relayFrame, bytes);
      return encode(relayFrame, { id, reply: { type: 'error', code: refusal, detail: '' } });
    };
    await expect(alice.register()).rejects.toMatchObject({ code });
  });

  it('refuses a relay whose key is not the one in the address', async () => {
    const alice = new Person(world, 'alice');
    const other = world.address.replace(/#.*$/, `#${'a'.repeat(52)}`);
    await expect(alice.register('alice', other)).rejects.toMatchObject({ code: 'relay-not-the-one' });
  });

  it('makes somebody who can be written to before their engine ever ran', async () => {
    const alice = await world.join('alice');
    const bob = new Person(world, 'bob');
    await bob.register();
    await world.clock.pass(1_000);
    const { id } = await alice.say('bob', 'welcome');
    expect((await alice.call('message.settled', { message: id })).state).toBe('relayed');
    await bob.start();
    await bob.untilLines('alice', ['alice: welcome']);
    bob.stop();
  });
});
