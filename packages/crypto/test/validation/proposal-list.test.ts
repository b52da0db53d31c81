// Rules on lists of proposals (RFC 9420 §12.1, §12.2), in commits of members and in external commits, broken one at a
// time. Titles begin with the code.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { exportGroupInfo } from '../../src/group/group-info.ts';
import { createExternalCommit } from '../../src/group/external-commit.ts';
import { createExternalProposal } from '../../src/group/external-proposal.ts';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import { createUpdate } from '../../src/group/messages.ts';
import { PENDING_PER_SENDER_MAX } from '../../src/group/proposals.ts';
import { members } from '../../src/group/state.ts';
import type { Commit } from '../../src/messages/commit.ts';
import type { Psk } from '../../src/messages/pre-shared-key.ts';
import type { Proposal, ProposalOrRef } from '../../src/messages/proposal.ts';
import type { UpdatePath } from '../../src/messages/update-path.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import { addAll, anyCredential, makeClient, Participant } from '../people.ts';
import { expectCode } from './expect-code.ts';
import { forge, forgeCommit, soundPath } from './forge.ts';

const suite = suiteById(SUITE_X25519);

beforeAll(() => ready);

let alice: Participant;
let bob: Participant;
let carol: Participant;

beforeEach(() => {
  const others = [makeClient(suite, 'bob'), makeClient(suite, 'carol')];
  [alice, bob, carol] = addAll(Participant.found(makeClient(suite, 'alice')), others) as [
    Participant,
    Participant,
    Participant,
  ];
});

const addOf = (name: string): Proposal => ({
  type: 'add',
  keyPackage: makeClient(suite, name).keyPackage().keyPackage,
});
const removeOf = (who: Participant): Proposal => ({ type: 'remove', removed: who.state.ownLeafIndex });
const reinit = (version: number): Proposal => ({
  type: 'reinit',
  reinit: { groupId: utf8('next'), version, cipherSuite: suite.id, extensions: [] },
});

function pskOf(psk: Psk, nonceBytes: number = suite.kdf.bytes): Proposal {
  return { type: 'psk', psk: { psk, pskNonce: new Uint8Array(nonceBytes) } };
}

const external: Psk = { type: 'external', pskId: utf8('id') };

function expectRefused(proposals: readonly Proposal[], code: Parameters<typeof expectCode>[1]): void {
  expectCode(() => bob.receive(forgeCommit(alice, proposals)), code);
  // Whoever creates such a commit is refused as well, by the same rule.
  expectCode(() => alice.stage({ proposals }), code);
}

