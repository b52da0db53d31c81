// Rules on welcomes, group infos and the trees in them (RFC 9420 §7.9, §12.4.3), broken one at a time in a forged
// welcome that is sound otherwise. Titles begin with the code.
import { encode } from '@hushroom/codec';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/bytes.ts';
import { parseMlsMessage } from '../../src/group/envelope.ts';
import { joinGroup, type JoinOptions } from '../../src/group/join.ts';
import type { KeyPackageSecrets } from '../../src/group/key-package.ts';
import type { KeyPackage } from '../../src/messages/key-package.ts';
import { mlsMessageCodec } from '../../src/messages/mls-message.ts';
import { ratchetTreeCodec, type Node, type ParentNode } from '../../src/messages/parent-node.ts';
import { EXTENSION_TYPE } from '../../src/messages/extension.ts';
import type { IdentifiedPsk } from '../../src/schedule/psk-secret.ts';
import type { Secret } from '../../src/secret.ts';
import { ready } from '../../src/sodium/libsodium.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { Branch, Leaf, type Subtree } from '../../src/tree/subtree.ts';
import { checkUnmergedLeaves } from '../../src/validation/ratchet-tree.ts';
import { addAll, anyCredential, makeClient, Participant, type Client } from '../people.ts';
import { expectCode } from './expect-code.ts';
import { forgeWelcome, type ForgedWelcome } from './forge.ts';

const suite = suiteById(SUITE_X25519);

beforeAll(() => ready);

let alice: Client;
let bob: Client;
let alicesLeaf: Node;
let made: { keyPackage: KeyPackage; secrets: KeyPackageSecrets };

beforeEach(() => {
  alice = makeClient(suite, 'alice');
  bob = makeClient(suite, 'bob');
  alicesLeaf = { type: 'leaf', leafNode: alice.keyPackage().keyPackage.leafNode };
  made = bob.keyPackage();
});

const bobsLeaf = (): Node => ({ type: 'leaf', leafNode: made.keyPackage.leafNode });
const treeOf = (...nodes: (Node | null)[]): RatchetTree => RatchetTree.ofNodes(nodes);
const soundTree = (): RatchetTree => treeOf(alicesLeaf, null, bobsLeaf());

function parentOf(change: Partial<ParentNode> = {}): Node {
  const { initKey: encryptionKey } = alice.keyPackage().keyPackage;
  return {
    type: 'parent',
    parentNode: { encryptionKey, parentHash: utf8(''), unmergedLeaves: [], ...change },
  };
}

function join(change: Partial<ForgedWelcome> = {}, options: Partial<JoinOptions> = {}): unknown {
  const welcome = forgeWelcome(alice, { tree: soundTree(), keyPackage: made.keyPackage, ...change });
  return joinGroup({
    welcome,
    ...made,
    signatureKey: bob.signatureKeyPair.secretKey,
    checkCredential: anyCredential,
    ...options,
  });
}

describe('welcomes', () => {
  it('takes the forged welcome when nothing in it is wrong', () => {
    expect(join()).toMatchObject({ signer: 0 });
  });

  it('welcome-not-for-us (§12.4.3.1): for another key package', () => {
    expectCode(() => join({ keyPackage: bob.keyPackage().keyPackage }), 'welcome-not-for-us', 'own');
  });

  it('welcome-suite (§12.4.3.1): of another suite than the key package', () => {
    const keyPackage = { ...made.keyPackage, cipherSuite: 0xf00e };
    expectCode(() => join({}, { keyPackage }), 'welcome-suite');
  });

  it('decryption-failed (§12.4.3.1): every changed byte is refused', () => {
    const welcome = forgeWelcome(alice, { tree: soundTree(), keyPackage: made.keyPackage });
    for (let at = 0; at < welcome.length; at += 5) {
      const changed = welcome.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(() => join({}, { welcome: changed })).toThrow(expect.objectContaining({ name: 'CryptoError' }));
    }
    const message = parseMlsMessage(welcome);
    if (message.type !== 'welcome') throw new TypeError(message.type);
    const encryptedGroupInfo = message.welcome.encryptedGroupInfo.map((byte) => byte ^ 1);
    const changed = encode(mlsMessageCodec, {
      type: 'welcome',
      welcome: { ...message.welcome, encryptedGroupInfo },
    });
    expectCode(() => join({}, { welcome: changed }), 'decryption-failed', 'own');
  });

  it('group-version (§12.4.3.1): a group of another version or suite', () => {
    expectCode(() => join({ context: { version: 2 } }), 'group-version');
    expectCode(() => join({ context: { cipherSuite: 0xf00e } }), 'group-version');
  });

  it('group-info-signature (§12.4.3.1): not signed by the one it names', () => {
    expectCode(() => join({ signature: new Uint8Array(64) }), 'group-info-signature');
    expectCode(() => join({ groupInfo: { signer: leafIndexOf(1) } }), 'group-info-signature');
  });

  it('group-info-signer (§12.4.3.1): nobody sits at the leaf it names', () => {
    expectCode(() => join({ groupInfo: { signer: leafIndexOf(9) } }), 'group-info-signer');
  });

  it('confirmation-tag (§12.4.3.1): the tag does not confirm the epoch', () => {
    expectCode(() => join({ groupInfo: { confirmationTag: new Uint8Array(32) } }), 'confirmation-tag', 'own');
  });

  it('group-extension-unsupported (§13.4): the group uses an extension that we do not support', () => {
    const extensions = [{ extensionType: 0xf123, extensionData: utf8('') }];
    expectCode(() => join({ context: { extensions } }), 'group-extension-unsupported');
  });
});

