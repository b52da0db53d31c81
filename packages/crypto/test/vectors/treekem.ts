import assert from 'node:assert/strict';
import { decode, encode } from '@hushroom/codec';
import { concat } from '../../src/bytes.ts';
import { groupContextCodec } from '../../src/messages/group-context.ts';
import { ratchetTreeCodec } from '../../src/messages/parent-node.ts';
import { updatePathCodec } from '../../src/messages/update-path.ts';
import { Secret } from '../../src/secret.ts';
import type { CipherSuite } from '../../src/suite/cipher-suite.ts';
import { leafIndexOf, leafToNode, nodeIndexOf, type LeafIndex, type NodeIndex } from '../../src/tree/math.ts';
import { nodeKeyPair } from '../../src/tree/path-secret.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../src/tree/tree-hash.ts';
import { makeFreshPath, mergeUpdatePath, openUpdatePath, sealFreshPath } from '../../src/tree/update-path.ts';
import { toHex, bare, hex, secret, suiteOf, type VectorFamily } from './family.ts';

interface TreeKemVector {
  cipher_suite: number;
  group_id: string;
  epoch: number;
  confirmed_transcript_hash: string;
  ratchet_tree: string;
  leaves_private: {
    index: number;
    encryption_priv: string;
    signature_priv: string;
    path_secrets: { node: number; path_secret: string }[];
  }[];
  update_paths: {
    sender: number;
    update_path: string;
    path_secrets: (string | null)[];
    commit_secret: string;
    tree_hash_after: string;
  }[];
}

const NONE: ReadonlySet<LeafIndex> = new Set();

function privateKeys(
  suite: CipherSuite,
  leaf: TreeKemVector['leaves_private'][number],
): Map<NodeIndex, Secret> {
  const keys = new Map([[leafToNode(leafIndexOf(leaf.index)), secret(leaf.encryption_priv)]]);
  for (const { node, path_secret } of leaf.path_secrets) {
    keys.set(nodeIndexOf(node), nodeKeyPair(suite, secret(path_secret)).secretKey);
  }
  return keys;
}

export const treeKem: VectorFamily = {
  name: 'treekem',
  fields: ['leaves_private', 'update_paths', 'ratchet_tree'],
  check(vector: TreeKemVector) {
    const suite = suiteOf(vector);
    const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
    const tree = RatchetTree.ofNodes(decode(ratchetTreeCodec, hex(vector.ratchet_tree)));
    const contextOf = (after: RatchetTree): Uint8Array =>
      encode(groupContextCodec, {
        version: 1,
        cipherSuite: vector.cipher_suite,
        groupId: hex(vector.group_id),
        epoch: BigInt(vector.epoch),
        treeHash: treeHash(after.root, suite.hash),
        confirmedTranscriptHash: hex(vector.confirmed_transcript_hash),
        extensions: [],
      });

    for (const each of vector.update_paths) {
      const path = decode(updatePathCodec, hex(each.update_path));
      const sender = leafIndexOf(each.sender);
      const merged = mergeUpdatePath(suite, tree, sender, path);
      assert.equal(toHex(treeHash(merged.root, suite.hash)), each.tree_hash_after);
      for (const leaf of vector.leaves_private) {
        if (leaf.index === each.sender) continue;
        const opened = openUpdatePath({
          suite,
          before: tree,
          sender,
          path,
          added: NONE,
          own: leafIndexOf(leaf.index),
          privateKeys: privateKeys(suite, leaf),
          groupContext: contextOf(merged),
        });
        assert.equal(bare(opened.commitSecret), each.commit_secret);
        // The first path secret is that of the common ancestor; its key pair must be among those derived.
        const first = nodeKeyPair(suite, secret(each.path_secrets[leaf.index] ?? '')).secretKey;
        assert.equal(bare([...opened.privateKeys.values()][0] ?? secret('')), bare(first));
      }

      const senderPrivate = vector.leaves_private.find((leaf) => leaf.index === each.sender);
      const senderLeaf = tree.leaf(sender);
      assert.ok(senderPrivate && senderLeaf);
      const fresh = makeFreshPath({
        suite,
        tree,
        groupId: hex(vector.group_id),
        leafIndex: sender,
        leaf: senderLeaf,
        signatureKey: Secret.of(concat(hex(senderPrivate.signature_priv), senderLeaf.signatureKey)),
        random,
      });
      const context = contextOf(fresh.tree);
      const ours = sealFreshPath(suite, fresh, context, NONE, random);
      for (const leaf of vector.leaves_private) {
        if (leaf.index === each.sender) continue;
        const opened = openUpdatePath({
          suite,
          before: tree,
          sender,
          path: ours,
          added: NONE,
          own: leafIndexOf(leaf.index),
          privateKeys: privateKeys(suite, leaf),
          groupContext: context,
        });
        assert.ok(opened.commitSecret.equals(fresh.commitSecret));
      }
    }
  },
};
