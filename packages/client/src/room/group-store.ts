// The MLS group of a room in storage: its records under the room's id, written by difference.
import { loadGroup, storeGroup, type GroupState, type Secret } from '@hushroom/crypto';
import type { Transaction } from '../storage.ts';

const SPACE = 'group';

/** Writes what changed since `previous`; everything where it is null. */
export function saveGroup(
  transaction: Transaction,
  room: string,
  state: GroupState,
  previous: GroupState | null,
): void {
  const { put, delete: deleted } = storeGroup(state, previous);
  for (const key of deleted) transaction.delete(SPACE, `${room}/${key}`);
  for (const [key, value] of put) transaction.put(SPACE, `${room}/${key}`, value);
}

/** Null if the room has no group, as after a removal. */
export function loadStoredGroup(
  transaction: Transaction,
  room: string,
  signatureKey: Secret,
): GroupState | null {
  const prefix = `${room}/`;
  const records = transaction.list(SPACE, prefix);
  if (records.length === 0) return null;
  return loadGroup(new Map(records.map(([key, value]) => [key.slice(prefix.length), value])), signatureKey);
}

/** Takes the group's secrets off the disk. */
export function deleteGroup(transaction: Transaction, room: string): void {
  for (const [key] of transaction.list(SPACE, `${room}/`)) transaction.delete(SPACE, key);
}