describe('trees', () => {
  it('tree-missing (§12.4.3.3): neither inside nor apart', () => {
    expectCode(() => join({ groupInfo: { extensions: [] } }), 'tree-missing', 'own');
  });

  it('tree-malformed (§12.4.3.3): a blank node at the end, none at all, or a node of the wrong kind', () => {
    const within = (nodes: readonly (Node | null)[]): Partial<ForgedWelcome> => ({
      groupInfo: {
        extensions: [
          {
            extensionType: EXTENSION_TYPE.ratchetTree,
            extensionData: encode(ratchetTreeCodec, nodes),
          },
        ],
      },
    });
    expectCode(() => join(within([alicesLeaf, null])), 'tree-malformed');
    expectCode(() => join(within([])), 'tree-malformed');
    expectCode(() => join(within([alicesLeaf, bobsLeaf()])), 'tree-malformed');
    expectCode(() => join(within([parentOf()])), 'tree-malformed');
  });

  it('tree-hash (§12.4.3.1): another tree than the GroupContext names', () => {
    expectCode(() => join({ context: { treeHash: new Uint8Array(32) } }), 'tree-hash');
  });

  it('parent-hash (§7.9.2): a parent that no leaf below vouches for', () => {
    expectCode(() => join({ tree: treeOf(alicesLeaf, parentOf(), bobsLeaf()) }), 'parent-hash');
  });

  it('unmerged-leaves (§12.4.3.1): not sorted, not below, blank, or merged in between', () => {
    const carolsLeaf: Node = {
      type: 'leaf',
      leafNode: makeClient(suite, 'carol').keyPackage().keyPackage.leafNode,
    };
    const davesLeaf: Node = {
      type: 'leaf',
      leafNode: makeClient(suite, 'dave').keyPackage().keyPackage.leafNode,
    };
    const leaves = (...unmerged: number[]): Node => parentOf({ unmergedLeaves: unmerged.map(leafIndexOf) });
    const wrong = [
      treeOf(alicesLeaf, leaves(1, 0), bobsLeaf()),
      treeOf(alicesLeaf, leaves(1, 1), bobsLeaf()),
      treeOf(alicesLeaf, leaves(2), bobsLeaf(), null, carolsLeaf),
      treeOf(alicesLeaf, null, bobsLeaf(), leaves(3), carolsLeaf),
      // Parents are looked at in order: the root, which comes second, lists a leaf that the parent below does not.
      treeOf(alicesLeaf, null, bobsLeaf(), leaves(2), carolsLeaf, leaves(), davesLeaf),
    ];
    for (const tree of wrong) expectCode(() => join({ tree }), 'unmerged-leaves');
  });

  it('unmerged-leaves (§12.4.3.1): a tree that lists every leaf at every parent costs little more than its size', () => {
    const depth = 9;
    const { leafNode } = made.keyPackage;
    let reads = 0;
    const build = (first: number, width: number): Subtree => {
      if (width === 1) return new Leaf(leafIndexOf(first), leafNode);
      const listed = Array.from({ length: width }, (_, at) => leafIndexOf(first + at));
      const unmergedLeaves = new Proxy(listed, {
        get: (target, name): unknown => {
          reads += 1;
          return Reflect.get(target, name);
        },
      });
      const parentNode = { encryptionKey: leafNode.encryptionKey, parentHash: utf8(''), unmergedLeaves };
      return new Branch(parentNode, build(first, width / 2), build(first + width / 2, width / 2));
    };
    const root = build(0, 2 ** depth);
    if (!(root instanceof Branch) || root.parentNode === null) throw new TypeError('a root of many leaves');
    checkUnmergedLeaves(root, root.parentNode);
    // Per leaf and level one search by halving; comparing with each listed leaf would be 2^9 in the place of 9.
    expect(reads).toBeLessThan(2 ** depth * depth * (depth + 4));
  });

  it('encryption-key-in-use (§12.4.3.1): a parent with the key of another node', () => {
    const { encryptionKey } = made.keyPackage.leafNode;
    expectCode(
      () => join({ tree: treeOf(alicesLeaf, parentOf({ encryptionKey }), bobsLeaf()) }),
      'encryption-key-in-use',
    );
  });

  it('signature-key-in-use (§7.3): one client at two leaves', () => {
    const twin: Node = { type: 'leaf', leafNode: alice.keyPackage().keyPackage.leafNode };
    expectCode(
      () => join({ tree: treeOf(alicesLeaf, null, bobsLeaf(), null, twin) }),
      'signature-key-in-use',
    );
  });

  it('own-leaf-missing (§12.4.3.1): our leaf is not in the tree', () => {
    const carolsLeaf: Node = {
      type: 'leaf',
      leafNode: makeClient(suite, 'carol').keyPackage().keyPackage.leafNode,
    };
    expectCode(() => join({ tree: treeOf(alicesLeaf, null, carolsLeaf) }), 'own-leaf-missing', 'own');
  });
});

