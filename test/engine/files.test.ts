// Files between two people: what is sent arrives whole whatever breaks, and nothing else ever does.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hex } from '../../apps/server/src/bytes.ts';
import { bring, bytesOf, fetched, fileIn, offer, read, received, send, untilState } from './sent-file.ts';
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

/** Files at the relay, whole and in part. */
function blobs(): number {
  return world.store.blobs.expired({ wholeBefore: Infinity, partialBefore: Infinity, max: 9 }).length;
}

/** What a disk still knows of files, apart from what the relay is to be told. */
function transfersOf({ disk }: Person): string[] {
  const spaces = ['upload', 'download', 'kept-file', 'stored-blob', 'file'];
  return spaces.filter((space) => (disk.records.get(space)?.size ?? 0) > 0);
}

describe('a file', () => {
  it('that begins a conversation is taking part in it: its sender tells how far they have come', async () => {
    await send(alice, 'bob', bytesOf(10));
    await received(bob, 'alice');
    await bob.accept('alice');
    const { id } = await bob.say('alice', 'thank you');
    await alice.untilLines('bob', ['alice: [notes.txt]', 'bob: thank you']);
    await world.clock.pass(10_000);
    expect((await bob.messages('alice')).find((message) => message.id === id)?.state).toBe('delivered');
  });

  it('is called what it is where it is answered and listed', async () => {
    const { message } = await offer(alice, 'bob', bytesOf(10), { caption: 'look' });
    const { id: conversation } = await alice.find('bob');
    const line = { type: 'file', kind: 'file', name: 'notes.txt', caption: 'look' };
    expect((await alice.find('bob')).last).toMatchObject({ id: message.id, mine: true, line });
    const answer = await alice.call('message.send', { conversation, text: 'seen?', replyTo: message.id });
    expect(answer.replyTo).toEqual({ id: message.id, from: 'alice', line });
  });

  it.each([0, 1, 65_536, 65_537, 300_000])('of %d bytes arrives as it was sent', async (length) => {
    const bytes = bytesOf(length);
    const sent = await send(alice, 'bob', bytes, { caption: 'look' });
    expect([sent.state, fileIn(sent).transfer.state]).toEqual(['queued', 'preparing']);
    expect((await alice.call('message.settled', { message: sent.id })).state).toBe('relayed');
    const came = await received(bob, 'alice');
    expect(came.body).toMatchObject({ caption: 'look', file: { name: 'notes.txt', sizeBytes: length } });
    expect(fileIn(came).transfer.state).toBe('remote');
    expect(await fetched(bob, came.id)).toEqual(bytes);
    // The sender reads its own without fetching.
    expect(await read(alice, sent.id)).toEqual(bytes);
  });

  it('is on no disk and at no relay in the clear, not even its length', async () => {
    const marker = 'a line that nobody else may read\n';
    const bytes = new TextEncoder().encode(marker.repeat(1000));
    const sent = await send(alice, 'bob', bytes);
    await alice.call('message.settled', { message: sent.id });
    const kept = [...alice.files.store.files.values()];
    expect(kept).toHaveLength(1);
    for (const ciphertext of kept) {
      expect(Buffer.from(ciphertext).includes(marker.slice(0, 16))).toBe(false);
      expect(ciphertext.length).toBeGreaterThan(bytes.length);
    }
    // One byte more makes the same length.
    const other = await send(alice, 'bob', new Uint8Array(bytes.length + 1));
    await alice.call('message.settled', { message: other.id });
    expect(new Set([...alice.files.store.files.values()].map(({ length }) => length)).size).toBe(1);
  });

  it('goes on where its upload broke off, without encrypting again, also after a restart', async () => {
    const bytes = bytesOf(1_000_000);
    alice.files.transport.breakAfterBytes = 400_000;
    const { message, ticket } = await offer(alice, 'bob', bytes);
    await bring(alice, ticket, bytes);
    await world.clock.until(() => alice.files.transport.sentBytes > 300_000);
    await untilState(alice, message.id, 'waiting');
    const before = hex([...alice.files.store.files.values()][0] ?? new Uint8Array());
    alice.stop();
    alice.files.transport.breakAfterBytes = Infinity;
    await alice.start();
    await alice.call('message.settled', { message: message.id });
    expect(hex([...alice.files.store.files.values()][0] ?? new Uint8Array())).toBe(before);
    expect(alice.files.transport.sentBytes).toBeLessThan(1_100_000);
    const came = await received(bob, 'alice');
    expect(await fetched(bob, came.id)).toEqual(bytes);
  });

  it('goes on where its download broke off, also after a restart', async () => {
    const bytes = bytesOf(1_000_000);
    await send(alice, 'bob', bytes);
    const came = await received(bob, 'alice');
    bob.files.transport.breakAfterBytes = 400_000;
    await bob.call('file.fetch', { message: came.id });
    await world.clock.until(() => bob.files.transport.fetchedBytes > 300_000);
    bob.stop();
    bob.files.transport.breakAfterBytes = Infinity;
    await bob.start();
    await untilState(bob, came.id, 'here');
    expect(bob.files.transport.fetchedBytes).toBeLessThan(1_100_000);
    expect(await read(bob, came.id)).toEqual(bytes);
  });

  it('written while off line waits, and its message comes after it', async () => {
    alice.reachable = false;
    alice.cut();
    const bytes = bytesOf(1000);
    await send(alice, 'bob', bytes);
    await alice.say('bob', 'and a word');
    await world.clock.pass(60_000);
    alice.reachable = true;
    const came = await received(bob, 'alice');
    expect(await fetched(bob, came.id)).toEqual(bytes);
    await bob.untilLines('alice', ['alice: and a word', 'alice: [notes.txt]']);
  });

  it('has a name that is safe wherever it is shown, and no type that it does not have', async () => {
    await send(alice, 'bob', bytesOf(10), { name: '../../\u202egpj.exe', mediaType: 'text/html; x="\r\n' });
    const file = fileIn(await received(bob, 'alice'));
    expect([file.name, file.mediaType]).toEqual(['_.._gpj.exe', 'text/html']);
  });

  it('is forwarded under another key and id', async () => {
    const { carol } = await world.joinAll('carol');
    const bytes = bytesOf(3000);
    const sent = await send(alice, 'bob', bytes);
    const { id } = await alice.direct('carol');
    const [forwarded] = await alice.call('message.forward', { message: sent.id, conversations: [id] });
    const came = await received(carol, 'alice');
    expect([forwarded?.forwarded, came.forwarded]).toEqual([true, true]);
    expect(await fetched(carol, came.id)).toEqual(bytes);
    const [first, second] = [...alice.files.store.files.values()];
    expect(first).not.toEqual(second);
  });

  it('taken back is gone everywhere: here, at the relay, and where it was fetched', async () => {
    const sent = await send(alice, 'bob', bytesOf(3000));
    const came = await received(bob, 'alice');
    await fetched(bob, came.id);
    await alice.call('message.delete', { message: sent.id, forEveryone: true });
    await world.clock.until(() => bob.files.store.files.size === 0 && alice.files.store.files.size === 0);
    await world.clock.pass(1000);
    expect((await bob.messages('alice')).at(-1)?.body).toEqual({ type: 'deleted' });
    await expect(bob.call('file.fetch', { message: came.id })).rejects.toMatchObject({
      code: 'unknown-message',
    });
    expect(blobs()).toBe(0);
  });

  it('deleted for oneself stays for the others', async () => {
    const sent = await send(alice, 'bob', bytesOf(3000));
    const came = await received(bob, 'alice');
    await alice.call('message.settled', { message: sent.id });
    await world.clock.pass(1000);
    await alice.call('message.delete', { message: sent.id, forEveryone: false });
    await world.clock.pass(60_000);
    expect(alice.files.store.files.size).toBe(0);
    expect(await fetched(bob, came.id)).toEqual(bytesOf(3000));
  });

  it('deleted without a connection is gone at the relay with the next one', async () => {
    const { id: message } = await send(alice, 'bob', bytesOf(3000));
    await alice.call('message.settled', { message });
    alice.reachable = false;
    alice.cut();
    await alice.call('message.delete', { message, forEveryone: true });
    expect(blobs()).toBe(1);
    alice.reachable = true;
    await world.clock.pass(60_000);
    expect(blobs()).toBe(0);
  });

  it('goes with its conversation: here and on its way, also where that was killed meanwhile, and not where others have it', async () => {
    await send(alice, 'bob', bytesOf(3000));
    const came = await received(bob, 'alice');
    await bob.accept('alice');
    await send(bob, 'alice', bytesOf(4000));
    await fetched(alice, (await received(alice, 'bob')).id);
    await fetched(bob, came.id);
    alice.files.transport.breakAfterBytes = 100_000;
    await send(alice, 'bob', bytesOf(1_000_000));
    await world.clock.until(() => alice.files.transport.sentBytes > 50_000);
    expect(blobs()).toBe(3);
    alice.reachable = false;
    alice.cut();
    await alice.call('conversation.drop', { conversation: (await alice.find('bob')).id });
    expect(transfersOf(alice)).toEqual([]);
    await alice.restart();
    expect(alice.files.store.files.size).toBe(0);
    alice.files.transport.breakAfterBytes = Infinity;
    alice.reachable = true;
    await world.clock.pass(60_000);
    // What never came to the other is gone; what did is theirs to fetch.
    expect(blobs()).toBe(2);
    expect(bob.files.store.files.size).toBe(2);
    await bob.call('conversation.drop', { conversation: (await bob.find('alice')).id });
    await world.clock.pass(1000);
    expect([blobs(), bob.files.store.files.size, transfersOf(bob)]).toEqual([2, 0, []]);
  });

  it('of a request goes with it, and stays its sender’s', async () => {
    await send(alice, 'bob', bytesOf(3000));
    await fetched(bob, (await received(bob, 'alice')).id);
    await bob.call('conversation.drop', { conversation: (await bob.find('alice')).id });
    await world.clock.pass(1000);
    expect([bob.files.store.files.size, transfersOf(bob), blobs()]).toEqual([0, [], 1]);
  });

  it('opens once per ticket, within a minute', async () => {
    const sent = await send(alice, 'bob', bytesOf(10));
    const { ticket } = await alice.call('file.open', { message: sent.id });
    expect(alice.engine?.useTicket(ticket)?.direction).toBe('out');
    expect(alice.engine?.useTicket(ticket)).toBeNull();
    const late = await alice.call('file.open', { message: sent.id });
    await world.clock.pass(61_000);
    expect(alice.engine?.useTicket(late.ticket)).toBeNull();
    expect(alice.engine?.useTicket('0'.repeat(64))).toBeNull();
  });

  it('stands in the list of its conversation, newest first', async () => {
    for (const name of ['one', 'two', 'three']) await send(alice, 'bob', bytesOf(10), { name });
    await alice.say('bob', 'no file');
    const { id: conversation } = await alice.direct('bob');
    const first = await alice.call('conversation.files', { conversation, before: null, limit: 2 });
    expect([first.messages.map((message) => fileIn(message).name), first.more]).toEqual([
      ['three', 'two'],
      true,
    ]);
    const before = first.messages.at(-1)?.position ?? 0;
    const rest = await alice.call('conversation.files', { conversation, before, limit: 2 });
    expect([rest.messages.map((message) => fileIn(message).name), rest.more]).toEqual([['one'], false]);
  });

  it('is sent from a path and saved to one by the command', async () => {
    const bytes = bytesOf(100_000);
    alice.files.local.files.set('outbox/report.pdf', bytes);
    const { id: conversation } = await alice.direct('bob');
    const sent = await alice.call('file.sendPath', {
      conversation,
      path: 'outbox/report.pdf',
      caption: '',
    });
    await alice.call('message.settled', { message: sent.id });
    const came = await received(bob, 'alice');
    expect(await bob.call('file.savePath', { message: came.id, path: 'downloads/' })).toEqual({
      path: 'downloads/report.pdf',
    });
    expect(bob.files.local.files.get('downloads/report.pdf')).toEqual(bytes);
    const none = alice.call('file.sendPath', { conversation, path: '/nothing', caption: '' });
    await expect(none).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
