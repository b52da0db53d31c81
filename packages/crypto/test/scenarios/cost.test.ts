// What things cost is counted here, not timed: hashes, key derivations and signatures do not grow with the group for a
// message, and grow with its depth for a commit.
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { createMessage } from '../../src/group/messages.ts';
import type { GroupState } from '../../src/group/state.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById, type CipherSuite } from '../../src/suite/cipher-suite.ts';
import { addTogether, makeClient, Participant } from '../people.ts';

beforeAll(() => ready);

const suite = suiteById(SUITE_X25519);

interface Counts {
  hashes: number;
  seals: number;
  opens: number;
  expands: number;
  signs: number;
  verifies: number;
}

/** Lets a participant count what it computes. */
function counting(participant: Participant): Counts {
  const counts: Counts = { hashes: 0, seals: 0, opens: 0, expands: 0, signs: 0, verifies: 0 };
  const counted =
    <A extends readonly unknown[], R>(name: keyof Counts, run: (...args: A) => R) =>
    (...args: A): R => {
      counts[name] += 1;
      return run(...args);
    };
  const { hash, aead, kdf, signature } = suite;
  const countingSuite: CipherSuite = {
    ...suite,
    hash: { ...hash, digest: counted('hashes', hash.digest) },
    aead: { ...aead, seal: counted('seals', aead.seal), open: counted('opens', aead.open) },
    kdf: {
      ...kdf,
      expandWithLabel: counted('expands', kdf.expandWithLabel),
      deriveTreeSecret: counted('expands', kdf.deriveTreeSecret),
    },
    signature: {
      ...signature,
      sign: counted('signs', signature.sign),
      verify: counted('verifies', signature.verify),
    },
  };
  const state: GroupState = { ...participant.state, suite: countingSuite };
  participant.state = state;
  return counts;
}

function pair(size: number): [Participant, Participant] {
  const others = Array.from({ length: size - 1 }, (_, at) => makeClient(suite, `member${at}`));
  return addTogether(Participant.found(makeClient(suite, 'alice')), others, 1) as [Participant, Participant];
}

describe('costs', () => {
  it('of a message are two AEAD calls, five derivations and one signature, in a group of any size', () => {
    for (const size of [2, 64]) {
      const [alice, bob] = pair(size);
      const say = (): Uint8Array => {
        const created = createMessage(alice.state, { plaintext: utf8('x'), random: alice.client.random });
        alice.take(created);
        return created.message;
      };
      bob.receive(say());
      const [sent, received] = [counting(alice), counting(bob)];
      bob.receive(say());
      expect(sent).toEqual({ hashes: 0, seals: 2, opens: 0, expands: 5, signs: 1, verifies: 0 });
      expect(received).toEqual({ hashes: 0, seals: 0, opens: 2, expands: 5, signs: 0, verifies: 1 });
    }
  });

  it('of a commit are hashes along one path: subtrees that did not change are not hashed again', () => {
    for (const [size, depth] of [
      [16, 4],
      [64, 6],
    ] as const) {
      const [alice, bob] = pair(size);
      alice.commit([bob]);
      const counts = counting(bob);
      alice.commit([bob]);
      // The leaf and the parents above it, as many parent hashes, the two transcript hashes, and nothing else.
      expect(counts.hashes).toBe(1 + depth + depth + 2);
      expect(counts.verifies).toBe(2);
    }
  });
});
