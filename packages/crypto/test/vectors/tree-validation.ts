import assert from 'node:assert/strict';
import { decode } from '@hushroom/codec';
import { ratchetTreeCodec } from '../../src/messages/parent-node.ts';
import { nodeIndexOf, type LeafIndex } from '../../src/tree/math.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { resolution } from '../../src/tree/resolution.ts';
import { findSubtree } from '../../src/tree/subtree.ts';
import { treeHash } from '../../src/tree/tree-hash.ts';
import { checkRatchetTree } from '../../src/validation/ratchet-tree.ts';
import { hex, suiteOf, toHex, type VectorFamily } from './family.ts';

interface TreeValidationVector {
  cipher_suite: number;
  tree: string;
  group_id: string;
  resolutions: number[][];
  tree_hashes: string[];
}

const NONE: ReadonlySet<LeafIndex> = new Set();

export const treeValidation: VectorFamily = {
  name: 'tree-validation',
  fields: ['tree', 'resolutions', 'tree_hashes'],
  check(vector: TreeValidationVector) {
    const suite = suiteOf(vector);
    const tree = RatchetTree.ofNodes(decode(ratchetTreeCodec, hex(vector.tree)));
    vector.tree_hashes.forEach((expected, at) => {
      const subtree = findSubtree(tree.root, nodeIndexOf(at));
      assert.ok(subtree);
      assert.equal(toHex(treeHash(subtree, suite.hash)), expected);
      assert.deepEqual(
        resolution(subtree, NONE).map(({ nodeIndex }) => nodeIndex),
        vector.resolutions[at],
      );
    });
    const context = {
      version: 1,
      cipherSuite: suite.id,
      groupId: hex(vector.group_id),
      epoch: 0n,
      treeHash: treeHash(tree.root, suite.hash),
      confirmedTranscriptHash: new Uint8Array(0),
      extensions: [],
    };
    checkRatchetTree(suite, tree, context, () => undefined);
  },
};
