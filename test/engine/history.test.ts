// A history leaves one profile and comes into another: what comes with it, and what must not.
import { Readable } from 'node:stream';
import {
  checkHistory,
  decodeHistoryItem,
  encodeHistoryItem,
  MemoryStorage,
  salvageHistory,
  type HistoryItem,
} from '@hushroom/client';
import type { EngineEvent } from '@hushroom/ipc';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bytesOf, fetched, fileIn, send, untilState } from './sent-file.ts';
import { type Person, World } from './world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  world.stop();
});

function historyOf(person: Person): Uint8Array[] {
  return [...(person.engine?.history() ?? [])];
}

function take(person: Person, items: readonly Uint8Array[]) {
  const taking = person.engine!.importHistory();
  for (const item of items) taking.take([item]);
  return taking.finish();
}

/** What was said in a conversation, where two have the same title. */
async function linesOf(person: Person, conversation: string): Promise<string[]> {
  const { messages } = await person.call('conversation.page', { conversation, before: null, limit: 200 });
  return messages.map(({ body }) => (body.type === 'text' ? body.text : body.type));
}

async function verify(person: Person, userName: string): Promise<void> {
  const { digits } = await person.call('person.safety', { userName });
  await person.call('person.verify', { userName, digits });
}

it('brings messages, contacts and settings into a profile of another name, to read', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'hello bob');
  await bob.untilLines('alice', ['alice: hello bob']);
  await bob.say('alice', 'hello alice');
  await alice.untilLines('bob', ['alice: hello bob', 'bob: hello alice']);
  const { id } = await alice.call('room.create', { name: 'garden' });
  await alice.sayIn('garden', 'nobody here yet');
  await alice.call('settings.change', { locale: 'de' });
  await verify(alice, 'bob');

  const anna = await world.join('anna');
  const counts = take(anna, historyOf(alice));
  expect(counts).toEqual({ conversations: 2, messages: 4, contacts: expect.any(Number) as number });
  expect(await anna.lines('bob')).toEqual(['alice: hello bob', 'bob: hello alice']);
  expect(await anna.lines('garden')).toEqual(['[alice created]', 'alice: nobody here yet']);
  const { snapshot } = await anna.call('subscribe', {});
  expect(snapshot.settings.locale).toBe('de');
  expect(snapshot.people.find(({ userName }) => userName === 'bob')?.verification).toBe('verified');
  expect(await anna.find('garden')).toMatchObject({ state: 'imported', unread: 0 });
  const send = anna.call('message.send', { conversation: id, text: 'can I?' });
  await expect(send).rejects.toMatchObject({ code: 'conversation-ended' });
  // The conversation with bob goes on, on keys of its own.
  await anna.say('bob', 'it is me, anna');
  await bob.untilLines('anna', ['anna: it is me, anna']);
  const found = await anna.call('search.messages', { text: 'hello', hasFile: false, limit: 9 });
  expect(found.hits.length).toBe(2);
});

it('puts old messages before those that were written since, and takes nothing twice', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'old one');
  await alice.say('bob', 'old two');
  await bob.untilLines('alice', ['alice: old one', 'alice: old two']);
  const history = historyOf(alice);
  const anna = await world.join('anna');
  await anna.say('bob', 'new one');
  await bob.untilLines('anna', ['anna: new one']);
  expect(take(anna, history)).toMatchObject({ conversations: 0, messages: 2 });
  const all = ['alice: old one', 'alice: old two', 'anna: new one'];
  expect(await anna.lines('bob')).toEqual(all);
  const { id: conversation } = await anna.find('bob');
  const told = (): EngineEvent[] => anna.events.splice(0).map(({ event }) => event);
  // Whoever looks on has to read again: what was there stands elsewhere.
  expect(told().at(-1)).toEqual({ type: 'imported', conversations: [conversation] });
  const before = await anna.messages('bob');
  expect(take(anna, history)).toMatchObject({ conversations: 0, messages: 0, contacts: 0 });
  expect(told()).toEqual([]);
  expect(await anna.messages('bob')).toEqual(before);
  await bob.say('anna', 'still here');
  await anna.untilLines('bob', [...all, 'bob: still here']);

  // What was said there since comes after what was said there before, and before what is said here.
  await alice.say('bob', 'old three');
  await bob.untilLines('alice', ['alice: old one', 'alice: old two', 'alice: old three']);
  await anna.call('message.delete', { message: before[0]!.id, forEveryone: false });
  await anna.call('conversation.seen', { conversation: (await anna.find('bob')).id, position: 99 });
  expect(take(anna, historyOf(alice))).toMatchObject({ conversations: 0, messages: 2 });
  const late = ['alice: old one', 'alice: old two', 'alice: old three', 'anna: new one', 'bob: still here'];
  expect(await anna.lines('bob')).toEqual(late);
  expect((await anna.find('bob')).unread).toBe(0);
  await bob.say('anna', 'and unread');
  await anna.untilLines('bob', [...late, 'bob: and unread']);
  expect((await anna.find('bob')).unread).toBe(1);
});

