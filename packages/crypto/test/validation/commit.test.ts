// Rules on commits and their paths (RFC 9420 §7.5, §7.6, §12.4), broken one at a time. Titles begin with the code.
import { encode } from '@hushroom/codec';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import { createMessage } from '../../src/group/messages.ts';
import { epochAuthenticator } from '../../src/group/secrets.ts';
import type { Commit } from '../../src/messages/commit.ts';
import { mlsMessageCodec } from '../../src/messages/mls-message.ts';
import { utf8 } from '../../src/bytes.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import { openUpdatePath } from '../../src/tree/update-path.ts';
import { addAll, anyCredential, makeClient, Participant } from '../people.ts';
import { expectCode } from './expect-code.ts';
import { forgeCommit, soundPath } from './forge.ts';

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

/** A commit in the open, so that parts of it can be read. */
function committed(message: Uint8Array): Commit {
  const decoded = parseMlsMessage(message);
  const content = decoded.type === 'publicMessage' ? decoded.publicMessage.framed.content : null;
  if (content?.type !== 'commit') throw new TypeError('a public commit');
  return content.commit;
}

describe('paths', () => {
  it('path-missing (§12.4): an empty commit, and one that only removes, without a path', () => {
    expectCode(() => bob.receive(forgeCommit(alice, [], null)), 'path-missing');
    const removal = { type: 'remove', removed: carol.state.ownLeafIndex } as const;
    expectCode(() => bob.receive(forgeCommit(alice, [removal], null)), 'path-missing');
    const replacement = { type: 'groupContextExtensions', extensions: [] } as const;
    expectCode(() => bob.receive(forgeCommit(alice, [replacement], null)), 'path-missing');
  });

  it('path-missing (§12.4): a commit that only removes is created with a path even where none is asked for', () => {
    const removal = { type: 'remove', removed: carol.state.ownLeafIndex } as const;
    const { commit } = alice.stage({ proposals: [removal], omitPath: true, wireFormat: 'publicMessage' });
    expect(committed(commit).path).not.toBeNull();
  });

  it('path-length (§7.6): more or fewer nodes than the filtered direct path has', () => {
    const path = soundPath(alice);
    for (const nodes of [path.nodes.slice(1), []]) {
      expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, nodes })), 'path-length');
    }
    const extra = soundPath(alice).nodes;
    expectCode(
      () => bob.receive(forgeCommit(alice, [], { ...path, nodes: [...path.nodes, ...extra.slice(0, 1)] })),
      'path-length',
    );
  });

  it('path-ciphertexts (§7.6): not one ciphertext for each node of the resolution', () => {
    const path = soundPath(alice);
    const nodes = path.nodes.map((node) => ({ ...node, encryptedPathSecret: [] }));
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, nodes })), 'path-ciphertexts');
  });

  it('path-key-in-use (§12.4.2): a key that is in the tree already, or twice in the path', () => {
    const path = soundPath(alice);
    const { encryptionKey = utf8('') } = carol.state.epoch.tree.leaf(carol.state.ownLeafIndex) ?? {};
    const taken = path.nodes.map((node) => ({ ...node, encryptionKey }));
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, nodes: taken })), 'path-key-in-use');
    const twice = path.nodes.map((node) => ({ ...node, encryptionKey: path.leafNode.encryptionKey }));
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, nodes: twice })), 'path-key-in-use');
  });

  it('path-parent-hash (§7.9.2): the leaf was signed for another path', () => {
    const { leafNode } = soundPath(alice);
    const { nodes } = soundPath(alice);
    expectCode(() => bob.receive(forgeCommit(alice, [], { leafNode, nodes })), 'path-parent-hash');
  });

  it('path-secret (§7.5): sealed to us, it does not open; only we can tell', () => {
    const path = soundPath(alice);
    const nodes = path.nodes.map((node) => ({
      ...node,
      encryptedPathSecret: node.encryptedPathSecret.map(({ kemOutput, ciphertext }) => ({
        kemOutput,
        ciphertext: ciphertext.map((byte) => byte ^ 1),
      })),
    }));
    expectCode(() => bob.receive(forgeCommit(alice, [], { ...path, nodes })), 'path-secret', 'own');
  });
});

describe('commits', () => {
  it('confirmation-tag (§12.4.2): all rules hold, but the sender is in another epoch than we', () => {
    const { commit } = alice.stage({ wireFormat: 'publicMessage' });
    const { path } = committed(commit);
    expectCode(() => bob.receive(forgeCommit(alice, [], path)), 'confirmation-tag', 'own');
    bob.receive(commit);
  });

  it('psk-unavailable (§12.4.2): a PSK that we do not have; others may', () => {
    const psk = { psk: { type: 'external', pskId: utf8('id') }, pskNonce: new Uint8Array(32) } as const;
    const commit = forgeCommit(alice, [{ type: 'psk', psk }], null);
    expectCode(() => bob.receive(commit), 'psk-unavailable', 'own');
  });

  it('commit-refused (§12.2): the application’s own rules, at the creator as at the receiver', () => {
    const checkCommit = (): never => {
      throw new TypeError('only admins');
    };
    const { commit } = alice.stage();
    expectCode(() => bob.receive(commit, { checkCredential: anyCredential, checkCommit }), 'commit-refused');
    expectCode(() => alice.stage({ checkCommit }), 'commit-refused');
  });

  it('changes nothing when it is refused: the same state takes the next commit', () => {
    const before = bob.state;
    expectCode(() => bob.receive(forgeCommit(alice, [], null)), 'path-missing');
    expect(bob.state).toBe(before);
    alice.commit([bob, carol]);
    expect(epochAuthenticator(bob.state)).toEqual(epochAuthenticator(alice.state));
  });

  it('every changed byte of a public commit is refused', () => {
    const { commit } = alice.stage({ wireFormat: 'publicMessage' });
    const step = 7;
    for (let at = 0; at < commit.length; at += step) {
      const changed = commit.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(() => bob.receive(changed)).toThrow(expect.objectContaining({ name: 'CryptoError' }));
    }
    expect(encode(mlsMessageCodec, parseMlsMessage(commit))).toEqual(commit);
  });
});

describe('a removed member', () => {
  it('finds nothing sealed to it in the commit that removes it, and reads nothing after it', () => {
    const { commit, staged } = alice.stage({
      proposals: [{ type: 'remove', removed: carol.state.ownLeafIndex }],
      wireFormat: 'publicMessage',
    });
    const { path } = committed(commit);
    if (path === null) throw new TypeError('a removal has a path');
    // All that carol ever had, tried on the path as if the tree still held her, and as it now is.
    for (const before of [carol.state.epoch.tree, carol.state.epoch.tree.remove(carol.state.ownLeafIndex)]) {
      const open = (): unknown =>
        openUpdatePath({
          suite,
          before,
          sender: alice.state.ownLeafIndex,
          path,
          added: new Set(),
          own: carol.state.ownLeafIndex,
          privateKeys: carol.state.epoch.privateKeys,
          groupContext: staged.epoch.contextBytes,
        });
      expectCode(open, 'path-secret', 'own');
    }
    bob.receive(commit);
    const { message } = createMessage(bob.state, { plaintext: utf8('secret'), random: bob.client.random });
    expectCode(() => carol.receive(message), 'wrong-epoch');
  });
});
