// Resolutions (RFC 9420 §4.1.1): the nodes whose keys together reach everyone below a node.
import type { LeafIndex, NodeIndex } from './math.ts';
import { leafToNode } from './math.ts';
import { Leaf, findSubtree, type Subtree } from './subtree.ts';

/** A node that is not blank, and its key. */
interface ResolutionNode {
  readonly nodeIndex: NodeIndex;
  readonly encryptionKey: Uint8Array;
}

/**
 * The resolution of a subtree's head without the leaves in `excluded`: those added by the commit at hand, which get
 * their secrets in the welcome (RFC 9420 §7.5).
 */
export function resolution(subtree: Subtree, excluded: ReadonlySet<LeafIndex>): ResolutionNode[] {
  const nodes: ResolutionNode[] = [];
  collect(subtree, excluded, nodes);
  return nodes;
}

function collect(subtree: Subtree, excluded: ReadonlySet<LeafIndex>, nodes: ResolutionNode[]): void {
  if (subtree.members === 0) return;
  if (subtree instanceof Leaf) {
    if (subtree.leafNode === null || excluded.has(subtree.leafIndex)) return;
    nodes.push({ nodeIndex: subtree.nodeIndex, encryptionKey: subtree.leafNode.encryptionKey });
    return;
  }
  if (subtree.parentNode === null) {
    collect(subtree.left, excluded, nodes);
    collect(subtree.right, excluded, nodes);
    return;
  }
  nodes.push({ nodeIndex: subtree.nodeIndex, encryptionKey: subtree.parentNode.encryptionKey });
  for (const leaf of subtree.parentNode.unmergedLeaves) {
    const unmerged = findSubtree(subtree, leafToNode(leaf));
    if (unmerged !== null) collect(unmerged, excluded, nodes);
  }
}