describe('lists of members', () => {
  it('update-by-committer (§12.2): the committer’s own Update', () => {
    const update = createUpdate(alice.state, { random: alice.client.random });
    alice.take(update);
    bob.receive(update.message);
    const proposals: ProposalOrRef[] = [{ type: 'reference', reference: update.reference }];
    const commit: Commit = { proposals, path: soundPath(alice) };
    expectCode(() => bob.receive(forge(alice, { type: 'commit', commit })), 'update-by-committer');
  });

  it('committer-removed (§12.2): the committer’s own removal', () => {
    expectRefused([removeOf(alice)], 'committer-removed');
  });

  it('leaf-changed-twice (§12.2): two changes of one leaf', () => {
    expectRefused([removeOf(carol), removeOf(carol)], 'leaf-changed-twice');
  });

  it('client-added-twice (§12.2): two key packages of one client', () => {
    const dave = makeClient(suite, 'dave');
    const adds = [dave.keyPackage(), dave.keyPackage()].map(({ keyPackage }): Proposal => ({
      type: 'add',
      keyPackage,
    }));
    expectRefused(adds, 'client-added-twice');
  });

  it('client-already-member (§12.2): a member is added again, unless it is removed at once', () => {
    const again: Proposal = { type: 'add', keyPackage: carol.client.keyPackage().keyPackage };
    expectRefused([again], 'client-already-member');
    alice.commit([bob], { proposals: [removeOf(carol), again] });
  });

  it('removed-leaf-blank (§12.1.3): nobody sits at the leaf', () => {
    expectRefused([{ type: 'remove', removed: leafIndexOf(3) }], 'removed-leaf-blank');
    expectRefused([{ type: 'remove', removed: leafIndexOf(0xffff_ffff) }], 'removed-leaf-blank');
  });

  it('psk-repeated (§12.2): one PreSharedKeyID twice', () => {
    expectRefused([pskOf(external), pskOf(external)], 'psk-repeated');
  });

  it('psk-usage (§12.1.4): resumption secrets of a reinit or branch outside of one', () => {
    const { groupId: pskGroupId, epoch: pskEpoch } = alice.state.epoch.context;
    for (const usage of ['reinit', 'branch'] as const) {
      expectRefused([pskOf({ type: 'resumption', usage, pskGroupId, pskEpoch })], 'psk-usage');
    }
  });

  it('psk-nonce-length (§12.1.4): a nonce that is not of Nh bytes', () => {
    expectRefused([pskOf(external, 16)], 'psk-nonce-length');
  });

  it('extensions-repeated (§12.2): the extensions are replaced twice', () => {
    const replace: Proposal = { type: 'groupContextExtensions', extensions: [] };
    expectRefused([replace, replace], 'extensions-repeated');
  });

  it('reinit-not-alone (§12.2): a ReInit beside anything else', () => {
    expectRefused([reinit(1), removeOf(carol)], 'reinit-not-alone');
  });

  it('reinit-version (§12.1.5): a lower version', () => {
    expectRefused([reinit(0)], 'reinit-version');
  });

  it('external-init-misplaced (§12.2): an ExternalInit of a member', () => {
    expectRefused([{ type: 'externalInit', kemOutput: utf8('x') }], 'external-init-misplaced');
  });

  it('proposal-unknown (§12.4): a reference to nothing that was proposed', () => {
    const proposals: ProposalOrRef[] = [{ type: 'reference', reference: new Uint8Array(32) }];
    const commit: Commit = { proposals, path: soundPath(alice) };
    expectCode(() => bob.receive(forge(alice, { type: 'commit', commit })), 'proposal-unknown');
  });

  it('malformed (§12.2): a proposal of a type that no member supports', () => {
    const message = forgeCommit(alice, [reinit(1)], null, { wireFormat: 'publicMessage' });
    // The commit's one proposal is by value (1) and of type 5.
    const at = Buffer.from(message).indexOf(Buffer.from([1, 0, 5]));
    expect(at).toBeGreaterThan(0);
    message[at + 1] = 0xf0;
    expectCode(() => bob.receive(message), 'malformed');
  });
});

describe('proposals that wait', () => {
  const propose = (by: Participant, proposal: Proposal): Uint8Array =>
    forge(by, { type: 'proposal', proposal }, { wireFormat: 'publicMessage' });

  it('are not kept when no commit could cover them, so that they stop nobody from speaking', () => {
    const { keyPackage } = makeClient(suite, 'dave').keyPackage();
    const changed = { ...keyPackage, initKey: makeClient(suite, 'erin').keyPackage().keyPackage.initKey };
    expectCode(
      () => bob.receive(propose(alice, { type: 'add', keyPackage: changed })),
      'key-package-signature',
    );
    expectCode(() => bob.receive(propose(alice, pskOf(external, 16))), 'psk-nonce-length');
    expectCode(
      () => bob.receive(propose(alice, { type: 'remove', removed: leafIndexOf(9) })),
      'removed-leaf-blank',
    );
    expect(bob.state.proposals).toHaveLength(0);
  });

  it('proposal-refused (§12.1.8): the application would let nobody commit it', () => {
    const checkProposal = (): never => {
      throw new TypeError('only admins remove others');
    };
    const rules = { checkCredential: anyCredential, checkProposal };
    expectCode(() => bob.receive(propose(alice, removeOf(carol)), rules), 'proposal-refused');
    expect(bob.state.proposals).toHaveLength(0);
  });

  it('proposals-too-many (§12.1): one sender can make us keep only so many', () => {
    for (let count = 0; count < PENDING_PER_SENDER_MAX; count++) {
      const psk: Psk = { type: 'external', pskId: Uint8Array.of(count >> 8, count) };
      bob.receive(propose(alice, pskOf(psk)));
    }
    expectCode(() => bob.receive(propose(alice, pskOf(external))), 'proposals-too-many');
    bob.receive(propose(carol, pskOf(external)));
  });

  it('are committed as far as they agree with each other and with the clock', () => {
    const dave = makeClient(suite, 'dave');
    const expired = makeClient(suite, 'erin').keyPackage({ lifetime: { notBefore: 1n, notAfter: 2n } });
    const adds = [dave.keyPackage(), dave.keyPackage(), expired];
    for (const { keyPackage } of adds) {
      const message = propose(carol, { type: 'add', keyPackage });
      for (const each of [alice, bob]) each.receive(message);
    }
    expect(alice.state.proposals).toHaveLength(3);
    alice.commit([bob]);
    expect(members(alice.state)).toHaveLength(4);
    expect(alice.state.proposals).toHaveLength(0);
  });
});

