// One run: five people and a relay in memory, on virtual time, with everything that goes wrong decided by the seed.
import { ready } from '@hushroom/crypto';
import { Actor, actScript, askScript, directScript, hostScript, roomScript, type Stage } from './scripts.ts';
import { Faults } from './faults.ts';
import { containsMarker } from '../marker.ts';
import { checkPart, checkReadded, checkSame, type Copy } from './invariants.ts';
import { Machine } from './machine.ts';
import { SeededRandom } from './seeded-random.ts';
import { SimRelay } from './sim-relay.ts';
import { VirtualTime } from './virtual-time.ts';

const MINUTE_MS = 60_000;
/** Scripts that have not ended by then never will. */
const SCRIPTS_MS_MAX = 60 * MINUTE_MS;
const CALM_MS = 4 * MINUTE_MS;

export interface Outcome {
  readonly seed: number;
  /** One sentence each; empty if all is well. */
  readonly problems: readonly string[];
  readonly messages: number;
  readonly crashes: number;
  /** What the relay received, in bytes. */
  readonly bytes: number;
}

export async function simulate(seed: number): Promise<Outcome> {
  // The one thing that takes real time: loading libsodium.
  await ready;
  const random = new SeededRandom(seed);
  const time = new VirtualTime();
  const relay = new SimRelay(time, random);
  const marker = `marker-${Buffer.from(random.bytes(12)).toString('hex')}`;
  const stage: Stage = { time, random, marker, sent: [] };
  const names = ['alice', 'bob', 'carol', 'dave', 'erin'] as const;
  const machines = names.map((name) => new Machine(name, relay, time, random));
  const actors = machines.map((machine) => new Actor(machine, stage));
  const [alice, bob, carol, dave, erin] = actors as [Actor, Actor, Actor, Actor, Actor];

  /** Lets time pass until the work is done; false if it is not within `ms`. Rejects if the work does. */
  const until = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
    const state = { over: false };
    const end = (): void => {
      state.over = true;
    };
    work.then(end, end);
    await time.pass(ms, () => state.over);
    if (!state.over) return false;
    await work;
    return true;
  };

  const problems: string[] = [];
  await until(Promise.all(machines.map((machine) => machine.register())), MINUTE_MS);
  await until(Promise.all(machines.map((machine) => machine.start())), MINUTE_MS);
  const faults = new Faults(time, random, relay, machines);
  void faults.run();
  const ended = await until(
    Promise.all([
      hostScript(alice, ['bob', 'carol', 'dave'], 'erin'),
      ...actors.map((actor) => roomScript(actor, 3)),
      ...actors.map((actor) => actScript(actor, 3)),
      askScript(bob, 3),
      askScript(dave, 3),
      // At once from both sides; one after the other; and one-sided.
      directScript(alice, 'bob'),
      directScript(bob, 'alice'),
      directScript(carol, 'dave').then(() => directScript(dave, 'carol')),
      directScript(erin, 'alice'),
    ]),
    SCRIPTS_MS_MAX,
  );
  if (!ended) problems.push('a script did not come to its end');
  faults.stop();
  await time.pass(CALM_MS);
  await until(Promise.all(actors.map((actor) => actor.say('room'))), CALM_MS);
  await time.pass(CALM_MS);

  const checks = checkAll(actors, stage).then((found) => problems.push(...found));
  if (!(await until(checks, CALM_MS))) problems.push('an engine does not answer');
  problems.push(...relay.faults.map((fault) => `the relay had a fault: ${String(fault)}`));
  if (containsMarker(relay.received, marker)) problems.push('the relay received plaintext');
  return {
    seed,
    problems,
    messages: stage.sent.length,
    crashes: machines.reduce((sum, { crashes }) => sum + crashes, 0),
    bytes: relay.received.reduce((sum, { length }) => sum + length, 0),
  };
}

async function checkAll(actors: readonly Actor[], { sent }: Stage): Promise<string[]> {
  const problems: string[] = [];
  const copies = new Map<string, Copy[]>();
  for (const actor of actors) {
    for (const { id, kind, title, state, notices } of await actor.conversations()) {
      if (state !== 'active') problems.push(`${actor.name} has a conversation that is ${state}`);
      problems.push(...notices.map(({ code }) => `${actor.name} is shown ${code}`));
      const name = kind === 'room' ? 'room' : [actor.name, title].toSorted().join(' and ');
      const copy = { owner: actor.name, messages: await actor.history(id) };
      // Opened, and a crash came before anything was said.
      if (copy.messages.length === 0) continue;
      copies.set(name, [...(copies.get(name) ?? []), copy]);
    }
  }
  for (const [name, found] of copies) {
    const people = name.split(' and ');
    if (name === 'room') {
      const members = found.filter(({ owner }) => owner !== 'erin');
      // What erin said on her way out may have been refused.
      const sure = sent
        .filter(({ to }) => to === 'room')
        .map((one) => ({ ...one, taken: one.taken && one.from !== 'erin' }));
      problems.push(...checkSame(name, members, sure, true));
      const [whole] = members;
      if (whole !== undefined) problems.push(...checkReadded(whole, ['bob', 'dave']));
      for (const part of found.filter(({ owner }) => owner === 'erin')) {
        if (whole !== undefined) problems.push(...checkPart(name, part, whole));
      }
    } else {
      const direct = sent.filter(({ from, to }) => people.includes(from) && people.includes(to));
      // Begun from both sides at once it is two logs, and their order among each other is each one's own.
      problems.push(...checkSame(name, found, direct, name !== 'alice and bob'));
    }
    const owners = name === 'room' ? actors.length : 2;
    if (found.length !== owners) problems.push(`${name}: ${found.length} copies instead of ${owners}`);
  }
  return problems;
}
