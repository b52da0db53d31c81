// Secret trees as records: one for each secret not derived further and for each leaf whose ratchets have started.
import { encode } from '@hushroom/codec';
import type { SecretTree, SecretTreeNode } from '../schedule/secret-tree.ts';
import { left, right, rootOf, type NodeIndex } from '../tree/math.ts';
import { readRecord, secretRecordCodec } from './codecs.ts';
import { secretRecordName, type StoredChangeBuilder, type StoredRecords } from './record.ts';

/** Adds what changed in the secret tree of one epoch; either side may be missing. */
export function storeSecretTree(
  epoch: bigint,
  before: SecretTree | null,
  after: SecretTree | null,
  change: StoredChangeBuilder,
): void {
  const tree = after ?? before;
  if (tree === null) return;
  storeNode(epoch, rootOf(tree.leafCount), before?.root ?? null, after?.root ?? null, change);
}

function storeNode(
  epoch: bigint,
  at: NodeIndex,
  before: SecretTreeNode | null,
  after: SecretTreeNode | null,
  change: StoredChangeBuilder,
): void {
  if (before === after) return;
  const hadRecord = before !== null && before.kind !== 'split';
  if (after !== null && after.kind !== 'split') {
    const record = after.kind === 'secret' ? { type: after.kind, ...after } : { type: after.kind, ...after };
    change.put.push([secretRecordName(epoch, at), encode(secretRecordCodec, record)]);
  } else if (hadRecord) {
    change.delete.push(secretRecordName(epoch, at));
  }
  const [leftAt, rightAt] = [left(at), right(at)];
  if (leftAt === null || rightAt === null) return;
  const [old, fresh] = [childrenOf(before), childrenOf(after)];
  storeNode(epoch, leftAt, old.left, fresh.left, change);
  storeNode(epoch, rightAt, old.right, fresh.right, change);
}

/** Puts a secret tree together again. Throws `stored-malformed`. */
export function loadSecretTree(records: StoredRecords, epoch: bigint, leafCount: number): SecretTree {
  const load = (at: NodeIndex): SecretTreeNode => {
    const record = records.get(secretRecordName(epoch, at));
    const [leftAt, rightAt] = [left(at), right(at)];
    if (record === undefined && leftAt !== null && rightAt !== null) {
      return { kind: 'split', left: load(leftAt), right: load(rightAt) };
    }
    const { type, ...node } = readRecord(secretRecordCodec, record);
    return { kind: type, ...node } as SecretTreeNode;
  };
  return { root: load(rootOf(leafCount)), leafCount };
}

function childrenOf(node: SecretTreeNode | null): {
  left: SecretTreeNode | null;
  right: SecretTreeNode | null;
} {
  return node?.kind === 'split' ? node : { left: null, right: null };
}
