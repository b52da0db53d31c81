// What comes from outside the group, or ties groups together: external commits and proposals, pre-shared keys, groups
// that continue others. In both wire formats where the RFC allows it.
import { encode } from '@hushroom/codec';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { createGroup } from '../../src/group/create-group.ts';
import { createExternalCommit } from '../../src/group/external-commit.ts';
import { createExternalProposal } from '../../src/group/external-proposal.ts';
import { exportGroupInfo, exportTree } from '../../src/group/group-info.ts';
import { joinGroup } from '../../src/group/join.ts';
import { createMessage, createProposal } from '../../src/group/messages.ts';
import { epochAuthenticator, exportSecret } from '../../src/group/secrets.ts';
import { groupContext } from '../../src/group/state.ts';
import { EXTENSION_TYPE, externalSendersCodec } from '../../src/messages/extension.ts';
import { Secret } from '../../src/secret.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, SUITE_XWING, suiteById } from '../../src/suite/cipher-suite.ts';
import { ed25519 } from '../../src/suite/signature.ts';
import { addAll, anyCredential, makeClient, NOW_SECONDS, Participant, type Client } from '../people.ts';

beforeAll(() => ready);

function expectAgreement(...everyone: readonly Participant[]): void {
  const [first, ...others] = everyone.map(({ state }) => epochAuthenticator(state));
  for (const other of others) expect(other).toEqual(first);
}

