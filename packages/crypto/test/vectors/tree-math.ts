import assert from 'node:assert/strict';
import { left, nodeIndexOf, parent, right, rootOf, sibling } from '../../src/tree/math.ts';
import type { VectorFamily } from './family.ts';

interface TreeMathVector {
  n_leaves: number;
  n_nodes: number;
  root: number;
  left: (number | null)[];
  right: (number | null)[];
  parent: (number | null)[];
  sibling: (number | null)[];
}

export const treeMath: VectorFamily = {
  name: 'tree-math',
  fields: ['n_leaves', 'n_nodes', 'sibling'],
  check(vector: TreeMathVector) {
    const root = rootOf(vector.n_leaves);
    assert.equal(root, vector.root);
    assert.equal(vector.n_nodes, 2 * vector.n_leaves - 1);
    for (let at = 0; at < vector.n_nodes; at++) {
      const node = nodeIndexOf(at);
      assert.equal(left(node), vector.left[at]);
      assert.equal(right(node), vector.right[at]);
      assert.equal(node === root ? null : parent(node), vector.parent[at]);
      assert.equal(node === root ? null : sibling(node), vector.sibling[at]);
    }
  },
};
