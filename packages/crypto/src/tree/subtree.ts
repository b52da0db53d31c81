// The ratchet tree as linked, immutable subtrees. A change copies the nodes between one leaf and the root and shares all
// others, so an old tree stays valid, and a tree hash once computed stays with its subtree until something below it
// changes. Blank subtrees are built out, because the hash of a blank leaf depends on its index (RFC 9420 §7.8).
import type { LeafNode } from '../messages/leaf-node.ts';
import type { Node, ParentNode } from '../messages/parent-node.ts';
import { isInSubtree, leafIndexOf, leafToNode, nodeIndexOf, type LeafIndex, type NodeIndex } from './math.ts';

/** One leaf of the tree, blank if `leafNode` is null. */
export class Leaf {
  readonly leafIndex: LeafIndex;
  readonly leafNode: LeafNode | null;
  /** Filled by `treeHash` on first use. */
  cachedHash: Uint8Array | null = null;

  constructor(leafIndex: LeafIndex, leafNode: LeafNode | null) {
    this.leafIndex = leafIndex;
    this.leafNode = leafNode;
  }

  get nodeIndex(): NodeIndex {
    return leafToNode(this.leafIndex);
  }

  /** Number of leaves that are not blank. */
  get members(): number {
    return this.leafNode === null ? 0 : 1;
  }

  /** Number of leaves, blank or not. */
  get width(): number {
    return 1;
  }
}

/** One parent with everything below it, itself blank if `parentNode` is null. */
export class Branch {
  readonly parentNode: ParentNode | null;
  readonly left: Subtree;
  readonly right: Subtree;
  /** Number of leaves below that are not blank. */
  readonly members: number;
  /** Number of leaves below, blank or not. */
  readonly width: number;
  readonly nodeIndex: NodeIndex;
  /** Filled by `treeHash` on first use. */
  cachedHash: Uint8Array | null = null;

  constructor(parentNode: ParentNode | null, left: Subtree, right: Subtree) {
    this.parentNode = parentNode;
    this.left = left;
    this.right = right;
    this.members = left.members + right.members;
    this.width = left.width + right.width;
    this.nodeIndex = nodeIndexOf((left.nodeIndex + right.nodeIndex) / 2);
  }
}

export type Subtree = Leaf | Branch;

/** A subtree of `width` blank leaves, a power of two, beginning at leaf `first`. */
export function blankSubtree(first: number, width: number): Subtree {
  if (width === 1) return new Leaf(leafIndexOf(first), null);
  const half = width / 2;
  return new Branch(null, blankSubtree(first, half), blankSubtree(first + half, half));
}

/**
 * Replaces one leaf, and each parent above it by what `changeParent` returns for it. `leaf` must be below `subtree`.
 */
export function replaceLeaf(
  subtree: Subtree,
  leaf: LeafIndex,
  leafNode: LeafNode | null,
  changeParent: (branch: Branch) => ParentNode | null,
): Subtree {
  if (subtree instanceof Leaf) return new Leaf(leaf, leafNode);
  const { left, right } = subtree;
  const parentNode = changeParent(subtree);
  return isInSubtree(leaf, left.nodeIndex)
    ? new Branch(parentNode, replaceLeaf(left, leaf, leafNode, changeParent), right)
    : new Branch(parentNode, left, replaceLeaf(right, leaf, leafNode, changeParent));
}

/** The leftmost blank leaf, or `null` if there is none. Follows the member counts: one step per level. */
export function leftmostBlankLeaf(subtree: Subtree): LeafIndex | null {
  if (subtree.members === subtree.width) return null;
  if (subtree instanceof Leaf) return subtree.leafIndex;
  return leftmostBlankLeaf(subtree.left) ?? leftmostBlankLeaf(subtree.right);
}

/** The subtree headed by a node, or `null` outside of the tree. */
export function findSubtree(root: Subtree, node: NodeIndex): Subtree | null {
  let at = root;
  while (at.nodeIndex !== node) {
    if (at instanceof Leaf) return null;
    at = node < at.nodeIndex ? at.left : at.right;
  }
  return at;
}

/** Everything below and including `subtree`, left to right in order. */
export function inOrder(subtree: Subtree): Subtree[] {
  const nodes: Subtree[] = [];
  const visit = (at: Subtree): void => {
    if (at instanceof Branch) visit(at.left);
    nodes.push(at);
    if (at instanceof Branch) visit(at.right);
  };
  visit(subtree);
  return nodes;
}

/** The parents above a leaf, leaf to root, each with the child that is not on the way. `leaf` is below `root`. */
export function pathAbove(
  root: Subtree,
  leaf: LeafIndex,
): { readonly branch: Branch; readonly copath: Subtree }[] {
  const path: { branch: Branch; copath: Subtree }[] = [];
  for (let at = root; at instanceof Branch;) {
    const goesLeft = isInSubtree(leaf, at.left.nodeIndex);
    path.push({ branch: at, copath: goesLeft ? at.right : at.left });
    at = goesLeft ? at.left : at.right;
  }
  return path.reverse();
}

/** The head of a subtree as it stands in the `ratchet_tree` extension; `null` if blank. */
export function nodeOf(subtree: Subtree): Node | null {
  if (subtree instanceof Leaf) {
    return subtree.leafNode === null ? null : { type: 'leaf', leafNode: subtree.leafNode };
  }
  return subtree.parentNode === null ? null : { type: 'parent', parentNode: subtree.parentNode };
}
