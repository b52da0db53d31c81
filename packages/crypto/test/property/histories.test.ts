// Random histories of one group: members come, go, change keys, propose and speak, in any order. After each step all
// members agree; whoever was removed can follow nothing later; whoever joined can read nothing earlier.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { createMessage, createUpdate } from '../../src/group/messages.ts';
import { epochAuthenticator } from '../../src/group/secrets.ts';
import { members } from '../../src/group/state.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, SUITE_XWING, suiteById, type CipherSuite } from '../../src/suite/cipher-suite.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../src/tree/tree-hash.ts';
import { checkRatchetTree } from '../../src/validation/ratchet-tree.ts';
import { anyCredential, makeClient, Participant } from '../people.ts';

const RUNS = process.env['SLOW'] === undefined ? 10 : 100;
const STEPS_MAX = 20;
const MEMBERS_MAX = 12;

beforeAll(() => ready);

/** What happens next, and by whom: numbers are taken modulo the number of members at that point. */
const stepArbitrary = fc.record({
  kind: fc.constantFrom('add', 'addTwo', 'addPathless', 'remove', 'commit', 'update', 'swap', 'speak'),
  actor: fc.nat(),
  subject: fc.nat(),
});

type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** One run of a history. */
class History {
  readonly suite: CipherSuite;
  present: Participant[];
  readonly removed: Participant[] = [];
  #count = 1;
  #lastMessage: Uint8Array | null = null;

  constructor(suite: CipherSuite) {
    this.suite = suite;
    this.present = [Participant.found(makeClient(suite, 'member0'))];
  }

  run({ kind, actor, subject }: Step): void {
    const by = pick(this.present, actor);
    const others = this.present.filter((each) => each !== by);
    const target = others.length === 0 ? null : pick(others, subject);
    if (kind === 'add') this.#add(by, 1);
    else if (kind === 'addTwo') this.#add(by, 2);
    else if (kind === 'addPathless') this.#add(by, 1, true);
    else if (kind === 'remove' && target !== null) this.#add(by, 0, false, target);
    else if (kind === 'swap' && target !== null) this.#add(by, 1, false, target);
    else if (kind === 'commit') this.#add(by, 0);
    else if (kind === 'update' && target !== null) this.#update(by, target);
    else this.#speak(by);
    this.#check();
  }

  /** A commit that adds so many and may remove one; without either, it only changes keys. */
  #add(by: Participant, count: number, omitPath = false, target: Participant | null = null): void {
    const room = Math.max(0, MEMBERS_MAX - this.present.length);
    const newcomers = Array.from({ length: Math.min(count, room) }, () => {
      const client = makeClient(this.suite, `member${this.#count++}`);
      return { client, made: client.keyPackage() };
    });
    const adds = newcomers.map(({ made }) => ({ type: 'add' as const, keyPackage: made.keyPackage }));
    const removes = target === null ? [] : [{ type: 'remove' as const, removed: target.state.ownLeafIndex }];
    const others = this.present.filter((each) => each !== by);
    const welcome = by.commit(others, { proposals: [...adds, ...removes], omitPath });
    if (target !== null) {
      expect(target.state.condition.type).toBe('removed');
      this.present = this.present.filter((each) => each !== target);
      this.removed.push(target);
    }
    for (const { client, made } of newcomers) {
      if (welcome === null) throw new TypeError('an add has a welcome');
      const joined = Participant.join(client, made, welcome);
      // What was said before it joined is of an epoch that a new member has no keys of.
      if (this.#lastMessage !== null) expectUnreadable(joined, this.#lastMessage);
      this.present.push(joined);
    }
  }

  #update(by: Participant, target: Participant): void {
    const update = createUpdate(target.state, { random: target.client.random });
    target.take(update);
    for (const each of this.present) if (each !== target) each.receive(update.message);
    by.commit(this.present.filter((each) => each !== by));
  }

  #speak(by: Participant): void {
    const created = createMessage(by.state, { plaintext: utf8('words'), random: by.client.random });
    by.take(created);
    for (const each of this.present) {
      if (each !== by) expect(each.receive(created.message)).toMatchObject({ plaintext: utf8('words') });
    }
    for (const gone of this.removed) expectUnreadable(gone, created.message);
    this.#lastMessage = created.message;
  }

  #check(): void {
    const [first, ...rest] = this.present;
    if (first === undefined) throw new TypeError('somebody is always there');
    for (const other of rest) {
      expect(epochAuthenticator(other.state)).toEqual(epochAuthenticator(first.state));
    }
    expect(members(first.state)).toHaveLength(this.present.length);
    const { tree, context } = first.state.epoch;
    checkRatchetTree(this.suite, tree, context, anyCredential);
    // Nothing that was kept from earlier trees differs from what the whole tree gives when computed afresh.
    const fresh = RatchetTree.ofNodes(tree.nodes());
    expect(treeHash(fresh.root, this.suite.hash)).toEqual(context.treeHash);
  }
}

function pick<T>(from: readonly T[], number: number): T {
  const picked = from[number % from.length];
  if (picked === undefined) throw new TypeError('nothing to pick from');
  return picked;
}

/** Even with the group's end for it undone, it has no key for the message. */
function expectUnreadable(by: Participant, message: Uint8Array): void {
  const revived = new Participant(by.client, { ...by.state, condition: { type: 'active' } });
  expect(() => revived.receive(message)).toThrow(expect.objectContaining({ name: 'CryptoError' }));
}

describe.each([SUITE_X25519, SUITE_XWING])('suite %i', (id) => {
  it('keeps all members in agreement and all others out, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(stepArbitrary, { minLength: 5, maxLength: STEPS_MAX }), (steps) => {
        const history = new History(suiteById(id));
        for (const step of steps) history.run(step);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