describe.each([SUITE_X25519, SUITE_XWING])('suite %i', (id) => {
  const suite = suiteById(id);
  const client = (name: string): Client => makeClient(suite, name);

  function trio(): [Participant, Participant, Participant] {
    const everyone = addAll(Participant.found(client('alice')), [client('bob'), client('carol')]);
    return everyone as [Participant, Participant, Participant];
  }

  function joinFromOutside(
    who: Client,
    groupInfo: Uint8Array,
    more: object = {},
  ): ReturnType<typeof createExternalCommit> {
    return createExternalCommit({
      groupInfo,
      credential: { type: 'basic', identity: utf8(who.name) },
      signatureKeyPair: who.signatureKeyPair,
      checkCredential: anyCredential,
      random: who.random,
      ...more,
    });
  }

  it('lets someone join by an external commit, tree inside or apart', () => {
    const [alice, bob, carol] = trio();
    const dave = client('dave');
    const inside = exportGroupInfo(alice.state, { withTree: true, withExternalPub: true });
    const first = joinFromOutside(dave, inside);
    for (const each of [alice, bob, carol]) {
      expect(each.receive(first.commit)).toMatchObject({ kind: 'commit', senderLeaf: null, committer: 3 });
    }
    const joined = new Participant(dave, first.state);
    expectAgreement(alice, bob, carol, joined);

    const erin = client('erin');
    const apart = exportGroupInfo(bob.state, { withTree: false, withExternalPub: true });
    expect(() => joinFromOutside(erin, apart)).toThrow(expect.objectContaining({ code: 'tree-missing' }));
    const second = joinFromOutside(erin, apart, { ratchetTree: exportTree(bob.state) });
    for (const each of [alice, bob, carol, joined]) each.receive(second.commit);
    expectAgreement(alice, bob, carol, joined, new Participant(erin, second.state));
    carol.commit([alice, bob, joined]);
    expectAgreement(alice, bob, carol, joined);
  });

  it('lets a member that lost its state replace its earlier self', () => {
    const [alice, bob, carol] = trio();
    const groupInfo = exportGroupInfo(alice.state, { withTree: true, withExternalPub: true });
    const { commit, state } = joinFromOutside(bob.client, groupInfo, { removed: bob.state.ownLeafIndex });
    for (const each of [alice, carol]) each.receive(commit);
    expectAgreement(alice, carol, new Participant(bob.client, state));
    expect(bob.receive(commit)).toMatchObject({ selfRemoved: true });
  });

  it('takes proposals of listed senders and of those who ask to be added', () => {
    const service = ed25519.keyPairFromSeed(Secret.of(client('service').random(32)));
    const senders = [
      { signatureKey: service.publicKey, credential: { type: 'basic' as const, identity: utf8('service') } },
    ];
    const extension = {
      extensionType: EXTENSION_TYPE.externalSenders,
      extensionData: encode(externalSendersCodec, senders),
    };
    const everyone = addAll(Participant.found(client('alice'), [extension]), [
      client('bob'),
      client('carol'),
    ]);
    const [alice, bob, carol] = everyone as [Participant, Participant, Participant];
    const { groupId, epoch } = groupContext(alice.state);
    const removal = createExternalProposal({
      suite,
      groupId,
      epoch,
      sender: { type: 'external', senderIndex: 0 },
      proposal: { type: 'remove', removed: carol.state.ownLeafIndex },
      signatureKey: service.secretKey,
    });
    const dave = client('dave');
    const made = dave.keyPackage();
    const request = createExternalProposal({
      suite,
      groupId,
      epoch,
      sender: { type: 'newMemberProposal' },
      proposal: { type: 'add', keyPackage: made.keyPackage },
      signatureKey: dave.signatureKeyPair.secretKey,
    });
    for (const message of [removal, request]) for (const each of everyone) each.receive(message);
    const welcome = bob.commit([alice, carol]);
    expect(carol.state.condition.type).toBe('removed');
    if (welcome === null) throw new TypeError('an add has a welcome');
    expectAgreement(alice, bob, Participant.join(dave, made, welcome));
  });

  it('commits and proposes in the open as well', () => {
    const [alice, bob, carol] = trio();
    const proposal = createProposal(bob.state, {
      proposal: { type: 'remove', removed: carol.state.ownLeafIndex },
      random: bob.client.random,
      nowSeconds: NOW_SECONDS,
      wireFormat: 'publicMessage',
    });
    bob.take(proposal);
    for (const each of [alice, carol]) each.receive(proposal.message);
    alice.commit([bob, carol], { wireFormat: 'publicMessage' });
    expectAgreement(alice, bob);
  });

  it('mixes pre-shared keys into an epoch, external ones and those of past epochs', () => {
    const [alice, bob, carol] = trio();
    const past = groupContext(alice.state);
    alice.commit([bob, carol]);
    const findPsk = () => Secret.of(utf8('a key that everybody has'));
    const nonce = () => alice.client.random(suite.kdf.bytes);
    const dave = client('dave');
    const made = dave.keyPackage();
    const { commit, welcome } = alice.stage({
      findPsk,
      proposals: [
        { type: 'psk', psk: { psk: { type: 'external', pskId: utf8('shared') }, pskNonce: nonce() } },
        { type: 'add', keyPackage: made.keyPackage },
      ],
    });
    expect(() => bob.receive(commit)).toThrow(
      expect.objectContaining({ code: 'psk-unavailable', scope: 'own' }),
    );
    bob.receive(commit, { checkCredential: anyCredential, findPsk });
    carol.receive(commit, { checkCredential: anyCredential, findPsk });
    if (welcome === null) throw new TypeError('an add has a welcome');
    const joined = Participant.join(dave, made, welcome, { findPsk });
    expect(epochAuthenticator(joined.state)).toEqual(epochAuthenticator(bob.state));

    const psk = {
      type: 'resumption',
      usage: 'application',
      pskGroupId: past.groupId,
      pskEpoch: past.epoch,
    } as const;
    bob.commit([carol], { proposals: [{ type: 'psk', psk: { psk, pskNonce: nonce() } }] });
    expectAgreement(bob, carol);
  });

  it('restarts as another group that proves the same people were there', () => {
    const [alice, bob] = addAll(Participant.found(client('alice')), [client('bob')]) as [
      Participant,
      Participant,
    ];
    const reinit = { groupId: utf8('the next group'), version: 1, cipherSuite: id, extensions: [] };
    alice.commit([bob], { proposals: [{ type: 'reinit', reinit }] });
    expect(() => createMessage(bob.state, { plaintext: utf8('x'), random: bob.client.random })).toThrow(
      expect.objectContaining({ code: 'group-inactive' }),
    );

    const founder = alice.client.keyPackage();
    const { state } = createGroup({
      ...founder,
      groupId: reinit.groupId,
      signatureKey: alice.client.signatureKeyPair.secretKey,
      extensions: [],
      random: alice.client.random,
    });
    const next = new Participant(alice.client, state);
    const made = bob.client.keyPackage();
    const welcome = next.commit([], {
      proposals: [{ type: 'add', keyPackage: made.keyPackage }],
      continues: { group: alice.state, usage: 'reinit' },
    });
    if (welcome === null) throw new TypeError('an add has a welcome');
    expect(() => Participant.join(bob.client, made, welcome)).toThrow(
      expect.objectContaining({ code: 'psk-unavailable' }),
    );
    expectAgreement(next, Participant.join(bob.client, made, welcome, { continues: bob.state }));
  });

  it('branches off a part of the group', () => {
    const [alice, , carol] = trio();
    const branch = Participant.found(alice.client);
    const made = carol.client.keyPackage();
    const welcome = branch.commit([], {
      proposals: [{ type: 'add', keyPackage: made.keyPackage }],
      continues: { group: alice.state, usage: 'branch' },
    });
    if (welcome === null) throw new TypeError('an add has a welcome');
    expectAgreement(branch, Participant.join(carol.client, made, welcome, { continues: carol.state }));
  });

  it('hands joiners what the next epoch exports', () => {
    const alice = Participant.found(client('alice'));
    const bob = client('bob');
    const made = bob.keyPackage();
    const { welcome } = alice.stage({
      proposals: [{ type: 'add', keyPackage: made.keyPackage }],
      groupInfoExtensions: (exportNext) => [
        { extensionType: 0xf0a2, extensionData: exportNext('token', utf8('room'), 32).use((b) => b.slice()) },
      ],
    });
    if (welcome === null) throw new TypeError('an add has a welcome');
    const { state, groupInfoExtensions, signer } = joinGroup({
      welcome,
      ...made,
      signatureKey: bob.signatureKeyPair.secretKey,
      checkCredential: anyCredential,
    });
    expect(signer).toBe(0);
    const handed = groupInfoExtensions.find(({ extensionType }) => extensionType === 0xf0a2);
    const exported = exportSecret(state, 'token', utf8('room'), 32).use((bytes) => bytes.slice());
    expect(handed?.extensionData).toEqual(exported);
  });
});
