// Files that do not get through: cut off, refused, given up or changed on the way; what can be tried again, and what cannot.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decode, encode } from '@hushroom/codec';
import { relayFrame, requestFrame } from '@hushroom/wire';
import { bring, bytesOf, fetched, fileIn, offer, received, send, untilState } from './sent-file.ts';
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
  expect(world.faults).toEqual([]);
});

function isMessage(frame: Uint8Array): boolean {
  const { request } = decode(requestFrame, frame);
  return request.type === 'log.append' && request.kind === 'message';
}

describe('a file', () => {
  it('whose bytes end too early or too late, or never come, fails and reaches nobody', async () => {
    const bytes = bytesOf(5000);
    for (const wrong of [bytes.subarray(1), bytesOf(5001), new Uint8Array()]) {
      const { message, ticket } = await offer(alice, 'bob', bytes);
      await expect(bring(alice, ticket, wrong)).rejects.toMatchObject({ code: 'file-interrupted' });
      const settled = await alice.call('message.settled', { message: message.id });
      expect([settled.state, settled.reason]).toEqual(['failed', 'file-interrupted']);
    }
    const { message } = await offer(alice, 'bob', bytes);
    await world.clock.pass(2 * 60_000);
    expect((await alice.call('message.settled', { message: message.id })).reason).toBe('file-interrupted');
    const { message: cut } = await offer(alice, 'bob', bytes);
    await alice.restart();
    expect((await alice.call('message.settled', { message: cut.id })).reason).toBe('file-interrupted');
    expect(alice.files.store.files.size).toBe(0);
    await world.clock.pass(60_000);
    expect(await bob.conversations()).toEqual([]);
  });

  it('that the relay refuses keeps its bytes, also over a restart, and goes when it is tried again', async () => {
    const bytes = bytesOf(50_000);
    const refused = (frame: Uint8Array): Uint8Array => {
      const { id, ...what } = decode(relayFrame, frame);
      const isGrant = 'reply' in what && what.reply.type === 'blobGrant';
      const error = { type: 'error' as const, code: 'quota' as const, detail: '', retryAfterMs: 0 };
      return isGrant ? encode(relayFrame, { id, reply: error }) : frame;
    };
    alice.fromRelay = refused;
    const { id: message } = await send(alice, 'bob', bytes);
    expect((await alice.call('message.settled', { message })).reason).toBe('file-quota');
    await alice.restart();
    await alice.untilOnline();
    await world.clock.pass(60_000);
    const [failed] = await alice.messages('bob');
    expect(failed).toMatchObject({ state: 'failed', body: { file: { canRetry: true } } });
    expect(alice.files.store.files.size).toBe(1);
    alice.fromRelay = (frame) => frame;
    await alice.call('file.retry', { message });
    expect((await alice.call('message.settled', { message })).state).toBe('relayed');
    expect(await fetched(bob, (await received(bob, 'alice')).id)).toEqual(bytes);
    await expect(alice.call('file.retry', { message })).rejects.toMatchObject({ code: 'file-not-here' });

    const { message: cut } = await offer(alice, 'bob', bytes);
    await world.clock.pass(2 * 60_000);
    const [, lost] = await alice.messages('bob');
    expect([lost?.id, lost?.body]).toMatchObject([cut.id, { file: { canRetry: false } }]);
    await expect(alice.call('file.retry', { message: cut.id })).rejects.toMatchObject({
      code: 'file-not-here',
    });
  });

  it('that is at the relay while its message is refused for good goes when it is tried again, also over a restart', async () => {
    const bytes = bytesOf(50_000);
    alice.toRelay = (frame) => {
      if (!isMessage(frame)) return frame;
      const { id } = decode(requestFrame, frame);
      const reply = { type: 'error' as const, code: 'too-large' as const, detail: '', retryAfterMs: 0 };
      alice.deliver(encode(relayFrame, { id, reply }));
      return null;
    };
    const { id: message } = await send(alice, 'bob', bytes);
    const refused = async (): Promise<void> => {
      const settled = await alice.call('message.settled', { message });
      expect(settled).toMatchObject({ state: 'failed', reason: 'message-too-long' });
      expect(fileIn(settled).canRetry).toBe(true);
    };
    await refused();
    await alice.call('file.retry', { message });
    await refused();
    await alice.restart();
    await alice.untilOnline();
    // Meanwhile the relay has let go of what no message spoke of.
    const all = { wholeBefore: Infinity, partialBefore: Infinity, max: 9 };
    world.store.commit(() => {
      for (const blobId of world.store.blobs.expired(all)) world.store.blobs.delete(blobId);
    });
    alice.toRelay = (frame) => frame;
    await alice.call('file.retry', { message });
    expect((await alice.call('message.settled', { message })).state).toBe('relayed');
    expect(await fetched(bob, (await received(bob, 'alice')).id)).toEqual(bytes);
    await bob.untilLines('alice', ['alice: [notes.txt]']);
    await expect(alice.call('file.retry', { message })).rejects.toMatchObject({ code: 'file-not-here' });
  });

  it('whose sender was taken out of the room says so, and goes once they are in it again', async () => {
    const bytes = bytesOf(1000);
    const { id: conversation } = await bob.call('room.create', { name: 'tea' });
    await bob.call('room.add', { conversation, userName: 'alice' });
    await alice.accept('tea');
    alice.toRelay = (frame) => (isMessage(frame) ? null : frame);
    alice.files.local.files.set('map.bin', bytes);
    const { id: room } = await alice.find('tea');
    const sent = { conversation: room, path: 'map.bin', caption: '' };
    const { id: message } = await alice.call('file.sendPath', sent);
    await world.clock.pass(1_000);
    await bob.call('room.remove', { conversation, userName: 'alice' });
    expect((await alice.call('message.settled', { message })).reason).toBe('conversation-ended');
    const early = alice.call('file.retry', { message });
    await expect(early).rejects.toMatchObject({ code: 'conversation-ended' });
    alice.toRelay = (frame) => frame;
    await bob.call('room.add', { conversation, userName: 'alice' });
    await world.clock.pass(5_000);
    await alice.call('file.retry', { message });
    expect((await alice.call('message.settled', { message })).state).toBe('relayed');
    expect(await fetched(bob, (await received(bob, 'tea')).id)).toEqual(bytes);
  });

  it('can be cancelled on its way out, and on its way in', async () => {
    const bytes = bytesOf(200_000);
    alice.files.transport.breakAfterBytes = 0;
    const sent = await send(alice, 'bob', bytes);
    await untilState(alice, sent.id, 'waiting');
    await alice.call('file.cancel', { message: sent.id });
    expect((await alice.call('message.settled', { message: sent.id })).reason).toBe('file-cancelled');
    await world.clock.pass(60_000);
    expect(alice.files.store.files.size).toBe(0);
    alice.files.transport.breakAfterBytes = Infinity;

    await send(alice, 'bob', bytes);
    const came = await received(bob, 'alice');
    bob.files.transport.breakAfterBytes = 100_000;
    await bob.call('file.fetch', { message: came.id });
    await world.clock.until(() => bob.files.store.files.size > 0);
    await bob.call('file.cancel', { message: came.id });
    await untilState(bob, came.id, 'remote');
    expect(bob.files.store.files.size).toBe(0);
  });

  it('that is cancelled while the relay is asked for room stays cancelled when the answer comes', async () => {
    const { message, ticket } = await offer(alice, 'bob', bytesOf(1000));
    const held: Uint8Array[] = [];
    alice.fromRelay = (frame) => {
      held.push(frame);
      return null;
    };
    await bring(alice, ticket, bytesOf(1000));
    await world.clock.pass(100);
    await alice.call('file.cancel', { message: message.id });
    alice.fromRelay = (frame) => frame;
    for (const frame of held) alice.deliver(frame);
    await world.clock.pass(100);
    const [cancelled] = await alice.messages('bob');
    expect(cancelled).toMatchObject({
      state: 'failed',
      body: { file: { canRetry: false, transfer: { state: 'failed', reason: 'file-cancelled' } } },
    });
    expect(alice.events.findLast(({ event }) => event.type === 'transfer')?.event).not.toMatchObject({
      transfer: { state: 'uploading' },
    });
  });

  it('that the relay changed, cut or lost is never shown', async () => {
    await send(alice, 'bob', bytesOf(200_000));
    const came = await received(bob, 'alice');
    bob.files.transport.fromRelay = (piece) => piece.map((byte, index) => (index === 7 ? byte ^ 1 : byte));
    await bob.call('file.fetch', { message: came.id });
    await untilState(bob, came.id, 'failed');
    const [failed] = (await bob.messages('alice')).filter(({ body }) => body.type === 'file');
    expect(failed?.body).toMatchObject({ file: { canRetry: true, transfer: { reason: 'file-damaged' } } });
    await expect(bob.call('file.open', { message: came.id })).rejects.toMatchObject({
      code: 'file-not-here',
    });
    bob.files.transport.fromRelay = (piece) => piece;
    expect(await fetched(bob, came.id)).toHaveLength(200_000);

    const second = await send(alice, 'bob', bytesOf(10));
    await alice.call('message.settled', { message: second.id });
    world.store.commit(() => {
      const all = { wholeBefore: Infinity, partialBefore: Infinity, max: 9 };
      for (const blobId of world.store.blobs.expired(all)) world.store.blobs.delete(blobId);
    });
    await bob.untilLines('alice', ['alice: [notes.txt]', 'alice: [notes.txt]']);
    const gone = (await bob.messages('alice')).at(-1);
    if (gone === undefined) throw new Error('no message');
    await bob.call('file.fetch', { message: gone.id });
    await untilState(bob, gone.id, 'failed');
    const after = (await bob.messages('alice')).at(-1);
    expect(after?.body).toMatchObject({ file: { canRetry: false, transfer: { reason: 'file-gone' } } });
  });
});
