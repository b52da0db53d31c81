// Putting a state together again from its records.
import { CryptoError } from '../errors.ts';
import type { Epoch, GroupState, PastEpoch } from '../group/state.ts';
import { groupContextCodec } from '../messages/group-context.ts';
import { nodeCodec, type Node } from '../messages/parent-node.ts';
import type { Secret } from '../secret.ts';
import { suiteById } from '../suite/cipher-suite.ts';
import { RatchetTree, type LeafLookup } from '../tree/ratchet-tree.ts';
import {
  epochRecordCodec,
  groupRecordCodec,
  pastRecordCodec,
  readRecord,
  STORED_VERSION,
  type GroupRecord,
} from './codecs.ts';
import { PastLeaves } from './past-leaves.ts';
import { EPOCH_RECORD, GROUP_RECORD, pastRecordName, treeRecordName, type StoredRecords } from './record.ts';
import { loadSecretTree } from './secret-tree.ts';

/**
 * Loads a group from all its records. The signature key is not among them and is given back by the application. Throws
 * `stored-version` for a form of another version, `stored-malformed` if records are missing or damaged.
 */
export function loadGroup(records: StoredRecords, signatureKey: Secret): GroupState {
  const first = records.get(GROUP_RECORD);
  checkStoredVersion(first);
  const group = readRecord(groupRecordCodec, first);
  const epoch = loadEpoch(records, group);
  const pastEpochs: PastEpoch[] = [];
  let newer: LeafLookup = epoch.tree;
  for (const number of group.pastEpochs) {
    const { leafCount, replaced, ...past } = readRecord(pastRecordCodec, records.get(pastRecordName(number)));
    const tree: LeafLookup = new PastLeaves(newer, replaced);
    pastEpochs.push({ ...past, epoch: number, tree, secretTree: loadSecretTree(records, number, leafCount) });
    newer = tree;
  }
  const { ownLeafIndex, proposals, ownUpdates, condition } = group;
  return {
    suite: suiteById(group.suite),
    signatureKey,
    ownLeafIndex,
    epoch,
    pastEpochs,
    proposals,
    ownUpdates,
    condition,
  };
}

function checkStoredVersion(record: Uint8Array | undefined): void {
  const version = record === undefined ? null : ((record[0] ?? 0) << 8) | (record[1] ?? 0);
  if (version !== null && version !== STORED_VERSION) {
    throw new CryptoError('stored-version', `version ${version}`, { scope: 'own' });
  }
}

function loadEpoch(records: StoredRecords, group: GroupRecord): Epoch {
  const { contextBytes, ...rest } = readRecord(epochRecordCodec, records.get(EPOCH_RECORD));
  const nodes: (Node | null)[] = [];
  for (let at = 0; at < 2 * group.leafCount - 1; at++) {
    const record = records.get(treeRecordName(at));
    nodes.push(record === undefined ? null : readRecord(nodeCodec, record));
  }
  return {
    ...rest,
    contextBytes,
    context: readRecord(groupContextCodec, contextBytes),
    tree: RatchetTree.ofNodes(nodes),
    secretTree: loadSecretTree(records, group.epoch, group.leafCount),
  };
}
