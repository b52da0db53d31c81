// An own commit that waits to be ordered, as one record: what it changes in the tree, and the secrets of its epoch.
import { encode, optional, struct, uint16, uint32, type Codec } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import type { StagedCommit } from '../group/commit.ts';
import type { GroupState } from '../group/state.ts';
import { groupContextCodec } from '../messages/group-context.ts';
import { reInitCodec, type ReInit } from '../messages/proposal.ts';
import type { Node } from '../messages/parent-node.ts';
import type { Secret } from '../secret.ts';
import { startSecretTree } from '../schedule/secret-tree.ts';
import { RatchetTree } from '../tree/ratchet-tree.ts';
import { inOrder, nodeOf } from '../tree/subtree.ts';
import {
  changedNodesCodec,
  epochRecordCodec,
  readRecord,
  secretCodec,
  STORED_VERSION,
  type ChangedNode,
  type EpochRecord,
} from './codecs.ts';
import { eachChangedNode } from './tree-difference.ts';

interface StagedRecord {
  readonly version: number;
  readonly leafCount: number;
  readonly changed: readonly ChangedNode[];
  readonly epoch: EpochRecord;
  readonly encryptionSecret: Secret;
  readonly signatureKey: Secret | null;
  readonly reinit: ReInit | null;
}

const stagedRecordCodec: Codec<StagedRecord> = struct<StagedRecord>({
  version: uint16,
  leafCount: uint32,
  changed: changedNodesCodec,
  epoch: epochRecordCodec,
  encryptionSecret: secretCodec,
  signatureKey: optional(secretCodec),
  reinit: optional(reInitCodec),
});

/** Encodes a staged commit of the state's current epoch. The record holds secrets. */
export function storeStagedCommit(staged: StagedCommit, state: GroupState): Uint8Array {
  const { epoch, signatureKey, reinit } = staged;
  const { root } = epoch.secretTree;
  if (root.kind !== 'secret') throw new TypeError('nothing is sent in an epoch before it is entered');
  const changed: ChangedNode[] = [];
  eachChangedNode(state.epoch.tree.root, epoch.tree.root, (nodeIndex, node) => {
    changed.push({ nodeIndex, node });
  });
  return encode(stagedRecordCodec, {
    version: STORED_VERSION,
    leafCount: epoch.tree.leafCount,
    changed,
    epoch,
    encryptionSecret: root.secret,
    signatureKey,
    reinit,
  });
}

/**
 * Loads a staged commit beside the state of the epoch it was made in. Throws `stored-malformed`, `stored-version`, or
 * `wrong-epoch` if the state is of another epoch.
 */
export function loadStagedCommit(record: Uint8Array, state: GroupState): StagedCommit {
  const stored = readRecord(stagedRecordCodec, record);
  if (stored.version !== STORED_VERSION) {
    throw new CryptoError('stored-version', `version ${stored.version}`, { scope: 'own' });
  }
  const { contextBytes, ...rest } = stored.epoch;
  const context = readRecord(groupContextCodec, contextBytes);
  if (context.epoch !== state.epoch.context.epoch + 1n) {
    throw new CryptoError('wrong-epoch', 'staged for another epoch', { scope: 'own' });
  }
  const tree = changedTree(state.epoch.tree, stored);
  return {
    epoch: {
      ...rest,
      contextBytes,
      context,
      tree,
      secretTree: startSecretTree(stored.encryptionSecret, tree.leafCount),
    },
    signatureKey: stored.signatureKey,
    reinit: stored.reinit,
  };
}

function changedTree(before: RatchetTree, { leafCount, changed }: StagedRecord): RatchetTree {
  const nodes = new Array<Node | null>(2 * leafCount - 1).fill(null);
  for (const subtree of inOrder(before.root)) {
    if (subtree.nodeIndex < nodes.length) nodes[subtree.nodeIndex] = nodeOf(subtree);
  }
  for (const { nodeIndex, node } of changed) if (nodeIndex < nodes.length) nodes[nodeIndex] = node;
  return RatchetTree.ofNodes(nodes);
}
