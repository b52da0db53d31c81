// Rules on form and framing (RFC 9420 §6, §9.1, §15.3): each test breaks one and expects its code. Titles begin with the
// code, by which docs/mls-validation.md finds them.
import { encode } from '@hushroom/codec';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { encodeKeyPackage } from '../../src/group/key-package.ts';
import { createMessage } from '../../src/group/messages.ts';
import { mlsMessageCodec } from '../../src/messages/mls-message.ts';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import {
  encodePrivateMessageContent,
  privateContentAadCodec,
  senderDataAadCodec,
  senderDataCodec,
} from '../../src/messages/private-message.ts';
import { takeKey } from '../../src/schedule/secret-tree.ts';
import { senderDataKey } from '../../src/schedule/sender-data.ts';
import { GENERATIONS_SKIPPED_MAX } from '../../src/schedule/ratchet.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import { addAll, makeClient, Participant } from '../people.ts';
import { expectCode } from './expect-code.ts';
import { forge, forgeCommit, soundPath } from './forge.ts';

const suite = suiteById(SUITE_X25519);

beforeAll(() => ready);

let alice: Participant;
let bob: Participant;

beforeEach(() => {
  [alice, bob] = addAll(Participant.found(makeClient(suite, 'alice')), [makeClient(suite, 'bob')]) as [
    Participant,
    Participant,
  ];
});

function say(text: string): Uint8Array {
  const created = createMessage(alice.state, { plaintext: utf8(text), random: alice.client.random });
  alice.take(created);
  return created.message;
}

/** A private message built by hand, so that each of its parts can be wrong. */
function handmade(change: { leafIndex?: number; generation?: number; paddingByte?: number }): Uint8Array {
  const { epoch, ownLeafIndex } = alice.state;
  const { groupId, epoch: number } = epoch.context;
  const header = { groupId, epoch: number, contentType: 'application', authenticatedData: utf8('') } as const;
  const { key, nonce, generation } = takeKey(suite, epoch.secretTree, ownLeafIndex, 'application', null);
  const content = { type: 'application', applicationData: utf8('x') } as const;
  const auth = { signature: new Uint8Array(64), confirmationTag: null };
  const plaintext = encodePrivateMessageContent({ content, auth }, 200);
  plaintext[199] = change.paddingByte ?? 0;
  const aad = encode(privateContentAadCodec, header);
  const ciphertext = nonce.use((bytes) => suite.aead.seal(key, bytes, aad, plaintext));
  const senderData = encode(senderDataCodec, {
    leafIndex: leafIndexOf(change.leafIndex ?? ownLeafIndex),
    generation: change.generation ?? generation,
    reuseGuard: new Uint8Array(4),
  });
  const sample = senderDataKey(suite, epoch.secrets.senderDataSecret, ciphertext);
  const encryptedSenderData = sample.nonce.use((bytes) =>
    suite.aead.seal(sample.key, bytes, encode(senderDataAadCodec, header), senderData),
  );
  return encode(mlsMessageCodec, {
    type: 'privateMessage',
    privateMessage: { ...header, encryptedSenderData, ciphertext },
  });
}

describe('form', () => {
  it('malformed (§2.1, §6): every shortened and every lengthened message is refused', () => {
    const message = say('whole');
    for (let length = 0; length < message.length; length++) {
      expectCode(() => bob.receive(message.subarray(0, length)), 'malformed');
    }
    expectCode(() => bob.receive(new Uint8Array([...message, 0])), 'malformed');
    expect(bob.receive(message).kind).toBe('application');
  });

  it('wrong-wire-format (§6): a key package is no message to a group', () => {
    const message = encodeKeyPackage(makeClient(suite, 'carol').keyPackage().keyPackage);
    expectCode(() => bob.receive(message), 'wrong-wire-format');
  });

  it('wrong-group (§6): a message to another group', () => {
    const content = { type: 'application', applicationData: utf8('x') } as const;
    expectCode(
      () => bob.receive(forge(alice, content, { framed: { groupId: utf8('other') } })),
      'wrong-group',
    );
  });

  it('wrong-epoch (§12.4.2): a commit of a past epoch, and anything of one to come', () => {
    const late = forgeCommit(alice, []);
    alice.commit([bob]);
    expectCode(() => bob.receive(late), 'wrong-epoch');
    const content = { type: 'application', applicationData: utf8('x') } as const;
    const early = forge(alice, content, { framed: { epoch: alice.state.epoch.context.epoch + 1n } });
    expectCode(() => bob.receive(early), 'wrong-epoch');
  });

  it('group-inactive (§12.4.2): nothing goes on after one is removed', () => {
    alice.commit([bob], { proposals: [{ type: 'remove', removed: bob.state.ownLeafIndex }] });
    expectCode(() => bob.receive(say('after')), 'group-inactive', 'own');
    expectCode(() => bob.stage(), 'group-inactive', 'own');
  });

  it('own-message (§9.1): our own message, come back, does not move our sending ratchet', () => {
    const message = say('x');
    expectCode(() => alice.receive(message), 'own-message');
  });

  it('proposals-pending (§12.4): no application data while a proposal waits', () => {
    const proposal = { type: 'remove', removed: bob.state.ownLeafIndex } as const;
    alice.receive(forge(bob, { type: 'proposal', proposal }));
    expectCode(() => say('x'), 'proposals-pending', 'own');
  });
});

