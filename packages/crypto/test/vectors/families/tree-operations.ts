// Add, update and remove on a public tree: RFC 9420 §12.1. A case uses its suite for nothing but the tree hash, so those
// of other suites with the same hash function are checked as well.
import { decode, encode } from '@hushroom/codec';
import { ratchetTreeCodec } from '../../../src/messages/parent-node.ts';
import { proposalCodec, type Proposal } from '../../../src/messages/proposal.ts';
import { hashSha256, hashSha512, type Hash } from '../../../src/suite/hash.ts';
import { leafIndexOf, type LeafIndex } from '../../../src/tree/math.ts';
import { RatchetTree } from '../../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../../src/tree/tree-hash.ts';
import { family, fromHex, sameBytes } from './family.ts';

interface TreeOperationsCase {
  readonly cipher_suite: number;
  readonly tree_before: string;
  readonly proposal: string;
  readonly proposal_sender: number;
  readonly tree_hash_before: string;
  readonly tree_after: string;
  readonly tree_hash_after: string;
}

/** RFC 9420 §17.1: the hash function by suite, as far as we have it. */
const hashes: Readonly<Record<number, Hash>> = {
  1: hashSha256,
  2: hashSha256,
  3: hashSha256,
  4: hashSha512,
  5: hashSha512,
  6: hashSha512,
  0xf00e: hashSha512,
};

export const treeOperations = family<TreeOperationsCase>(
  'tree-operations',
  ['tree_before', 'proposal', 'proposal_sender', 'tree_after'],
  (vector) => {
    const hash = hashes[vector.cipher_suite] ?? hashSha256;
    const before = RatchetTree.ofNodes(decode(ratchetTreeCodec, fromHex(vector.tree_before)));
    sameBytes('tree_hash_before', treeHash(before.root, hash), vector.tree_hash_before);
    const proposal = decode(proposalCodec, fromHex(vector.proposal));
    const after = apply(before, proposal, leafIndexOf(vector.proposal_sender));
    sameBytes('tree_after', encode(ratchetTreeCodec, after.nodes()), vector.tree_after);
    sameBytes('tree_hash_after', treeHash(after.root, hash), vector.tree_hash_after);
    // A value: the operation left the old tree as it was.
    sameBytes('tree_before afterwards', encode(ratchetTreeCodec, before.nodes()), vector.tree_before);
  },
  (vector) => hashes[vector['cipher_suite'] as number] === undefined,
);

function apply(tree: RatchetTree, proposal: Proposal, sender: LeafIndex): RatchetTree {
  switch (proposal.type) {
    case 'add':
      return tree.add(proposal.keyPackage.leafNode).tree;
    case 'update':
      return tree.update(sender, proposal.leafNode);
    case 'remove':
      return tree.remove(proposal.removed);
    default:
      throw new Error(`${proposal.type} does not change a tree`);
  }
}
