// The public ratchet tree of one epoch (RFC 9420 §4, §7): an immutable value. The methods are the tree operations of
// the proposals (§12.1) and of an UpdatePath (§7.5); what is valid is decided elsewhere (validation/).
import { CryptoError } from '../errors.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { Node, ParentNode } from '../messages/parent-node.ts';
import { Census } from './census.ts';
import { KeyIndex } from './key-index.ts';
import { leafIndexOf, type LeafIndex, type NodeIndex } from './math.ts';
import {
  Branch,
  Leaf,
  blankSubtree,
  findSubtree,
  inOrder,
  leftmostBlankLeaf,
  nodeOf,
  pathAbove,
  replaceLeaf,
  type Subtree,
} from './subtree.ts';

/** One step of a filtered direct path: a node, and the child whose resolution its path secret is sealed to. */
export interface PathStep {
  readonly nodeIndex: NodeIndex;
  readonly copath: Subtree;
}

/** Who sits where: all that an epoch needs of its tree once it is past. */
export interface LeafLookup {
  /** A member's leaf, or `null` for a blank leaf and for an index outside of the tree. */
  leaf(leaf: LeafIndex): LeafNode | null;
}

export class RatchetTree implements LeafLookup {
  readonly root: Subtree;
  /** The keys of all leaves and parents. */
  readonly encryptionKeys: KeyIndex;
  readonly signatureKeys: KeyIndex;
  readonly census: Census;

  private constructor(root: Subtree, encryptionKeys: KeyIndex, signatureKeys: KeyIndex, census: Census) {
    this.root = root;
    this.encryptionKeys = encryptionKeys;
    this.signatureKeys = signatureKeys;
    this.census = census;
  }

  /** A tree of one leaf. */
  static ofOne(leafNode: LeafNode): RatchetTree {
    return RatchetTree.ofRoot(new Leaf(leafIndexOf(0), leafNode));
  }

  /**
   * A tree from nodes in order, as in the `ratchet_tree` extension, made complete with blanks on the right. Throws
   * `tree-malformed` if a leaf stands in the place of a parent or the other way round.
   */
  static ofNodes(nodes: readonly (Node | null)[]): RatchetTree {
    let width = 1;
    while (2 * width - 1 < nodes.length) width *= 2;
    return RatchetTree.ofRoot(build(nodes, 0, width));
  }

  static ofRoot(root: Subtree): RatchetTree {
    const encryptionKeys: Uint8Array[] = [];
    const leaves: LeafNode[] = [];
    for (const subtree of inOrder(root)) {
      const key = encryptionKeyOf(subtree);
      if (key !== null) encryptionKeys.push(key);
      if (subtree instanceof Leaf && subtree.leafNode !== null) leaves.push(subtree.leafNode);
    }
    return new RatchetTree(
      root,
      KeyIndex.of(encryptionKeys),
      KeyIndex.of(leaves.map((leaf) => leaf.signatureKey)),
      Census.of(leaves),
    );
  }

  /** Number of leaves, blank or not: a power of two. */
  get leafCount(): number {
    return this.root.width;
  }

  /** Number of members. */
  get memberCount(): number {
    return this.root.members;
  }

  leaf(leaf: LeafIndex): LeafNode | null {
    if (leaf >= this.leafCount) return null;
    let at = this.root;
    while (at instanceof Branch) at = 2 * leaf < at.nodeIndex ? at.left : at.right;
    return at.leafNode;
  }

  /** The encryption key of a node, or `null` for a blank node and for an index outside of the tree. */
  encryptionKey(node: NodeIndex): Uint8Array | null {
    const subtree = findSubtree(this.root, node);
    return subtree === null ? null : encryptionKeyOf(subtree);
  }

  /** All members, left to right. */
  *members(): Generator<{ readonly leafIndex: LeafIndex; readonly leafNode: LeafNode }> {
    for (const subtree of inOrder(this.root)) {
      if (subtree instanceof Leaf && subtree.leafNode !== null) {
        yield { leafIndex: subtree.leafIndex, leafNode: subtree.leafNode };
      }
    }
  }

  /** The nodes in order, without blanks after the last that is not blank (RFC 9420 §12.4.3.3). */
  nodes(): (Node | null)[] {
    const nodes: (Node | null)[] = [];
    let length = 0;
    for (const subtree of inOrder(this.root)) {
      const node = nodeOf(subtree);
      nodes.push(node);
      if (node !== null) length = nodes.length;
    }
    return nodes.slice(0, length);
  }

  /** Where the next new member goes: the leftmost blank leaf, or the first leaf of an extended tree. */
  nextLeafIndex(): LeafIndex {
    return leftmostBlankLeaf(this.root) ?? leafIndexOf(this.leafCount);
  }

