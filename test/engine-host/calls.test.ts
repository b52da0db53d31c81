// Whatever a page makes up, the guard answers with a code, and what the guard lets through the engine does: no call that fits
// its schema is a fault, and none stops the engine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngineHost, type KdfParameters } from '@hushroom/engine-node';
import { CALLS, Guard, LOCAL_CALLS, parseCall, type CallName, type ResultMessage } from '@hushroom/ipc';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relayInProcess, type RelayInProcess } from '../relay-in-process.ts';
import { argumentsOf } from './call-arbitrary.ts';

const kdf: KdfParameters = { name: 'argon2id13', memoryBytes: 8192, passes: 1 };
const passphrase = 'a passphrase';
const NAMES = Object.keys(CALLS) as CallName[];
const RUNS = process.env.SLOW === undefined ? 12 : 100;
/** What ends or locks the profile, or derives a key slowly on purpose; each has tests of its own. */
const ENDING = new Set<CallName>([
  ...(['register', 'unlock', 'lock', 'profile.wipe', 'profile.deleteAccount', 'profile.recover'] as const),
  ...(['profile.changePassphrase', 'profile.useKeychain', 'backup.export'] as const),
]);
/** What takes away what the others are tried on comes last. */
const TAKING: readonly CallName[] = ['message.delete', 'person.block', 'room.leave', 'conversation.drop'];

describe('the guard', () => {
  const ORIGIN = 'app://hushroom';
  const judge = (message: unknown) => new Guard(ORIGIN).judge(ORIGIN, message);

  it('passes every call whose arguments fit', () => {
    for (const name of NAMES) {
      const fitting = argumentsOf(name, []).filter((args) => parseCall({ id: 1, call: name, args }) !== null);
      expect(
        judge({ id: 1, call: name, args: fc.sample(fitting, { numRuns: 1, seed: 1 })[0] }).pass,
        name,
      ).toBe(true);
    }
  });

  it('refuses any other value in the place of a call or its arguments', () => {
    const value = fc.anything({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(value, (message) => {
        expect(judge(message).pass).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.jsonValue({ maxDepth: 4 }), (call, args) => {
        // Where nothing is wanted, an empty object is right.
        fc.pre(parseCall({ id: 1, call, args }) === null);
        expect(judge({ id: 1, call, args })).toEqual({ pass: false, id: 1, code: 'bad-call' });
      }),
    );
  });

  it('refuses one thing too many, one too few and one of another type, for every call', () => {
    for (const call of NAMES) {
      const [args = {}] = fc.sample(argumentsOf(call, []), { numRuns: 1, seed: 2 });
      const wrong: unknown[] = [{ ...args, more: 1 }, [args], null, 'args', 0, JSON.parse('{"__proto__":1}')];
      for (const key of Object.keys(args)) {
        for (const other of [{}, [[]], { length: 1 }, Number.MAX_VALUE]) {
          if (parseCall({ id: 1, call, args: { ...args, [key]: other } }) === null)
            wrong.push({ ...args, [key]: other });
        }
      }
      for (const given of wrong)
        expect(judge({ id: 7, call, args: given }), call).toMatchObject({ id: 7, pass: false });
    }
  });

  it('bears nesting without end, lists without end and names of prototypes', () => {
    const depth = 400_000;
    expect(judge(`{"id":1,"call":"status","args":${'['.repeat(depth)}${']'.repeat(depth)}}`).pass).toBe(
      false,
    );
    let nested: unknown = 0;
    for (let at = 0; at < depth; at++) nested = { nested };
    expect(judge({ id: 1, call: 'status', args: nested }).pass).toBe(false);
    expect(judge({ id: 1, call: 'status', args: new Array(500_000).fill(0) }).pass).toBe(false);
    for (const call of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '']) {
      expect(judge({ id: 1, call, args: {} })).toEqual({ pass: false, id: 1, code: 'bad-call' });
      expect(judge(`{"id":1,"call":"status","args":{},"${call}":{}}`).pass).toBe(false);
    }
    expect(({} as { pass?: unknown }).pass).toBeUndefined();
  });
});

describe('the engine', () => {
  let folder: string;
  let relay: RelayInProcess;
  let alice: Awaited<ReturnType<typeof host>>;
  let bob: Awaited<ReturnType<typeof host>>;
  const faults: unknown[] = [];
  let known: string[];
  let nextId = 0;

  const host = (profile: string) =>
    createEngineHost({
      ...{ folder: join(folder, profile), profile, suggestedRelay: '', version: '0', keychain: null, kdf },
      onEvent: () => undefined,
      onFault: (error) => faults.push(error),
    });

  /** Null where the guard would not let it through. */
  async function call(name: CallName, args: object, of = alice): Promise<ResultMessage | null> {
    const parsed = parseCall(JSON.parse(JSON.stringify({ id: nextId++, call: name, args })));
    return parsed === null ? null : of.handle(parsed);
  }

  async function value<T>(name: CallName, args: object, of = alice): Promise<T> {
    const result = await call(name, args, of);
    if (result?.ok !== true) throw new Error(`${name}: ${result?.error.code ?? 'refused'}`);
    return result.value as T;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hushroom-calls-'));
    relay = await relayInProcess();
    [alice, bob] = await Promise.all([host('alice'), host('bob')]);
    await value('register', { relay: relay.address, userName: 'alice', passphrase });
    await value('register', { relay: relay.address, userName: 'bob', passphrase }, bob);
    const direct = await value<{ id: string }>('conversation.open', { userName: 'bob' });
    const room = await value<{ id: string }>('room.create', { name: 'Garden' });
    const message = await value<{ id: string }>('message.send', { conversation: direct.id, text: 'hello' });
    await value('message.settled', { message: message.id });
    known = [direct.id, room.id, message.id, 'alice', 'bob'];
  });
  afterAll(async () => {
    await Promise.all([alice.close(), bob.close()]);
    await relay.stop();
    rmSync(folder, { recursive: true });
  });

  const tried = NAMES.filter((name) => !ENDING.has(name) && !LOCAL_CALLS.has(name) && !TAKING.includes(name));

  it.each([...tried, ...TAKING])('answers %s whatever it is asked', async (name) => {
    await fc.assert(
      fc.asyncProperty(
        argumentsOf(name, known).map((args) => JSON.stringify(args)),
        async (args) => {
          const result = await call(name, JSON.parse(args) as object);
          expect(faults.splice(0)).toEqual([]);
          if (result?.ok === false) expect(result.error.code).not.toBe('internal');
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('works as before', async () => {
    expect(await value('status', {})).toMatchObject({ phase: 'open' });
    const room = await value<{ id: string }>('room.create', { name: 'Kitchen' });
    const sent = await value<{ id: string }>('message.send', { conversation: room.id, text: 'still here' });
    expect(await value('message.settled', { message: sent.id })).toMatchObject({ state: 'relayed' });
  });
});
