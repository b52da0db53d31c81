// Parent hashes (RFC 9420 §7.9): who set the keys above a leaf, and over which subtrees.
import { encode, struct } from '@hushroom/codec';
import { equalBytes } from '../bytes.ts';
import type { ParentNode } from '../messages/parent-node.ts';
import { bytes } from '../messages/vector.ts';
import type { Hash } from '../suite/hash.ts';
import { isInSubtree, leafToNode, type LeafIndex, type NodeIndex } from './math.ts';
import type { PathStep } from './ratchet-tree.ts';
import { resolution } from './resolution.ts';
import { Branch, Leaf, findSubtree, type Subtree } from './subtree.ts';
import { treeHash, treeHashWithout } from './tree-hash.ts';

const parentHashInputCodec = struct<{
  encryptionKey: Uint8Array;
  parentHash: Uint8Array;
  originalSiblingTreeHash: Uint8Array;
}>({ encryptionKey: bytes, parentHash: bytes, originalSiblingTreeHash: bytes });

const NO_PARENT_HASH = new Uint8Array(0);
const NO_LEAVES: ReadonlySet<LeafIndex> = new Set();

/** New parents for a filtered direct path, with the parent hash that the leaf below them carries. */
interface HashedPath {
  readonly parentNodes: ReadonlyMap<NodeIndex, ParentNode>;
  readonly leafParentHash: Uint8Array;
}

/**
 * Chains parent hashes from the root down a filtered direct path whose nodes get new keys (RFC 9420 §7.5). Nothing is
 * unmerged at a new key, so the siblings' hashes are those of the tree as it stands.
 */
export function hashPath(
  steps: readonly PathStep[],
  encryptionKeys: readonly Uint8Array[],
  hash: Hash,
): HashedPath {
  const parentNodes = new Map<NodeIndex, ParentNode>();
  let parentHash: Uint8Array = NO_PARENT_HASH;
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at];
    const encryptionKey = encryptionKeys[at];
    if (step === undefined || encryptionKey === undefined) throw new TypeError('one key for each step');
    parentNodes.set(step.nodeIndex, { encryptionKey, parentHash, unmergedLeaves: [] });
    parentHash = digest(
      { encryptionKey, parentHash, originalSiblingTreeHash: treeHash(step.copath, hash) },
      hash,
    );
  }
  return { parentNodes, leafParentHash: parentHash };
}

/**
 * Whether a parent can be chained to a node below it that was set at the same time (RFC 9420 §7.9.2), on exactly one
 * side. True for every parent of a tree means that each chain ends at a leaf, whose signature covers it.
 */
export function isParentHashValid(branch: Branch, parentNode: ParentNode, hash: Hash): boolean {
  const viaLeft = isSetTogether(branch.left, branch.right, parentNode, hash);
  const viaRight = isSetTogether(branch.right, branch.left, parentNode, hash);
  return viaLeft !== viaRight;
}

/** Whether `parentNode` was set in one update path with a node D in the resolution of its child `child`. */
function isSetTogether(child: Subtree, sibling: Subtree, parentNode: ParentNode, hash: Hash): boolean {
  const { encryptionKey, parentHash, unmergedLeaves } = parentNode;
  const unmergedBelow = new Set<NodeIndex>();
  for (const leaf of unmergedLeaves) {
    if (isInSubtree(leaf, child.nodeIndex)) unmergedBelow.add(leafToNode(leaf));
  }
  // RFC 9420 §7.9.2: the parent's unmerged leaves on this side are the resolution of the child without D.
  const others = resolution(child, NO_LEAVES).filter(({ nodeIndex }) => !unmergedBelow.delete(nodeIndex));
  const [candidate, ...rest] = others;
  if (candidate === undefined || rest.length > 0 || unmergedBelow.size > 0) return false;
  const carried = carriedParentHash(findSubtree(child, candidate.nodeIndex));
  if (carried === null) return false;
  const originalSiblingTreeHash = treeHashWithout(sibling, unmergedLeaves, hash);
  return equalBytes(carried, digest({ encryptionKey, parentHash, originalSiblingTreeHash }, hash));
}

function carriedParentHash(subtree: Subtree | null): Uint8Array | null {
  if (subtree instanceof Branch) return subtree.parentNode?.parentHash ?? null;
  const source = subtree instanceof Leaf ? subtree.leafNode?.leafNodeSource : undefined;
  return source?.type === 'commit' ? source.parentHash : null;
}

function digest(
  input: { encryptionKey: Uint8Array; parentHash: Uint8Array; originalSiblingTreeHash: Uint8Array },
  hash: Hash,
): Uint8Array {
  return hash.digest(encode(parentHashInputCodec, input));
}
