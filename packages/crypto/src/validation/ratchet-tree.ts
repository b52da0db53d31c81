// Whether a whole ratchet tree holds together: what a joiner checks before trusting it (RFC 9420 §12.4.3.1).
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { GroupContext } from '../messages/group-context.ts';
import type { Node, ParentNode } from '../messages/parent-node.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { isInSubtree, leafToNode, type LeafIndex } from '../tree/math.ts';
import { isParentHashValid } from '../tree/parent-hash.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { Branch, findSubtree, inOrder } from '../tree/subtree.ts';
import { treeHash } from '../tree/tree-hash.ts';
import { checkLeafCredential, checkLeafInGroup, checkLeafNode, type CheckCredential } from './leaf-node.ts';

/** Every rule for the tree of a group that is being joined. */
export function checkRatchetTree(
  suite: CipherSuite,
  tree: RatchetTree,
  context: GroupContext,
  checkCredential: CheckCredential,
): void {
  checkTreeHash(suite, tree, context.treeHash);
  for (const subtree of inOrder(tree.root)) {
    if (!(subtree instanceof Branch) || subtree.parentNode === null) continue;
    checkUnmergedLeaves(subtree, subtree.parentNode);
    checkParentKey(suite, tree, subtree.parentNode);
    checkParentHash(suite, subtree, subtree.parentNode);
  }
  for (const { leafIndex, leafNode } of tree.members()) {
    checkLeafNode(suite, leafNode, { groupId: context.groupId, leafIndex });
    checkLeafInGroup(tree, leafNode, context.extensions);
    checkLeafCredential(checkCredential, leafNode, null);
  }
}

/** RFC 9420 §12.4.3.3: a tree on the wire ends with a node that is not blank. */
export function checkTreeEnd(nodes: readonly (Node | null)[]): void {
  if ((nodes.at(-1) ?? null) === null) throw new CryptoError('tree-malformed', 'ends with a blank node');
}

/** RFC 9420 §12.4.3.1: the tree is the one that the GroupContext names. */
function checkTreeHash(suite: CipherSuite, tree: RatchetTree, expected: Uint8Array): void {
  if (!equalBytes(treeHash(tree.root, suite.hash), expected)) {
    throw new CryptoError('tree-hash', 'another tree');
  }
}

/** RFC 9420 §7.9.2: a parent's key was set by a member below it. */
function checkParentHash(suite: CipherSuite, branch: Branch, parentNode: ParentNode): void {
  if (!isParentHashValid(branch, parentNode, suite.hash)) {
    throw new CryptoError('parent-hash', 'a parent that no leaf vouches for');
  }
}

/**
 * RFC 9420 §7.1, §12.4.3.1: unmerged leaves are sorted members below the parent, and unmerged at every parent between
 * as well.
 */
export function checkUnmergedLeaves(branch: Branch, { unmergedLeaves }: ParentNode): void {
  unmergedLeaves.forEach((leaf, at) => {
    const previous = unmergedLeaves[at - 1];
    if (previous !== undefined && previous >= leaf) throw new CryptoError('unmerged-leaves', 'not sorted');
    if (!isInSubtree(leaf, branch.nodeIndex)) throw new CryptoError('unmerged-leaves', 'not below');
    if (findSubtree(branch, leafToNode(leaf))?.members !== 1) {
      throw new CryptoError('unmerged-leaves', 'a blank leaf');
    }
    let between = isInSubtree(leaf, branch.left.nodeIndex) ? branch.left : branch.right;
    while (between instanceof Branch) {
      if (between.parentNode !== null && !isListed(between.parentNode.unmergedLeaves, leaf)) {
        throw new CryptoError('unmerged-leaves', 'merged in between');
      }
      between = isInSubtree(leaf, between.left.nodeIndex) ? between.left : between.right;
    }
  });
}

/** Whether a leaf is in a sorted list: by halving, for a tree may list each leaf at each level. */
function isListed(leaves: readonly LeafIndex[], leaf: LeafIndex): boolean {
  let [low, high] = [0, leaves.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaves[middle] ?? leaf) < leaf) low = middle + 1;
    else high = middle;
  }
  return leaves[low] === leaf;
}

/** RFC 9420 §12.4.3.1: a parent's key is in no other node. Throws `bad-public-key` for one that is no key. */
function checkParentKey(suite: CipherSuite, tree: RatchetTree, { encryptionKey }: ParentNode): void {
  suite.kem.checkPublicKey(encryptionKey);
  if (tree.encryptionKeys.count(encryptionKey) > 1) {
    throw new CryptoError('encryption-key-in-use', 'parent');
  }
}
