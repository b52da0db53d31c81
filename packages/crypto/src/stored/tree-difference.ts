// What differs between two trees that share most of their subtrees. Shared subtrees are told by identity, so the walk
// costs as much as the change did.
import type { Node } from '../messages/parent-node.ts';
import type { NodeIndex } from '../tree/math.ts';
import { Leaf, nodeOf, type Branch, type Subtree } from '../tree/subtree.ts';

/** Calls `changed` for each node that is not the same in both trees; a node outside of the new tree is blank there. */
export function eachChangedNode(
  before: Subtree | null,
  after: Subtree | null,
  changed: (nodeIndex: NodeIndex, node: Node | null) => void,
): void {
  if (before === after) return;
  if (before === null || after === null || before.width === after.width) {
    compareHeads(before, after, changed);
    eachChangedNode(childOf(before, 'left'), childOf(after, 'left'), changed);
    eachChangedNode(childOf(before, 'right'), childOf(after, 'right'), changed);
  } else if (before.width < after.width) {
    // The tree has grown: the old one is somewhere down the left edge of the new one.
    compareHeads(null, after, changed);
    eachChangedNode(before, childOf(after, 'left'), changed);
    eachChangedNode(null, childOf(after, 'right'), changed);
  } else {
    compareHeads(before, null, changed);
    eachChangedNode(childOf(before, 'left'), after, changed);
    eachChangedNode(childOf(before, 'right'), null, changed);
  }
}

function compareHeads(
  before: Subtree | null,
  after: Subtree | null,
  changed: (nodeIndex: NodeIndex, node: Node | null) => void,
): void {
  const [old, fresh] = [contentOf(before), contentOf(after)];
  const head = after ?? before;
  if (old !== fresh && head !== null) changed(head.nodeIndex, after === null ? null : nodeOf(after));
}

/** The node itself, the same object in all trees that have it; `null` if blank. */
function contentOf(subtree: Subtree | null): object | null {
  if (subtree === null) return null;
  return subtree instanceof Leaf ? subtree.leafNode : subtree.parentNode;
}

function childOf(subtree: Subtree | null, side: 'left' | 'right'): Subtree | null {
  return subtree === null || subtree instanceof Leaf ? null : (subtree satisfies Branch)[side];
}
