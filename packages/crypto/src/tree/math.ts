// Index arithmetic of complete binary trees stored in order (RFC 9420 appendix C).
// Leaf `i` is node `2 i`; a tree of `n = 2^d` leaves has `2 n - 1` nodes and its root at `n - 1`.
declare const leafBrand: unique symbol;
declare const nodeBrand: unique symbol;

/** Position among the leaves, from the left, from 0. */
export type LeafIndex = number & { readonly [leafBrand]: true };

/** Position in the in-order array of all nodes. */
export type NodeIndex = number & { readonly [nodeBrand]: true };

/** Names a plain number as a leaf index. */
export function leafIndexOf(value: number): LeafIndex {
  return value as LeafIndex;
}

/** Names a plain number as a node index. */
export function nodeIndexOf(value: number): NodeIndex {
  return value as NodeIndex;
}

/** The node of a leaf. */
export function leafToNode(leaf: LeafIndex): NodeIndex {
  return (leaf * 2) as NodeIndex;
}

/** Distance of a node from the leaves, which are at level 0. */
export function level(node: NodeIndex): number {
  return 31 - Math.clz32(~node & (node + 1));
}

/** The root of a tree of `leafCount` leaves, a power of two. */
export function rootOf(leafCount: number): NodeIndex {
  return (leafCount - 1) as NodeIndex;
}

/** The left child, or `null` for a leaf. */
export function left(node: NodeIndex): NodeIndex | null {
  const height = level(node);
  return height === 0 ? null : ((node - 2 ** (height - 1)) as NodeIndex);
}

/** The right child, or `null` for a leaf. */
export function right(node: NodeIndex): NodeIndex | null {
  const height = level(node);
  return height === 0 ? null : ((node + 2 ** (height - 1)) as NodeIndex);
}

/** The parent, whether or not the tree is tall enough to have it. */
export function parent(node: NodeIndex): NodeIndex {
  const step = 2 ** level(node);
  const isRightChild = Math.floor(node / (2 * step)) % 2 === 1;
  return (isRightChild ? node - step : node + step) as NodeIndex;
}

/** The other child of the node's parent. */
export function sibling(node: NodeIndex): NodeIndex {
  const step = 2 ** level(node);
  const isRightChild = Math.floor(node / (2 * step)) % 2 === 1;
  return (isRightChild ? node - 2 * step : node + 2 * step) as NodeIndex;
}

/** From the leaf's parent to the root of a tree of `leafCount` leaves. Empty for a tree of one leaf. */
export function directPath(leaf: LeafIndex, leafCount: number): NodeIndex[] {
  const root = rootOf(leafCount);
  const path: NodeIndex[] = [];
  for (let node = leafToNode(leaf); node !== root;) {
    node = parent(node);
    path.push(node);
  }
  return path;
}

/** Whether a leaf is below (or is) a node. */
export function isInSubtree(leaf: LeafIndex, node: NodeIndex): boolean {
  const reach = 2 ** level(node) - 1;
  return Math.abs(leafToNode(leaf) - node) <= reach;
}

/** The lowest node above both leaves. */
export function commonAncestor(one: LeafIndex, other: LeafIndex): NodeIndex {
  let node = leafToNode(one);
  while (!isInSubtree(other, node)) node = parent(node);
  return node;
}