it('keeps the order of rows that came in another one, and leaves none out whose place is taken', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  const said = ['one', 'two', 'three', 'four'];
  for (const text of said) await alice.say('bob', text);
  const lines = said.map((text) => `alice: ${text}`);
  await bob.untilLines('alice', lines);
  const items = historyOf(alice).map((bytes) => decodeHistoryItem(bytes));
  const rows = items.filter(({ type }) => type === 'row');
  const [end, ...others] = items.filter(({ type }) => type !== 'row').toReversed();
  const { anna, ann } = await world.joinAll('anna', 'ann');
  for (const each of [anna, ann]) await each.say('bob', 'since');
  take(anna, [...others.toReversed(), ...rows.toReversed(), end!].map(encodeHistoryItem));
  expect(await anna.lines('bob')).toEqual([...lines, 'anna: since']);
  const alike = rows.map((item) => (item.type === 'row' ? { ...item, position: 1 } : item));
  take(ann, [...others.toReversed(), ...alike, end!].map(encodeHistoryItem));
  expect([...(await ann.lines('bob'))].sort()).toEqual([...lines, 'ann: since'].sort());
});

it('stops sending to somebody whose key is not the verified one of the backup', async () => {
  const { alice } = await world.joinAll('alice', 'bob');
  await verify(alice, 'bob');
  const history = historyOf(alice).map((bytes) => decodeHistoryItem(bytes));
  const anna = await world.join('anna');
  const other = new Uint8Array(32).fill(7);
  const swapped = history.map((item) =>
    item.type === 'contact' && item.userName === 'bob' ? { ...item, accountKey: other } : item,
  );
  take(anna, swapped.map(encodeHistoryItem));
  const { snapshot } = await anna.call('subscribe', {});
  const bob = snapshot.people.find(({ userName }) => userName === 'bob');
  expect(bob?.verification).toBe('changed-verified');
  await expect(anna.say('bob', 'hello')).rejects.toMatchObject({ code: 'sending-stopped' });
});

it('shows files as what they are: at the relay, to be fetched as long as it has them, also one’s own', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  const mine = await send(alice, 'bob', bytesOf(3000), { name: 'mine' });
  const gone = await send(alice, 'bob', bytesOf(4000), { name: 'gone' });
  await bob.untilLines('alice', ['alice: [mine]', 'alice: [gone]']);
  await send(bob, 'alice', bytesOf(5000), { name: 'theirs' });
  await alice.untilLines('bob', ['alice: [mine]', 'alice: [gone]', 'bob: [theirs]']);
  const theirs = (await alice.messages('bob')).at(-1)!;
  const history = historyOf(alice);
  await alice.call('message.delete', { message: gone.id, forEveryone: true });
  await world.clock.pass(1000);

  const anna = await world.join('anna');
  take(anna, history);
  const files = (await anna.messages('bob')).map(fileIn);
  expect(files.map(({ transfer }) => transfer.state)).toEqual(['remote', 'remote', 'remote']);
  const { id: conversation } = await anna.find('bob');
  const listed = await anna.call('conversation.files', { conversation, before: null, limit: 9 });
  expect(listed.messages.map((message) => fileIn(message).name)).toEqual(['theirs', 'gone', 'mine']);
  expect(await fetched(anna, mine.id)).toEqual(bytesOf(3000));
  expect(await fetched(anna, theirs.id)).toEqual(bytesOf(5000));
  for (const again of ['file.fetch', 'file.retry'] as const) {
    await anna.call(again, { message: gone.id });
    await untilState(anna, gone.id, 'failed');
    const lost = (await anna.messages('bob')).find(({ id }) => id === gone.id);
    expect(lost && fileIn(lost)).toMatchObject({ canRetry: false, transfer: { reason: 'file-gone' } });
  }
  // Who waits for one to come is not left waiting.
  const saved = anna.call('file.savePath', { message: gone.id, path: 'downloads/' });
  await expect(saved).rejects.toMatchObject({ code: 'file-gone' });
});

it('leaves settings that were chosen here as they are', async () => {
  const { alice, anna } = await world.joinAll('alice', 'anna');
  await alice.call('room.create', { name: 'garden' });
  await alice.call('settings.change', { theme: 'light', locale: 'de', readReceipts: true });
  await anna.call('settings.change', { theme: 'dark', readReceipts: false });
  take(anna, historyOf(alice));
  const { settings } = (await anna.call('subscribe', {})).snapshot;
  expect(settings).toMatchObject({ theme: 'dark', readReceipts: false, locale: 'de' });
});

