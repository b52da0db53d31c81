// Files between two people: what is sent arrives whole whatever breaks, and nothing else ever does.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileView, MessageView } from '@hushroom/ipc';
import { decode, encode } from '@hushroom/codec';
import { relayFrame } from '@hushroom/wire';
import { hex } from '../../apps/server/src/bytes.ts';
import { seededRandom, World, type Person } from './world.ts';

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

const bytesOf = (length: number): Uint8Array => seededRandom('file')(length);

async function* pieces(bytes: Uint8Array, size = 10_000) {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

function fileIn({ body }: MessageView): FileView {
  if (body.type !== 'file') throw new Error(`a ${body.type} instead of a file`);
  return body.file;
}

interface Offered {
  readonly name?: string;
  readonly mediaType?: string;
  readonly thumbnail?: string;
  readonly caption?: string;
}

/** Offers a file and brings its bytes; returns the message as it stands at once. */
async function offer(from: Person, to: string, bytes: Uint8Array, offered: Offered = {}) {
  const { name = 'notes.txt', mediaType = 'text/plain', thumbnail = null, caption = '' } = offered;
  const { id: conversation } = await from.direct(to);
  const file = {
    ...{ kind: 'file' as const, name, mediaType, thumbnail, sizeBytes: bytes.length },
    ...{ width: null, height: null, durationMs: null, waveform: [] },
  };
  return from.call('file.offer', { conversation, file, caption, replyTo: null });
}

async function send(
  from: Person,
  to: string,
  bytes: Uint8Array,
  offered: Offered = {},
): Promise<MessageView> {
  const { message, ticket } = await offer(from, to, bytes, offered);
  await bring(from, ticket, bytes);
  return message;
}

async function bring(person: Person, ticket: string, bytes: Uint8Array): Promise<void> {
  const opened = person.engine?.useTicket(ticket);
  if (opened?.direction !== 'in') throw new Error('no ticket to bring bytes');
  await person.settle(opened.take(pieces(bytes)));
}

/** Waits until the newest message that somebody has from `from` is a file; returns it. */
async function received(person: Person, from: string): Promise<MessageView> {
  await world.clock.until(() =>
    person.events.some(({ event }) => event.type === 'message' && event.message.body.type === 'file'),
  );
  const message = (await person.messages(from)).findLast(({ body }) => body.type === 'file');
  if (message === undefined) throw new Error('no file came');
  return message;
}

async function untilState(person: Person, message: string, state: string): Promise<void> {
  const last = () =>
    person.events
      .filter(({ event }) => event.type === 'transfer' && event.message === message)
      .map(({ event }) => (event.type === 'transfer' ? event.transfer : null))
      .at(-1);
  await world.clock.until(() => last()?.state === state);
}

async function fetched(person: Person, message: string): Promise<Uint8Array> {
  await person.call('file.fetch', { message });
  await untilState(person, message, 'here');
  return read(person, message);
}

async function read(person: Person, message: string): Promise<Uint8Array> {
  const { ticket } = await person.call('file.open', { message });
  const opened = person.engine?.useTicket(ticket);
  if (opened?.direction !== 'out') throw new Error('no ticket to read bytes');
  const parts: Uint8Array[] = [];
  for await (const part of opened.read()) parts.push(part);
  return Uint8Array.from(Buffer.concat(parts));
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
    expect(failed === undefined ? null : fileIn(failed).transfer.reason).toBe('file-damaged');
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
    expect(after === undefined ? null : fileIn(after).transfer.reason).toBe('file-gone');
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
    expect(world.store.blobs.expired({ wholeBefore: Infinity, partialBefore: Infinity, max: 9 })).toEqual([]);
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