  /** RFC 9420 §12.1.1: puts a new member at {@link nextLeafIndex}, unmerged with every parent above it. */
  add(leafNode: LeafNode): { readonly tree: RatchetTree; readonly leafIndex: LeafIndex } {
    const leafIndex = this.nextLeafIndex();
    let { root } = this;
    // RFC 9420 §7.7: a full tree gets a blank root and a blank right half.
    if (leafIndex >= root.width) root = new Branch(null, root, blankSubtree(root.width, root.width));
    const grown = replaceLeaf(root, leafIndex, leafNode, ({ parentNode }) =>
      parentNode === null
        ? null
        : { ...parentNode, unmergedLeaves: insertSorted(parentNode.unmergedLeaves, leafIndex) },
    );
    const tree = new RatchetTree(
      grown,
      this.encryptionKeys.change([], [leafNode.encryptionKey]),
      this.signatureKeys.change([], [leafNode.signatureKey]),
      this.census.change(null, leafNode),
    );
    return { tree, leafIndex };
  }

  /** RFC 9420 §12.1.2: replaces a leaf and blanks the parents above it. */
  update(leaf: LeafIndex, leafNode: LeafNode): RatchetTree {
    return this.#replace(leaf, leafNode, new Map());
  }

  /** RFC 9420 §12.1.3: blanks a leaf and the parents above it, and drops empty right halves. */
  remove(leaf: LeafIndex): RatchetTree {
    const { encryptionKeys, signatureKeys, census, root } = this.#replace(leaf, null, new Map());
    let truncated = root;
    while (truncated instanceof Branch && truncated.right.members === 0) truncated = truncated.left;
    return new RatchetTree(truncated, encryptionKeys, signatureKeys, census);
  }

  /** RFC 9420 §7.5: sets a leaf and the parents above it; those without an entry become blank. */
  setPath(leaf: LeafIndex, leafNode: LeafNode, parentNodes: ReadonlyMap<NodeIndex, ParentNode>): RatchetTree {
    return this.#replace(leaf, leafNode, parentNodes);
  }

  /**
   * RFC 9420 §4.1.2: the filtered direct path of a leaf, leaf to root. A child without members has an empty resolution,
   * and one with members has not, so counts decide it. `leaf` is in the tree.
   */
  filteredDirectPath(leaf: LeafIndex): PathStep[] {
    return pathAbove(this.root, leaf)
      .filter(({ copath }) => copath.members > 0)
      .map(({ branch, copath }) => ({ nodeIndex: branch.nodeIndex, copath }));
  }

  #replace(
    leaf: LeafIndex,
    leafNode: LeafNode | null,
    parentNodes: ReadonlyMap<NodeIndex, ParentNode>,
  ): RatchetTree {
    const before = this.leaf(leaf);
    const removed = before === null ? [] : [before.encryptionKey];
    const added = leafNode === null ? [] : [leafNode.encryptionKey];
    const root = replaceLeaf(this.root, leaf, leafNode, (branch) => {
      const parentNode = parentNodes.get(branch.nodeIndex) ?? null;
      if (branch.parentNode !== null) removed.push(branch.parentNode.encryptionKey);
      if (parentNode !== null) added.push(parentNode.encryptionKey);
      return parentNode;
    });
    return new RatchetTree(
      root,
      this.encryptionKeys.change(removed, added),
      this.signatureKeys.change(
        before === null ? [] : [before.signatureKey],
        leafNode === null ? [] : [leafNode.signatureKey],
      ),
      this.census.change(before, leafNode),
    );
  }
}

function build(nodes: readonly (Node | null)[], first: number, width: number): Subtree {
  // In order, a subtree of `width` leaves takes `2 width - 1` places, its head in the middle.
  const node = nodes[2 * first + width - 1] ?? null;
  if (width === 1) {
    if (node?.type === 'parent') throw new CryptoError('tree-malformed', 'a parent in the place of a leaf');
    return new Leaf(leafIndexOf(first), node?.leafNode ?? null);
  }
  if (node?.type === 'leaf') throw new CryptoError('tree-malformed', 'a leaf in the place of a parent');
  const half = width / 2;
  return new Branch(node?.parentNode ?? null, build(nodes, first, half), build(nodes, first + half, half));
}

function encryptionKeyOf(subtree: Subtree): Uint8Array | null {
  const node = subtree instanceof Leaf ? subtree.leafNode : subtree.parentNode;
  return node?.encryptionKey ?? null;
}

function insertSorted(leaves: readonly LeafIndex[], leaf: LeafIndex): LeafIndex[] {
  const at = leaves.findIndex((other) => other > leaf);
  return leaves.toSpliced(at < 0 ? leaves.length : at, 0, leaf);
}