it('keeps apart whom it names and who has that name at another relay', async () => {
  const { alice, bob, carol } = await world.joinAll('alice', 'bob', 'carol');
  await alice.say('bob', 'hello bob');
  await bob.untilLines('alice', ['alice: hello bob']);
  await alice.say('carol', 'hello carol');
  await carol.untilLines('alice', ['alice: hello carol']);

  const elsewhere = new World({ seed: 'elsewhere' });
  try {
    const { anna, bob: other, carol: stranger } = await elsewhere.joinAll('anna', 'bob', 'carol');
    await verify(anna, 'bob');
    await other.say('anna', 'hello anna');
    await anna.untilLines('bob', ['bob: hello anna']);
    const history = historyOf(alice);
    expect(take(anna, history)).toEqual({ conversations: 2, messages: 2, contacts: 0 });
    expect(take(anna, history)).toEqual({ conversations: 0, messages: 0, contacts: 0 });

    // Nothing old stands under whom one verified here, and a stranger asks first.
    expect(await linesOf(anna, (await anna.direct('bob')).id)).toEqual(['hello anna']);
    await stranger.say('anna', 'we know each other');
    await elsewhere.clock.pass(1000);
    const direct = (await anna.conversations()).filter(({ kind }) => kind === 'direct');
    expect(direct.find(({ title }) => title === 'carol')?.request).toEqual({ from: 'carol' });

    const old = (await anna.conversations()).filter(({ kind }) => kind === 'past');
    expect(old.map(({ title }) => title).sort()).toEqual(['bob', 'carol']);
    for (const view of old) {
      expect(view).toMatchObject({ state: 'imported', unread: 0, verifiedCount: 0, request: null });
      const send = anna.call('message.send', { conversation: view.id, text: 'is it you?' });
      await expect(send).rejects.toMatchObject({ code: 'conversation-ended' });
    }
    // It stays so in a backup of this profile, which is of this relay.
    const ann = await elsewhere.join('ann');
    take(ann, historyOf(anna));
    expect((await ann.conversations()).filter(({ kind }) => kind === 'past').length).toBe(2);
    for (const { id } of old) await anna.call('conversation.drop', { conversation: id });
    expect((await anna.conversations()).map(({ kind }) => kind)).toEqual(['direct', 'direct']);
  } finally {
    elsewhere.stop();
  }
});

it('is only read where nobody here has the name', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'hello bob');
  await bob.untilLines('alice', ['alice: hello bob']);
  const nobody = historyOf(alice)
    .map((bytes) => decodeHistoryItem(bytes))
    .map((item) => (item.type === 'conversation' ? { ...item, title: 'nobody' } : item));
  const anna = await world.join('anna');
  take(anna, nobody.map(encodeHistoryItem));
  const { id, state } = await anna.find('nobody');
  expect(state).toBe('imported');
  const send = anna.call('message.send', { conversation: id, text: 'anybody?' });
  await expect(send).rejects.toMatchObject({ code: 'unknown-person' });
  const { queued } = (await anna.call('subscribe', {})).snapshot.connection;
  expect(queued).toBe(0);
});

it('makes no conversation with oneself of what somebody else here kept', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'hello bob');
  await bob.untilLines('alice', ['alice: hello bob']);
  take(bob, historyOf(alice));
  expect(await bob.find('bob')).toMatchObject({ kind: 'past', state: 'imported' });
});

it('never holds a key of the device, group state, or what waits to be sent', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'sent before');
  await bob.untilLines('alice', ['alice: sent before']);
  alice.reachable = false;
  alice.cut();
  await alice.say('bob', 'still waiting');
  const items = historyOf(alice).map((bytes) => decodeHistoryItem(bytes));
  const texts = items.flatMap((item) => (item.type === 'row' ? [item.text] : []));
  expect(texts).toContain('sent before');
  expect(texts).not.toContain('still waiting');
  const types: HistoryItem['type'][] = ['about', 'setting', 'contact', 'conversation', 'row', 'end'];
  expect(items.filter(({ type }) => !types.includes(type))).toEqual([]);
  const all = Buffer.concat(historyOf(alice));
  for (const space of alice.disk.records.keys()) {
    if (['conversation', 'pin', 'settings'].includes(space)) continue;
    for (const value of alice.disk.records.get(space)!.values()) {
      // Whole records, such as the account with its device key, a group's state or a sealed entry.
      if (value.length >= 64) expect(all.includes(Buffer.from(value)), space).toBe(false);
    }
  }
});

