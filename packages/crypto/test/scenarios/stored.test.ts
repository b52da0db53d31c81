// A state that was saved step by step, as differences, and loaded again is as good as the one that stayed in memory.
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { mergeCommit } from '../../src/group/commit.ts';
import { createMessage, createUpdate } from '../../src/group/messages.ts';
import { epochAuthenticator } from '../../src/group/secrets.ts';
import type { GroupState } from '../../src/group/state.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import { loadGroup } from '../../src/stored/load-group.ts';
import { loadStagedCommit, storeStagedCommit } from '../../src/stored/staged-commit.ts';
import { storeGroup } from '../../src/stored/store-group.ts';
import { addAll, addTogether, makeClient, Participant } from '../people.ts';

beforeAll(() => ready);

const suite = suiteById(SUITE_X25519);

/** A participant that saves each state as its difference to the last. */
class Saver {
  readonly participant: Participant;
  readonly records = new Map<string, Uint8Array>();
  lastPut = 0;
  #saved: GroupState | null = null;

  constructor(participant: Participant) {
    this.participant = participant;
    this.save();
  }

  save(): void {
    const change = storeGroup(this.participant.state, this.#saved);
    for (const [name, record] of change.put) this.records.set(name, record);
    for (const name of change.delete) this.records.delete(name);
    this.lastPut = change.put.length;
    this.#saved = this.participant.state;
  }

  /** The participant as after a restart. */
  restart(): void {
    const { client } = this.participant;
    this.participant.state = loadGroup(this.records, client.signatureKeyPair.secretKey);
    this.#saved = this.participant.state;
  }
}

function people(count: number): Participant[] {
  const [founder, ...others] = Array.from({ length: count }, (_, at) => makeClient(suite, `member${at}`));
  if (founder === undefined) throw new TypeError('no founder');
  return addAll(Participant.found(founder), others);
}

function say(from: Participant, text: string): Uint8Array {
  const created = createMessage(from.state, { plaintext: utf8(text), random: from.client.random });
  from.take(created);
  return created.message;
}

function hear(by: Participant, message: Uint8Array): string {
  const processed = by.receive(message);
  if (processed.kind !== 'application') throw new TypeError(processed.kind);
  return new TextDecoder().decode(processed.plaintext);
}

describe('the stored form', () => {
  it('survives messages, commits, updates, removals and growth with a restart after each', () => {
    const everyone = people(5);
    const [alice, bob, carol] = everyone as [Participant, Participant, Participant];
    // Storage never holds a participant back, so its records are made from states whose old secrets are wiped.
    const saver = new Saver(bob);
    const step = (run: () => void): void => {
      run();
      saver.save();
      expect([...saver.records.keys()].sort()).toEqual(
        storeGroup(bob.state, null)
          .put.map(([name]) => name)
          .sort(),
      );
      saver.restart();
      expect(epochAuthenticator(bob.state)).toEqual(epochAuthenticator(alice.state));
    };
    step(() => {
      expect(hear(bob, say(alice, 'one'))).toBe('one');
    });
    step(() => {
      expect(hear(carol, say(bob, 'two'))).toBe('two');
    });
    const late = say(alice, 'late');
    step(() => {
      expect(hear(bob, say(alice, 'in between'))).toBe('in between');
    });
    step(() => alice.commit(everyone.filter((each) => each !== alice)));
    step(() => {
      expect(hear(bob, late)).toBe('late');
    });
    step(() => {
      const update = createUpdate(bob.state, { random: bob.client.random });
      bob.take(update);
      for (const each of everyone) if (each !== bob) each.receive(update.message);
    });
    step(() => carol.commit(everyone.filter((each) => each !== carol)));
    step(() => bob.commit(everyone.filter((each) => each !== bob)));
    const last = everyone[4];
    if (last === undefined) throw new TypeError('five members');
    step(() =>
      alice.commit([bob, carol], { proposals: [{ type: 'remove', removed: last.state.ownLeafIndex }] }),
    );
    step(() => {
      for (const name of ['x', 'y', 'z', 'v', 'w']) {
        const { keyPackage } = makeClient(suite, name).keyPackage();
        alice.commit([bob, carol], { proposals: [{ type: 'add', keyPackage }] });
      }
    });
    expect(() => hear(bob, late)).toThrow(expect.objectContaining({ code: 'wrong-epoch' }));
  });

  it('writes one record for a message, and few for a commit, in a group of 64', () => {
    const names = Array.from({ length: 63 }, (_, at) => makeClient(suite, `member${at}`));
    const everyone = addTogether(Participant.found(makeClient(suite, 'alice')), names, 1);
    const [alice, bob] = everyone as [Participant, Participant];
    const saver = new Saver(bob);
    hear(bob, say(alice, 'first'));
    saver.save();
    hear(bob, say(alice, 'second'));
    saver.save();
    expect(saver.lastPut).toBe(1);
    alice.commit(everyone.slice(1));
    saver.save();
    // Group, epoch, past epoch, the ratchets that the commit came by, the new encryption secret, the committer's leaf and
    // its six parents.
    expect(saver.lastPut).toBe(12);
  });

  it('keeps an own commit apart until it is merged, through a restart and messages in between', () => {
    const [alice, bob, carol] = people(3) as [Participant, Participant, Participant];
    const saver = new Saver(alice);
    const { commit, staged } = alice.stage();
    const record = storeStagedCommit(staged, alice.state);
    saver.save();
    saver.restart();
    expect(hear(alice, say(bob, 'before it is ordered'))).toBe('before it is ordered');
    const late = say(carol, 'late');
    alice.take(mergeCommit(alice.state, loadStagedCommit(record, alice.state)));
    saver.save();
    saver.restart();
    bob.receive(commit);
    carol.receive(commit);
    expect(hear(alice, late)).toBe('late');
    expect(hear(bob, say(alice, 'after'))).toBe('after');
    expect(() => loadStagedCommit(record, alice.state)).toThrow(
      expect.objectContaining({ code: 'wrong-epoch' }),
    );
  });

  it('stored-version (ours): records of another version are refused', () => {
    const [alice] = people(2) as [Participant, Participant];
    const { records } = new Saver(alice);
    const { secretKey } = alice.client.signatureKeyPair;
    const group = records.get('group')?.slice() ?? new Uint8Array(2);
    group[1] = 9;
    const other = new Map([...records, ['group', group]]);
    expect(() => loadGroup(other, secretKey)).toThrow(expect.objectContaining({ code: 'stored-version' }));
    const staged = storeStagedCommit(alice.stage().staged, alice.state);
    staged[1] = 9;
    expect(() => loadStagedCommit(staged, alice.state)).toThrow(
      expect.objectContaining({ code: 'stored-version' }),
    );
  });

  it('stored-malformed (ours): missing and cut records are refused', () => {
    const [alice] = people(2) as [Participant, Participant];
    const { records } = new Saver(alice);
    const { secretKey } = alice.client.signatureKeyPair;
    const load = (name: string, record: Uint8Array | null): unknown => {
      const damaged = new Map(records);
      if (record === null) damaged.delete(name);
      else damaged.set(name, record);
      return loadGroup(damaged, secretKey);
    };
    for (const [name, record] of records) {
      const cut = record.subarray(0, record.length - 1);
      expect(() => load(name, cut)).toThrow(expect.objectContaining({ code: 'stored-malformed' }));
      // A missing tree record is a blank node, which the tree hash of the next commit would show.
      if (name.startsWith('tree/')) continue;
      expect(() => load(name, null)).toThrow(expect.objectContaining({ code: 'stored-malformed' }));
    }
  });
});
