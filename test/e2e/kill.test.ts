// Real processes killed with SIGKILL at moments from a printed seed, while they send, receive or relay: what was
// acknowledged is not lost, and nothing shows twice.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SeededRandom } from '../sim/seeded-random.ts';
import type { Person } from './cli/person.ts';
import type { Json, Program } from './cli/program.ts';
import { Scene } from './cli/scene.ts';

const ROUNDS = 3;
/** On a busy computer each process takes seconds to start. */
const TIMEOUT_MS = 300_000;

const seed = Math.trunc(Math.random() * 2 ** 31);
const random = new SeededRandom(seed);
let scene: Scene;
let alice: Person;
let bob: Person;
/** How long one send takes here and now, in ms: kills fall anywhere within it. */
let sendMs: number;
beforeAll(async () => {
  console.log(`kill moments from seed ${seed}`);
  scene = await Scene.start();
  [alice, bob] = await scene.people('alice', 'bob');
  const started = performance.now();
  await alice.run('send', '--to', 'bob', 'first');
  sendMs = performance.now() - started;
  await bob.reads();
});
afterAll(() => scene.end());

/** Kills the program at some moment of the next `ms`, or lets it be if it ends before. */
async function killWithin(program: Program, ms: number): Promise<void> {
  const timer = setTimeout(() => {
    program.kill('SIGKILL');
  }, random.below(ms));
  await program.ended();
  clearTimeout(timer);
}

const printed = (program: Program): Json[] => program.lines.map((line) => JSON.parse(line) as Json);

/** The history holds each text at most once, and all that were acknowledged. */
function expectOnce(history: readonly unknown[], acknowledged: readonly string[]): void {
  expect(new Set(history).size).toBe(history.length);
  for (const text of acknowledged) expect(history).toContain(text);
}

it('loses and doubles nothing when the sender is killed', { timeout: TIMEOUT_MS }, async () => {
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = `from a sender ${round}`;
    const sending = alice.start('send', '--to', 'bob', text);
    await killWithin(sending, sendMs * 1.2);
    if (printed(sending).length > 0) acknowledged.push(text);
  }
  // Whatever was stored and not sent goes out when the profile is opened again.
  await alice.run('send', '--to', 'bob', 'the last of the sender');
  const history = await bob.history('--with', 'alice');
  expectOnce(history, [...acknowledged, 'the last of the sender']);
});

it('loses and doubles nothing when the receiver is killed', { timeout: TIMEOUT_MS }, async () => {
  const texts = Array.from({ length: ROUNDS }, (_, round) => `to a receiver ${round}`);
  const seen: unknown[] = [];
  for (const text of texts) {
    const receiving = bob.start('listen');
    const sending = alice.run('send', '--to', 'bob', text);
    await killWithin(receiving, sendMs * 2);
    await sending;
    seen.push(...printed(receiving).map((message) => message['text']));
  }
  seen.push(...(await bob.run('read')).map((message) => message['text']));
  expect(new Set(seen).size).toBe(seen.length);
  expectOnce(await bob.history('--with', 'alice'), texts);
});

it('loses and doubles nothing when the relay is killed', { timeout: TIMEOUT_MS }, async () => {
  const texts: string[] = [];
  const engine = alice.start('listen');
  // What it prints shows that the engine runs, and every send attaches to it.
  await bob.run('send', '--to', 'alice', 'are you there');
  await engine.line(({ text }) => text === 'are you there');
  for (let round = 0; round < ROUNDS; round += 1) {
    const sends = [0, 1].map((number) => {
      const text = `through a relay ${round}.${number}`;
      texts.push(text);
      return alice.one('send', '--to', 'bob', text);
    });
    const { relay } = scene;
    await killWithin(relay, sendMs);
    await scene.startRelay();
    // Stored here at the least: relayed, or queued for when the relay is back.
    for (const { state } of await Promise.all(sends)) expect(['relayed', 'queued']).toContain(state);
  }
  await engine.stop();
  // The outbox goes in order: when this one is there, all before it are.
  expect(await alice.one('send', '--to', 'bob', 'the last')).toMatchObject({ state: 'relayed' });
  expectOnce(await bob.history('--with', 'alice'), [...texts, 'the last']);
});
