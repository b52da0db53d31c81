import assert from 'node:assert/strict';
import { decode, encode } from '@hushroom/codec';
import { proposalCodec } from '../../src/messages/proposal.ts';
import { ratchetTreeCodec } from '../../src/messages/parent-node.ts';
import { hashSha256 } from '../../src/suite/hash.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../src/tree/tree-hash.ts';
import { toHex, hex, type VectorFamily } from './family.ts';

interface TreeOperationsVector {
  tree_before: string;
  proposal: string;
  proposal_sender: number;
  tree_hash_before: string;
  tree_after: string;
  tree_hash_after: string;
}

/** Uses nothing of its suite but the hash, which is SHA-256 in the official file. */
export const treeOperations: VectorFamily = {
  name: 'tree-operations',
  fields: ['tree_before', 'proposal', 'proposal_sender'],
  check(vector: TreeOperationsVector) {
    const proposal = decode(proposalCodec, hex(vector.proposal));
    assert.equal(toHex(encode(proposalCodec, proposal)), vector.proposal);
    const before = RatchetTree.ofNodes(decode(ratchetTreeCodec, hex(vector.tree_before)));
    assert.equal(toHex(treeHash(before.root, hashSha256)), vector.tree_hash_before);
    let after: RatchetTree;
    if (proposal.type === 'add') after = before.add(proposal.keyPackage.leafNode).tree;
    else if (proposal.type === 'remove') after = before.remove(proposal.removed);
    else if (proposal.type === 'update') {
      after = before.update(leafIndexOf(vector.proposal_sender), proposal.leafNode);
    } else throw new TypeError(`no tree operation: ${proposal.type}`);
    assert.equal(toHex(encode(ratchetTreeCodec, after.nodes())), vector.tree_after);
    assert.equal(toHex(treeHash(after.root, hashSha256)), vector.tree_hash_after);
  },
};
