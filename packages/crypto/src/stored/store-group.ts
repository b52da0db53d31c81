// Saving a state as its difference to the one saved before.
import { encode } from '@hushroom/codec';
import type { GroupState, PastEpoch } from '../group/state.ts';
import { nodeCodec } from '../messages/parent-node.ts';
import type { SecretTree } from '../schedule/secret-tree.ts';
import { epochRecordCodec, groupRecordCodec, pastRecordCodec, STORED_VERSION } from './codecs.ts';
import { replacedLeaves } from './past-leaves.ts';
import {
  EPOCH_RECORD,
  GROUP_RECORD,
  pastRecordName,
  StoredChangeBuilder,
  treeRecordName,
  type StoredChange,
} from './record.ts';
import { storeSecretTree } from './secret-tree.ts';
import { eachChangedNode } from './tree-difference.ts';

/**
 * The records to write and delete so that storage holds `state`, if it holds `previous` now (`null`: nothing). Touches
 * one record after a message and O(log n) after a commit. Call it before wiping the secrets that `state` no longer has.
 */
export function storeGroup(state: GroupState, previous: GroupState | null): StoredChange {
  const change = new StoredChangeBuilder();
  storeGroupRecord(state, previous, change);
  storeEpochRecord(state, previous, change);
  eachChangedNode(previous?.epoch.tree.root ?? null, state.epoch.tree.root, (nodeIndex, node) => {
    const name = treeRecordName(nodeIndex);
    if (node === null) change.delete.push(name);
    else change.put.push([name, encode(nodeCodec, node)]);
  });
  storePastEpochs(state, previous, change);
  storeSecretTrees(state, previous, change);
  return change;
}

/** Names of all records of a state, for deleting the group. */
export function storedRecordNames(state: GroupState): string[] {
  return storeGroup(state, null).put.map(([name]) => name);
}

function storeGroupRecord(state: GroupState, previous: GroupState | null, change: StoredChangeBuilder): void {
  const unchanged =
    previous?.epoch.context === state.epoch.context &&
    previous.proposals === state.proposals &&
    previous.ownUpdates === state.ownUpdates &&
    previous.condition === state.condition &&
    previous.pastEpochs.length === state.pastEpochs.length;
  if (unchanged) return;
  const { suite, ownLeafIndex, epoch, pastEpochs, proposals, ownUpdates, condition } = state;
  const record = encode(groupRecordCodec, {
    version: STORED_VERSION,
    suite: suite.id,
    ownLeafIndex,
    epoch: epoch.context.epoch,
    leafCount: epoch.tree.leafCount,
    pastEpochs: pastEpochs.map((past) => past.epoch),
    proposals,
    ownUpdates,
    condition,
  });
  change.put.push([GROUP_RECORD, record]);
}

function storeEpochRecord(
  { epoch }: GroupState,
  previous: GroupState | null,
  change: StoredChangeBuilder,
): void {
  if (previous?.epoch.context === epoch.context) return;
  change.put.push([EPOCH_RECORD, encode(epochRecordCodec, epoch)]);
}

function storePastEpochs(state: GroupState, previous: GroupState | null, change: StoredChangeBuilder): void {
  const known = new Set(previous?.pastEpochs.map(({ epoch }) => epoch));
  state.pastEpochs.forEach((past, at) => {
    if (known.delete(past.epoch)) return;
    const newer = state.pastEpochs[at - 1]?.tree ?? state.epoch.tree;
    change.put.push([pastRecordName(past.epoch), encodePast(past, replacedLeaves(past.tree, newer))]);
  });
  for (const gone of known) change.delete.push(pastRecordName(gone));
}

function encodePast(past: PastEpoch, replaced: ReturnType<typeof replacedLeaves>): Uint8Array {
  const { contextBytes, senderDataSecret, resumptionPsk, secretTree } = past;
  const { leafCount } = secretTree;
  return encode(pastRecordCodec, { contextBytes, leafCount, senderDataSecret, resumptionPsk, replaced });
}

function storeSecretTrees(state: GroupState, previous: GroupState | null, change: StoredChangeBuilder): void {
  const before = previous === null ? new Map<bigint, SecretTree>() : secretTreesOf(previous);
  for (const [epoch, secretTree] of secretTreesOf(state)) {
    storeSecretTree(epoch, before.get(epoch) ?? null, secretTree, change);
    before.delete(epoch);
  }
  for (const [epoch, secretTree] of before) storeSecretTree(epoch, secretTree, null, change);
}

function secretTreesOf({ epoch, pastEpochs }: GroupState): Map<bigint, SecretTree> {
  const trees = new Map([[epoch.context.epoch, epoch.secretTree]]);
  for (const past of pastEpochs) trees.set(past.epoch, past.secretTree);
  return trees;
}
