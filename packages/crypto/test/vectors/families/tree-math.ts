// Tree math: RFC 9420 appendix C for a tree of n leaves.
import { left, level, nodeIndexOf, parent, right, rootOf, sibling } from '../../../src/tree/math.ts';
import { family, same } from './family.ts';

interface TreeMathCase {
  readonly n_leaves: number;
  readonly n_nodes: number;
  readonly root: number;
  readonly left: readonly (number | null)[];
  readonly right: readonly (number | null)[];
  readonly parent: readonly (number | null)[];
  readonly sibling: readonly (number | null)[];
}

export const treeMath = family<TreeMathCase>(
  'tree-math',
  ['n_leaves', 'n_nodes', 'root', 'sibling'],
  (vector) => {
    const root = rootOf(vector.n_leaves);
    same('root', root, vector.root);
    same('n_nodes', 2 * vector.n_leaves - 1, vector.n_nodes);
    for (let index = 0; index < vector.n_nodes; index += 1) {
      const node = nodeIndexOf(index);
      const atRoot = node === root;
      same(`left of ${index}`, left(node), vector.left[index]);
      same(`right of ${index}`, right(node), vector.right[index]);
      same(`parent of ${index}`, atRoot ? null : parent(node), vector.parent[index]);
      same(`sibling of ${index}`, atRoot ? null : sibling(node), vector.sibling[index]);
      same(`level of ${index}`, level(node) === 0, left(node) === null);
    }
  },
);