describe('framing', () => {
  it('sender-type (§6.1): each type of sender sends only its type of content', () => {
    const external = { type: 'external', senderIndex: 0 } as const;
    const commit = forgeCommit(alice, [], soundPath(alice), {
      wireFormat: 'publicMessage',
      framed: { sender: external },
    });
    expectCode(() => bob.receive(commit), 'sender-type');
    const newcomer = {
      framed: { sender: { type: 'newMemberProposal' } },
      wireFormat: 'publicMessage',
    } as const;
    const proposal = { type: 'remove', removed: leafIndexOf(0) } as const;
    expectCode(() => bob.receive(forge(alice, { type: 'proposal', proposal }, newcomer)), 'sender-type');
  });

  it('sender-blank (§6.3.2): the sender is no member', () => {
    expectCode(() => bob.receive(handmade({ leafIndex: 0xffff_ffff })), 'sender-blank');
    const sender = { type: 'member', leafIndex: leafIndexOf(7) } as const;
    const open = forgeCommit(alice, [], null, { wireFormat: 'publicMessage', framed: { sender } });
    expectCode(() => bob.receive(open), 'sender-blank');
  });

  it('sender-unknown (§12.1.8.1): an external sender that the group does not list', () => {
    const proposal = { type: 'remove', removed: leafIndexOf(0) } as const;
    const sender = { type: 'external', senderIndex: 0 } as const;
    const message = forge(
      alice,
      { type: 'proposal', proposal },
      { wireFormat: 'publicMessage', framed: { sender } },
    );
    expectCode(() => bob.receive(message), 'sender-unknown');
  });

  it('message-signature (§6.1): signed with another key, in either wire format', () => {
    const { secretKey } = makeClient(suite, 'mallory').signatureKeyPair;
    for (const wireFormat of ['publicMessage', 'privateMessage'] as const) {
      const message = forgeCommit(alice, [], soundPath(alice), { wireFormat, signatureKey: secretKey });
      expectCode(() => bob.receive(message), 'message-signature');
    }
  });

  it('membership-tag (§6.2): a public message of a member without the epoch’s membership key', () => {
    const message = parseMlsMessage(
      forgeCommit(alice, [], soundPath(alice), { wireFormat: 'publicMessage' }),
    );
    if (message.type !== 'publicMessage') throw new TypeError(message.type);
    const publicMessage = { ...message.publicMessage, membershipTag: new Uint8Array(suite.hash.bytes) };
    const forged = encode(mlsMessageCodec, { type: 'publicMessage', publicMessage });
    expectCode(() => bob.receive(forged), 'membership-tag');
  });

  it('application-in-public (§6): application data travels encrypted only', () => {
    const content = { type: 'application', applicationData: utf8('x') } as const;
    const message = forge(alice, content, { wireFormat: 'publicMessage' });
    expectCode(() => bob.receive(message), 'application-in-public');
  });

  it('padding (§6.3.1): padding that is not zero', () => {
    expectCode(() => bob.receive(handmade({ paddingByte: 1 })), 'padding');
  });

  it('decryption-failed (§6.3): every changed byte of a message is refused', () => {
    const message = say('whole');
    for (let at = 0; at < message.length; at++) {
      const changed = message.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(() => bob.receive(changed)).toThrow(expect.objectContaining({ name: 'CryptoError' }));
    }
    const last = message.slice();
    last[last.length - 1] = (last.at(-1) ?? 0) ^ 0x80;
    expectCode(() => bob.receive(last), 'decryption-failed');
    expect(bob.receive(message).kind).toBe('application');
  });

  it('ratchet-too-far (§15.3): a generation so far ahead that reaching it would be work for us', () => {
    expectCode(() => bob.receive(handmade({ generation: GENERATIONS_SKIPPED_MAX + 1 })), 'ratchet-too-far');
  });

  it('key-consumed (§9.1): a message that comes again', () => {
    const [first, second] = [say('first'), say('second')];
    bob.receive(second);
    bob.receive(first);
    expectCode(() => bob.receive(first), 'key-consumed');
    expectCode(() => bob.receive(second), 'key-consumed');
  });
});