describe('lists of others', () => {
  function outside(): { proposals: Proposal[]; path: UpdatePath } {
    const dave = makeClient(suite, 'dave');
    const { commit } = createExternalCommit({
      groupInfo: exportGroupInfo(alice.state, { withTree: true, withExternalPub: true }),
      credential: { type: 'basic', identity: utf8('dave') },
      signatureKeyPair: dave.signatureKeyPair,
      checkCredential: anyCredential,
      random: dave.random,
    });
    const message = parseMlsMessage(commit);
    if (message.type !== 'publicMessage') throw new TypeError(message.type);
    const { content } = message.publicMessage.framed;
    if (content.type !== 'commit' || content.commit.path === null)
      throw new TypeError('a commit with a path');
    const proposals = content.commit.proposals.flatMap((each) =>
      each.type === 'proposal' ? [each.proposal] : [],
    );
    return { proposals, path: content.commit.path };
  }

  function expectExternalRefused(
    proposals: readonly ProposalOrRef[],
    path: UpdatePath | null,
    code: Parameters<typeof expectCode>[1],
  ): void {
    const message = forge(
      alice,
      { type: 'commit', commit: { proposals, path } },
      {
        wireFormat: 'publicMessage',
        framed: { sender: { type: 'newMemberCommit' } },
        signatureKey: makeClient(suite, 'dave').signatureKeyPair.secretKey,
      },
    );
    expectCode(() => bob.receive(message), code);
  }

  const byValue = (proposals: readonly Proposal[]): ProposalOrRef[] =>
    proposals.map((proposal) => ({ type: 'proposal', proposal }));

  it('external-init-count (§12.2): an external commit with no ExternalInit, or two', () => {
    const { proposals, path } = outside();
    expectExternalRefused([], path, 'external-init-count');
    expectExternalRefused(byValue([...proposals, ...proposals]), path, 'external-init-count');
  });

  it('external-commit-proposal (§12.2): an external commit that adds, or removes two', () => {
    const { proposals, path } = outside();
    expectExternalRefused(byValue([...proposals, addOf('erin')]), path, 'external-commit-proposal');
    const removals = [removeOf(carol), removeOf(alice)];
    expectExternalRefused(byValue([...proposals, ...removals]), path, 'external-commit-proposal');
  });

  it('external-commit-reference (§12.4.3.2): an external commit that names a proposal by reference', () => {
    const { proposals, path } = outside();
    const leave = forge(carol, { type: 'proposal', proposal: removeOf(carol) });
    const processed = bob.receive(leave);
    if (processed.kind !== 'proposal') throw new TypeError(processed.kind);
    const { reference } = processed;
    expectExternalRefused(
      [...byValue(proposals), { type: 'reference', reference }],
      path,
      'external-commit-reference',
    );
  });

  it('path-missing (§12.4.3.2): an external commit without a path', () => {
    expectExternalRefused(byValue(outside().proposals), null, 'path-missing');
  });

  it('external-proposal-type (§12.1.8): an Update from outside, and more than an Add from one who asks to join', () => {
    const { groupId, epoch } = alice.state.epoch.context;
    const signatureKey = alice.state.signatureKey;
    const { leafNode } = alice.client.keyPackage().keyPackage;
    const ask = (
      sender: Parameters<typeof createExternalProposal>[0]['sender'],
      proposal: Proposal,
    ): unknown => createExternalProposal({ suite, groupId, epoch, sender, proposal, signatureKey });
    const listed = { type: 'external', senderIndex: 0 } as const;
    expectCode(() => ask(listed, { type: 'update', leafNode }), 'external-proposal-type');
    expectCode(() => ask({ type: 'newMemberProposal' }, removeOf(bob)), 'external-proposal-type');
  });

  it('external-pub-missing (§12.4.3.2): a GroupInfo without the external key', () => {
    const dave = makeClient(suite, 'dave');
    const join = (): unknown =>
      createExternalCommit({
        groupInfo: exportGroupInfo(alice.state, { withTree: true }),
        credential: { type: 'basic', identity: utf8('dave') },
        signatureKeyPair: dave.signatureKeyPair,
        checkCredential: anyCredential,
        random: dave.random,
      });
    expectCode(join, 'external-pub-missing', 'own');
  });
});
