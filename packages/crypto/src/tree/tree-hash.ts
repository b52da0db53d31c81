// Tree hashes (RFC 9420 §7.8). Each is computed once per subtree and kept with it.
import { Writer, optional } from '@hushroom/codec';
import { leafNodeCodec, type LeafNode } from '../messages/leaf-node.ts';
import { parentNodeCodec, type ParentNode } from '../messages/parent-node.ts';
import type { Hash } from '../suite/hash.ts';
import { isInSubtree, type LeafIndex } from './math.ts';
import { Leaf, type Subtree } from './subtree.ts';

const optionalLeafNode = optional(leafNodeCodec);
const optionalParentNode = optional(parentNodeCodec);

const NODE_TYPE_LEAF = 1;
const NODE_TYPE_PARENT = 2;

/** The tree hash of a subtree's head. */
export function treeHash(subtree: Subtree, hash: Hash): Uint8Array {
  subtree.cachedHash ??=
    subtree instanceof Leaf
      ? leafHash(subtree.leafIndex, subtree.leafNode, hash)
      : branchHash(subtree.parentNode, treeHash(subtree.left, hash), treeHash(subtree.right, hash), hash);
  return subtree.cachedHash;
}

/**
 * The tree hash with some leaves blanked and taken out of every list of unmerged leaves: the original sibling tree hash
 * of RFC 9420 §7.9. Subtrees without such leaves keep their hash.
 */
export function treeHashWithout(subtree: Subtree, leaves: readonly LeafIndex[], hash: Hash): Uint8Array {
  const below = leaves.filter((leaf) => isInSubtree(leaf, subtree.nodeIndex));
  if (below.length === 0) return treeHash(subtree, hash);
  if (subtree instanceof Leaf) return leafHash(subtree.leafIndex, null, hash);
  const { parentNode } = subtree;
  const changed =
    parentNode === null ? null : { ...parentNode, unmergedLeaves: without(parentNode.unmergedLeaves, below) };
  return branchHash(
    changed,
    treeHashWithout(subtree.left, below, hash),
    treeHashWithout(subtree.right, below, hash),
    hash,
  );
}

function without(leaves: readonly LeafIndex[], excluded: readonly LeafIndex[]): LeafIndex[] {
  const gone = new Set(excluded);
  return leaves.filter((leaf) => !gone.has(leaf));
}

function leafHash(leafIndex: LeafIndex, leafNode: LeafNode | null, hash: Hash): Uint8Array {
  const writer = new Writer();
  writer.uint(NODE_TYPE_LEAF, 1);
  writer.uint(leafIndex, 4);
  optionalLeafNode.write(writer, leafNode);
  return hash.digest(writer.finish());
}

function branchHash(
  parentNode: ParentNode | null,
  leftHash: Uint8Array,
  rightHash: Uint8Array,
  hash: Hash,
): Uint8Array {
  const writer = new Writer();
  writer.uint(NODE_TYPE_PARENT, 1);
  optionalParentNode.write(writer, parentNode);
  writer.vectorLength(leftHash.length);
  writer.bytes(leftHash);
  writer.vectorLength(rightHash.length);
  writer.bytes(rightHash);
  return hash.digest(writer.finish());
}
