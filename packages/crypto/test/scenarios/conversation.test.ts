// A group from its foundation to a removal, in both suites: everybody always agrees, and reads everything meant for them.
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { mergeCommit } from '../../src/group/commit.ts';
import { createMessage, createProposal, createUpdate } from '../../src/group/messages.ts';
import { epochAuthenticator } from '../../src/group/secrets.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, SUITE_XWING, suiteById } from '../../src/suite/cipher-suite.ts';
import { toHex } from '../hex.ts';
import { addAll, makeClient, NOW_SECONDS, Participant } from '../people.ts';

beforeAll(() => ready);

function expectAgreement(everyone: readonly Participant[]): void {
  const values = everyone.map(({ state }) => toHex(epochAuthenticator(state)));
  expect(new Set(values).size).toBe(1);
}

function say(from: Participant, text: string): Uint8Array {
  const created = createMessage(from.state, {
    plaintext: utf8(text),
    random: from.client.random,
    padTo: 256,
  });
  from.take(created);
  return created.message;
}

function hear(by: Participant, message: Uint8Array): string {
  const processed = by.receive(message);
  if (processed.kind !== 'application') throw new TypeError(processed.kind);
  return new TextDecoder().decode(processed.plaintext);
}

describe.each([SUITE_X25519, SUITE_XWING])('suite %i', (id) => {
  const names = ['alice', 'bob', 'carol', 'dave', 'erin'];

  function group(): Participant[] {
    const suite = suiteById(id);
    const [founder, ...others] = names.map((name) => makeClient(suite, name));
    if (founder === undefined) throw new TypeError('no founder');
    return addAll(Participant.found(founder), others);
  }

  it('is joined by five, each reading each', () => {
    const everyone = group();
    expectAgreement(everyone);
    for (const from of everyone) {
      const message = say(from, `from ${from.client.name}`);
      for (const to of everyone) if (to !== from) expect(hear(to, message)).toBe(`from ${from.client.name}`);
    }
  });

  it('changes keys by commits and by updates that others commit', () => {
    const everyone = group();
    for (const each of everyone) {
      each.commit(everyone.filter((other) => other !== each));
      expectAgreement(everyone);
    }
    const [alice, bob, carol] = everyone as [Participant, Participant, Participant];
    const update = createUpdate(carol.state, { random: carol.client.random });
    carol.take(update);
    for (const other of everyone) if (other !== carol) other.receive(update.message);
    bob.commit(everyone.filter((other) => other !== bob));
    expectAgreement(everyone);
    alice.commit(everyone.filter((other) => other !== alice));
    carol.commit(everyone.filter((other) => other !== carol));
    expectAgreement(everyone);
    expect(hear(carol, say(alice, 'still here'))).toBe('still here');
  });

  it('removes a member, who learns of it and follows no further', () => {
    const everyone = group();
    const [alice, bob] = everyone as [Participant, Participant];
    const rest = everyone.filter((each) => each !== bob && each !== alice);
    const { commit, staged } = alice.stage({
      proposals: [{ type: 'remove', removed: bob.state.ownLeafIndex }],
    });
    expect(bob.receive(commit)).toMatchObject({ kind: 'commit', selfRemoved: true });
    alice.take(mergeCommit(alice.state, staged));
    for (const each of rest) each.receive(commit);
    expectAgreement([alice, ...rest]);
    const message = say(alice, 'without bob');
    expect(() => hear(bob, message)).toThrow(expect.objectContaining({ code: 'group-inactive' }));
  });

  it('commits a leave that a member proposed', () => {
    const everyone = group();
    const [alice, bob] = everyone as [Participant, Participant];
    const leave = createProposal(bob.state, {
      proposal: { type: 'remove', removed: bob.state.ownLeafIndex },
      random: bob.client.random,
      nowSeconds: NOW_SECONDS,
    });
    bob.take(leave);
    for (const each of everyone) if (each !== bob) each.receive(leave.message);
    expect(() => say(alice, 'too early')).toThrow(expect.objectContaining({ code: 'proposals-pending' }));
    const rest = everyone.filter((each) => each !== bob && each !== alice);
    alice.commit([bob, ...rest]);
    expectAgreement([alice, ...rest]);
    expect(bob.state.condition.type).toBe('removed');
  });
});
