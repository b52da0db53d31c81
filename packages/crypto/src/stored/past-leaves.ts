// The leaves of a past epoch, told by how they differ from those of the epoch after it.
import type { LeafNode } from '../messages/leaf-node.ts';
import type { LeafIndex } from '../tree/math.ts';
import { RatchetTree, type LeafLookup } from '../tree/ratchet-tree.ts';
import type { ReplacedLeaf } from './codecs.ts';
import { eachChangedNode } from './tree-difference.ts';

/** A past epoch's leaves as loaded. */
export class PastLeaves implements LeafLookup {
  readonly replaced: readonly ReplacedLeaf[];
  readonly #newer: LeafLookup;
  readonly #byIndex: ReadonlyMap<LeafIndex, LeafNode | null>;

  constructor(newer: LeafLookup, replaced: readonly ReplacedLeaf[]) {
    this.replaced = replaced;
    this.#newer = newer;
    this.#byIndex = new Map(replaced.map(({ leafIndex, leafNode }) => [leafIndex, leafNode]));
  }

  leaf(leaf: LeafIndex): LeafNode | null {
    const replaced = this.#byIndex.get(leaf);
    return replaced === undefined ? this.#newer.leaf(leaf) : replaced;
  }
}

/** How the leaves of a past epoch differ from those of the next. */
export function replacedLeaves(past: LeafLookup, newer: LeafLookup): readonly ReplacedLeaf[] {
  if (past instanceof PastLeaves) return past.replaced;
  if (!(past instanceof RatchetTree) || !(newer instanceof RatchetTree)) {
    throw new TypeError('loaded epochs are older than all others');
  }
  const replaced: ReplacedLeaf[] = [];
  eachChangedNode(past.root, newer.root, (nodeIndex) => {
    if (nodeIndex % 2 !== 0) return;
    const leafIndex = (nodeIndex / 2) as LeafIndex;
    replaced.push({ leafIndex, leafNode: past.leaf(leafIndex) });
  });
  return replaced;
}
