// The stored form of a group is a set of named records, so that a change writes what changed and nothing else: one
// record after a message, a logarithmic number after a commit. Records hold secrets in the clear: whoever keeps them
// encrypts them. Names:
//   group                   version, suite, own leaf, epochs, pending proposals, condition
//   epoch                   context, secrets and private keys of the current epoch
//   tree/NODE               a node of the current tree that is not blank
//   past/EPOCH              what is kept of a past epoch
//   secret/EPOCH/NODE       a secret or a leaf's two ratchets of that epoch's secret tree

/** What to write and what to delete, in one transaction, to go from one state to the next. */
export interface StoredChange {
  readonly put: readonly (readonly [name: string, record: Uint8Array])[];
  readonly delete: readonly string[];
}

/** Collects a change. */
export class StoredChangeBuilder implements StoredChange {
  readonly put: (readonly [string, Uint8Array])[] = [];
  readonly delete: string[] = [];
}

/** All records of a group, by name. */
export type StoredRecords = ReadonlyMap<string, Uint8Array>;

export const GROUP_RECORD = 'group';
export const EPOCH_RECORD = 'epoch';

export function treeRecordName(node: number): string {
  return `tree/${node}`;
}

export function pastRecordName(epoch: bigint): string {
  return `past/${epoch}`;
}

export function secretRecordName(epoch: bigint, node: number): string {
  return `secret/${epoch}/${node}`;
}
