// The story from the command line: a relay process over TLS, real profiles on disk, every step a process of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from './cli/person.ts';
import { Scene } from './cli/scene.ts';

let scene: Scene;
let alice: Person;
let bob: Person;
let carol: Person;
beforeAll(async () => {
  scene = await Scene.start();
  [alice, bob, carol] = await scene.people('alice', 'bob', 'carol');
});
afterAll(() => scene.end());

it('lists everyone on the roster, unverified, and oneself', async () => {
  const people = await alice.run('roster');
  expect(people.map(({ user, verification, me }) => [user, verification, me])).toEqual([
    ['alice', expect.anything(), true],
    ['bob', 'unverified', false],
    ['carol', 'unverified', false],
  ]);
});

it('carries a direct message both ways, and prints each once', async () => {
  const sent = await alice.one('send', '--to', 'bob', 'hello bob');
  expect(sent).toMatchObject({ from: 'alice', text: 'hello bob', state: 'relayed', room: null });
  const [received] = await bob.run('read', '--with', 'alice', '--wait', '60');
  expect(received).toMatchObject({
    id: sent['id'],
    from: 'alice',
    text: 'hello bob',
    sentAt: sent['sentAt'],
    state: 'received',
    room: null,
  });
  expect(await bob.run('read')).toEqual([]);
  await bob.run('send', '--to', 'alice', 'hello alice');
  expect(await alice.reads()).toEqual(['hello alice']);
  expect(await alice.history('--with', 'bob')).toEqual(['hello bob', 'hello alice']);
  expect(await bob.history('--with', 'alice')).toEqual(['hello bob', 'hello alice']);
});

it('makes a room, adds people, and everyone reads the same in the same order', async () => {
  await alice.run('room', 'create', 'garden');
  await alice.run('room', 'add', 'garden', 'bob');
  await alice.run('room', 'add', 'garden', 'carol');
  await alice.run('send', '--room', 'garden', 'from alice');
  expect(await bob.reads('--room', 'garden')).toEqual(['from alice']);
  await bob.run('send', '--room', 'garden', 'from bob');
  expect(await carol.reads('--room', 'garden')).toContain('from alice');
  await carol.run('send', '--room', 'garden', 'from carol');
  const everything = ['from alice', 'from bob', 'from carol'];
  for (const person of [alice, bob, carol]) {
    expect(await person.history('--room', 'garden')).toEqual(everything);
  }
  const members = await carol.run('room', 'members', 'garden');
  expect(members.map(({ user, role }) => [user, role])).toEqual([
    ['alice', 'admin'],
    ['bob', 'member'],
    ['carol', 'member'],
  ]);
  expect(await bob.fails('room', 'remove', 'garden', 'carol')).toBe('not-admin');
});

it('answers a message, renames a room, and makes somebody an admin and a member again', async () => {
  const [question] = await alice.run('send', '--room', 'garden', 'tea or coffee?');
  await bob.run('read', '--wait', '60', '--room', 'garden');
  const id = String(question?.['id']);
  expect(await bob.one('send', '--room', 'garden', '--reply-to', id, 'tea')).toMatchObject({ replyTo: id });
  const heard = await alice.run('read', '--wait', '60', '--room', 'garden');
  expect(heard.find(({ text }) => text === 'tea')).toMatchObject({ replyTo: id });
  await alice.run('room', 'rename', 'garden', 'orchard');
  await alice.run('room', 'rename', 'orchard', 'garden');
  await alice.run('room', 'role', 'garden', 'bob', 'admin');
  const roleOfBob = async (): Promise<unknown> =>
    (await alice.run('room', 'members', 'garden')).find(({ user }) => user === 'bob')?.['role'];
  expect(await roleOfBob()).toBe('admin');
  await alice.run('room', 'role', 'garden', 'bob', 'member');
  expect(await roleOfBob()).toBe('member');
  expect(await carol.fails('room', 'rename', 'garden', 'mine')).toBe('not-admin');
});

it('keeps one who was removed from reading and sending, and tells them', async () => {
  await alice.run('room', 'remove', 'garden', 'carol');
  await alice.run('send', '--room', 'garden', 'without carol');
  expect(await bob.reads('--room', 'garden')).toContain('without carol');
  expect(await carol.fails('send', '--room', 'garden', 'still here?')).toBe('conversation-ended');
  expect(await carol.history('--room', 'garden')).not.toContain('without carol');
  const [room] = await carol.run('room', 'list');
  expect(room).toMatchObject({ room: 'garden', state: 'removed' });
});