describe('groups that continue others', () => {
  const oldGroup = (): Participant => addAll(Participant.found(alice), [bob])[1] as Participant;

  function tied(old: Participant, usage: 'reinit' | 'branch', nonce = 1): IdentifiedPsk {
    const { groupId: pskGroupId, epoch: pskEpoch } = old.state.epoch.context;
    return {
      id: {
        psk: { type: 'resumption', usage, pskGroupId, pskEpoch },
        pskNonce: new Uint8Array(suite.kdf.bytes).fill(nonce),
      },
      psk: old.state.epoch.secrets.resumptionPsk,
    };
  }

  it('resumption-psk (§12.4.3.1): tied to two groups, or to one that is not at hand', () => {
    const old = oldGroup();
    const two = [tied(old, 'branch', 1), tied(old, 'branch', 2)];
    expectCode(() => join({ psks: two }, { continues: old.state }), 'resumption-psk');
    const psk = tied(old, 'branch');
    const findPsk = (): Secret => psk.psk;
    expectCode(() => join({ psks: [psk] }, { findPsk }), 'resumption-psk', 'own');
  });

  it('resumption-epoch (§12.4.3.1): not the first commit of the new group', () => {
    const old = oldGroup();
    const psks = [tied(old, 'branch')];
    expectCode(() => join({ psks, context: { epoch: 2n } }, { continues: old.state }), 'resumption-epoch');
  });

  it('reinit-mismatch (§12.4.3.1): no ReInit has announced it, or it announced something else', () => {
    const old = oldGroup();
    expectCode(() => join({ psks: [tied(old, 'reinit')] }, { continues: old.state }), 'reinit-mismatch');
    const reinit = { groupId: utf8('announced'), version: 1, cipherSuite: suite.id, extensions: [] };
    const condition = { type: 'reinit', reinit } as const;
    const continues = { ...old.state, condition };
    expectCode(() => join({ psks: [tied(old, 'reinit')] }, { continues }), 'reinit-mismatch');
    const groupId = reinit.groupId;
    expect(join({ psks: [tied(old, 'reinit')], context: { groupId } }, { continues })).toMatchObject({
      signer: 0,
    });
  });

  it('branch-mismatch (§12.4.3.1): somebody in it was not in the old group', () => {
    const old = oldGroup();
    const stranger: Node = {
      type: 'leaf',
      leafNode: makeClient(suite, 'stranger').keyPackage().keyPackage.leafNode,
    };
    const tree = treeOf(alicesLeaf, null, bobsLeaf(), null, stranger);
    expectCode(
      () => join({ psks: [tied(old, 'branch')], tree }, { continues: old.state }),
      'branch-mismatch',
    );
    expect(join({ psks: [tied(old, 'branch')] }, { continues: old.state })).toMatchObject({ signer: 0 });
  });
});
