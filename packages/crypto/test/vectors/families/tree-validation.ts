// Resolutions, tree hashes, parent hashes and leaf signatures of a public tree: RFC 9420 §4.1.1, §7.3, §7.8 and §7.9.
import { decode, encode } from '@hushroom/codec';
import { encodeLeafNodeTbs } from '../../../src/messages/leaf-node.ts';
import { ratchetTreeCodec } from '../../../src/messages/parent-node.ts';
import { verifyWithLabel } from '../../../src/suite/labeled.ts';
import { isParentHashValid } from '../../../src/tree/parent-hash.ts';
import { RatchetTree } from '../../../src/tree/ratchet-tree.ts';
import { resolution } from '../../../src/tree/resolution.ts';
import { inOrder, Leaf } from '../../../src/tree/subtree.ts';
import { treeHash } from '../../../src/tree/tree-hash.ts';
import { fromHex, same, sameBytes, suiteFamily } from './family.ts';

interface TreeValidationCase {
  readonly cipher_suite: number;
  readonly tree: string;
  readonly group_id: string;
  readonly resolutions: readonly (readonly number[])[];
  readonly tree_hashes: readonly string[];
}

export const treeValidation = suiteFamily<TreeValidationCase>(
  'tree-validation',
  ['tree', 'resolutions', 'tree_hashes'],
  (vector, suite) => {
    const tree = RatchetTree.ofNodes(decode(ratchetTreeCodec, fromHex(vector.tree)));
    sameBytes('tree', encode(ratchetTreeCodec, tree.nodes()), vector.tree);
    const groupId = fromHex(vector.group_id);
    for (const subtree of inOrder(tree.root)) {
      const at = subtree.nodeIndex;
      same(
        `resolution of ${at}`,
        resolution(subtree, new Set()).map((node) => node.nodeIndex),
        vector.resolutions[at],
      );
      sameBytes(`tree hash of ${at}`, treeHash(subtree, suite.hash), vector.tree_hashes[at] ?? 'none');
      if (subtree instanceof Leaf) {
        const { leafIndex, leafNode } = subtree;
        if (leafNode === null) continue;
        const signed = encodeLeafNodeTbs(leafNode, { groupId, leafIndex });
        verifyWithLabel(suite, leafNode.signatureKey, 'LeafNodeTBS', signed, leafNode.signature);
      } else if (subtree.parentNode !== null) {
        same(`parent hash of ${at}`, isParentHashValid(subtree, subtree.parentNode, suite.hash), true);
      }
    }
    same('number of nodes', tree.leafCount * 2 - 1, vector.tree_hashes.length);
  },
);