it('lets one leave, and the others go on', async () => {
  await bob.run('room', 'leave', 'garden');
  await alice.run('send', '--room', 'garden', 'alone now');
  const members = await alice.run('room', 'members', 'garden');
  expect(members.map(({ user }) => user)).toEqual(['alice']);
  expect(await bob.history('--room', 'garden')).not.toContain('alone now');
  expect(await bob.fails('send', '--room', 'garden', 'anyone?')).toBe('conversation-ended');
});

it('shows both the same safety number, and marks verified with the right digits only', async () => {
  const mine = await alice.one('safety-number', 'bob');
  const theirs = await bob.one('safety-number', 'alice');
  expect(mine['digits']).toMatch(/^\d{60}$/);
  expect(theirs['digits']).toBe(mine['digits']);
  expect(theirs['words']).toEqual(mine['words']);
  const digits = String(mine['digits']);
  const wrong = `${digits.slice(0, -1)}${(Number(digits.at(-1)) + 1) % 10}`;
  expect(await alice.fails('verify', 'bob', wrong)).toBe('safety-number-differs');
  expect(await alice.fails('verify', 'bob', '12345')).toBe('safety-number-malformed');
  await alice.run('verify', 'bob', digits.replaceAll(/(\d{5})/g, '$1 '));
  const people = await alice.run('roster');
  expect(people.find(({ user }) => user === 'bob')).toMatchObject({ verification: 'verified' });
  expect(await alice.one('safety-number', 'bob')).toMatchObject({ verification: 'verified' });
});

it('exports what the relay signed, which others can check and nobody can make up', async () => {
  const evidence = await alice.one('evidence', 'export', 'bob');
  const folder = mkdtempSync(join(tmpdir(), 'hushroom-evidence-'));
  try {
    const [honest, forged, rubbish] = ['honest', 'forged', 'rubbish'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(honest, JSON.stringify(evidence));
    writeFileSync(
      forged,
      JSON.stringify(evidence).replaceAll(/("transcript":")[0-9a-f]{64}/g, `$1${'0'.repeat(64)}`),
    );
    writeFileSync(rubbish, '{}');
    const verdict = await bob.one('evidence', 'check', honest, forged);
    expect(verdict).toMatchObject({ relayId: evidence['relayId'], proven: false, contradictions: [] });
    expect(verdict['signed']).toBeGreaterThan(0);
    expect(verdict['refused']).toBe(verdict['signed']);
    expect(await bob.fails('evidence', 'check', rubbish)).toBe('evidence-file');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('attaches to an engine that runs, which prints what arrives', async () => {
  const listening = bob.start('listen');
  await alice.run('send', '--to', 'bob', 'while you listen');
  await listening.line(({ text }) => text === 'while you listen');
  expect(await bob.one('send', '--to', 'alice', 'attached')).toMatchObject({ state: 'relayed' });
  expect(await bob.run('room', 'list')).toHaveLength(1);
  expect(await alice.reads('--with', 'bob')).toEqual(['attached']);
  expect(await listening.stop()).toBe(0);
  // What was printed there is not printed again.
  expect(await bob.run('read')).toEqual([]);
});

it('delivers what was sent while the other was away and the relay was restarted', async () => {
  await alice.run('send', '--to', 'carol', 'for later');
  await scene.relay.stop();
  expect(await alice.one('send', '--to', 'carol', 'queued')).toMatchObject({ state: 'queued' });
  await scene.startRelay();
  // Opening the profile sends what waits.
  await alice.run('roster');
  expect(await carol.reads('--with', 'alice')).toContain('for later');
  const history = await carol.history('--with', 'alice');
  expect(history).toEqual(['for later', 'queued']);
});

it('goes on at the new address of a relay that has moved, and takes none of another relay', async () => {
  const before = scene.address;
  await scene.relay.stop();
  await alice.run('send', '--to', 'carol', 'where are you?');
  await scene.moveRelay();
  expect(scene.address).not.toBe(before);
  const other = scene.address.replace(/#.*/, `#${'a'.repeat(52)}`);
  expect(await alice.fails('move', other)).toBe('relay-another');
  expect(await alice.one('move', scene.address)).toEqual({ relay: scene.address, state: 'online' });
  await carol.run('move', scene.address);
  expect(await carol.reads('--with', 'alice')).toContain('where are you?');
});