it('is refused before anything is taken where a row or a setting makes no sense, or is of a later version', async () => {
  const { alice } = await world.joinAll('alice');
  await alice.call('room.create', { name: 'garden' });
  const { id: message } = await alice.sayIn('garden', 'the apples are ripe');
  await alice.call('message.settled', { message });
  await alice.call('settings.change', { locale: 'de' });
  const history = historyOf(alice).map((bytes) => decodeHistoryItem(bytes));
  const checked = (change: (item: HistoryItem) => HistoryItem): Promise<void> =>
    checkHistory(Readable.from(history.map((item) => encodeHistoryItem(change(item)))));
  const withBody = (change: (body: Uint8Array) => void): Promise<void> =>
    checked((item) => {
      if (item.type !== 'row' || item.text === '') return item;
      const body = item.body.slice();
      change(body);
      return { ...item, body };
    });
  await checked((item) => item);
  // Whether the author's key was the pinned one: neither yes nor no.
  await expect(withBody((body) => (body[32] = 9))).rejects.toMatchObject({ code: 'backup-damaged' });
  // What kind of row it is.
  await expect(withBody((body) => (body[35] = 99))).rejects.toMatchObject({ code: 'backup-newer' });
  const broken = checked((item) => (item.type === 'setting' ? { ...item, value: '{' } : item));
  await expect(broken).rejects.toMatchObject({ code: 'backup-damaged' });
});

it('shows a row that makes no sense as one that cannot be read, and takes it along as that', async () => {
  const { alice } = await world.joinAll('alice');
  await alice.call('room.create', { name: 'garden' });
  const { id } = await alice.sayIn('garden', 'the apples are ripe');
  const { id: last } = await alice.sayIn('garden', 'the plums are not');
  await alice.call('message.settled', { message: last });
  const storage = new MemoryStorage(alice.disk);
  storage.transaction((transaction) => {
    transaction.putMessage({ ...transaction.message(id)!, body: Uint8Array.of(9) });
  });
  await alice.restart();
  const shown = ['[alice created]', '[row-damaged]', 'alice: the plums are not'];
  expect(await alice.lines('garden')).toEqual(shown);
  const history = historyOf(alice);
  await checkHistory(Readable.from(history));
  const anna = await world.join('anna');
  take(anna, history);
  expect(await anna.lines('garden')).toEqual(shown);
});

it('is saved from a profile whose own account cannot be read any more, with or without a snapshot', async () => {
  const { alice, bob } = await world.joinAll('alice', 'bob');
  await alice.say('bob', 'hello bob');
  await bob.untilLines('alice', ['alice: hello bob']);
  await verify(alice, 'bob');
  const snapshot = historyOf(alice);
  await alice.say('bob', 'since then');
  await bob.untilLines('alice', ['alice: hello bob', 'alice: since then']);
  alice.stop();
  const damaged = without(alice, ['account']);

  const anna = await world.join('anna');
  // Nobody can say at which relay a key was verified, so that it is not taken over.
  const counts = take(anna, await salvage(damaged, null));
  expect(counts).toEqual({ conversations: 1, messages: 2, contacts: 0 });
  expect(await anna.lines('bob')).toEqual(['alice: hello bob', 'alice: since then']);
  expect(await anna.find('bob')).toMatchObject({ kind: 'past', state: 'imported' });
  const ann = await world.join('ann');
  expect(take(ann, await salvage(damaged, snapshot))).toMatchObject({ conversations: 1, messages: 2 });
  expect(await ann.lines('bob')).toEqual(['alice: hello bob', 'alice: since then']);
  const { people } = (await ann.call('subscribe', {})).snapshot;
  expect(people.find(({ userName }) => userName === 'bob')?.verification).toBe('verified');
  // Settings alone are nothing to save.
  expect(await salvage(without(anna, ['account', 'conversation', 'pin']), null)).toEqual([]);
});

/** Someone's storage, but for what cannot be read any more. */
function without(person: Person, spaces: readonly string[]): MemoryStorage {
  const storage = new MemoryStorage(person.disk);
  storage.transaction((transaction) => {
    for (const space of spaces) {
      for (const [key] of transaction.list(space)) transaction.delete(space, key);
    }
  });
  return storage;
}

async function salvage(damaged: MemoryStorage, older: readonly Uint8Array[] | null): Promise<Uint8Array[]> {
  const snapshot = older && Readable.from(older);
  const saved: Uint8Array[] = [];
  const sources = { damaged, snapshot, clock: world.clock, onLoss: () => undefined };
  for await (const item of salvageHistory(sources)) saved.push(item);
  return saved;
}
