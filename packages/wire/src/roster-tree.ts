// The roster's transcript: the Merkle tree hash of RFC 9162 §2.1.1 over its encoded entries, grown entry by entry.
// Kept as the hashes of the complete subtrees from left to right, so that appending costs O(log n).
import type { Sha256 } from './entry.ts';

/** The complete subtrees of a tree of `size` leaves: one per set bit of `size`, the largest first. Immutable. */
export interface RosterTree {
  readonly size: number;
  readonly subtrees: readonly Uint8Array[];
}

export const EMPTY_ROSTER_TREE: RosterTree = { size: 0, subtrees: [] };

// RFC 9162 §2.1.1: leaves and nodes are hashed under different prefixes, so that neither passes for the other.
const LEAF_PREFIX = 0;
const NODE_PREFIX = 1;

/** The tree with one more leaf: `payload` is an encoded roster entry. */
export function rosterTreeAppend(sha256: Sha256, tree: RosterTree, payload: Uint8Array): RosterTree {
  const leaf = new Uint8Array(1 + payload.length);
  leaf[0] = LEAF_PREFIX;
  leaf.set(payload, 1);
  let hash = sha256(leaf);
  const subtrees = [...tree.subtrees];
  // Each set low bit of the old size is a complete subtree of the new leaf's size: join them like carrying a digit.
  for (let size = tree.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = subtrees.pop();
    if (left !== undefined) hash = nodeHash(sha256, left, hash);
  }
  return { size: tree.size + 1, subtrees: [...subtrees, hash] };
}

/** The Merkle tree hash, 32 bytes: what stands as `transcript` in the roster's heads. */
export function rosterTreeHash(sha256: Sha256, tree: RosterTree): Uint8Array {
  const last = tree.subtrees.at(-1);
  // RFC 9162 §2.1.1: the hash of an empty list is the hash of an empty string.
  if (last === undefined) return sha256(new Uint8Array());
  return tree.subtrees.slice(0, -1).reduceRight((right, left) => nodeHash(sha256, left, right), last);
}

function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  const node = new Uint8Array(1 + left.length + right.length);
  node[0] = NODE_PREFIX;
  node.set(left, 1);
  node.set(right, 1 + left.length);
  return sha256(node);
}
