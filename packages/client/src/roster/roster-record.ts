// The roster as it is kept here: accounts, devices, the Merkle tree so far, and its hash at every size.
import { boolean, decode, encode, struct, uint53, vector, type Codec } from '@hushroom/codec';
import {
  deviceId,
  EMPTY_ROSTER_TREE,
  hash,
  publicKey,
  rosterTreeHash,
  userName,
  type RosterTree,
} from '@hushroom/wire';
import { numberKey, toHex } from '../hex.ts';
import { sha256 } from '../sha256.ts';
import type { Transaction } from '../storage.ts';
import type { DeviceClaim } from './roster-claim.ts';

const TREE_SPACE = 'roster';
const TREE_KEY = 'tree';
const HASH_SPACE = 'roster-hash';
const ACCOUNT_SPACE = 'roster-account';
const DEVICE_SPACE = 'roster-device';
/** One subtree per bit of a size below 2^53. */
const SUBTREES_BYTES_MAX = 53 * 32;

export interface RosterDevice extends DeviceClaim {
  readonly revoked: boolean;
}

const treeCodec: Codec<RosterTree> = struct<RosterTree>({
  size: uint53,
  subtrees: vector(hash, SUBTREES_BYTES_MAX),
});
const accountCodec = struct<{ accountKey: Uint8Array }>({ accountKey: publicKey });
const deviceCodec: Codec<RosterDevice> = struct<RosterDevice>({
  userName,
  accountKey: publicKey,
  deviceId,
  deviceKey: publicKey,
  revoked: boolean,
});

export function loadTree(transaction: Transaction): RosterTree {
  const stored = transaction.get(TREE_SPACE, TREE_KEY);
  return stored === null ? EMPTY_ROSTER_TREE : decode(treeCodec, stored);
}

/** Saves the tree and, for comparison with any later head, its hash at this size. */
export function saveTree(transaction: Transaction, tree: RosterTree): void {
  transaction.put(TREE_SPACE, TREE_KEY, encode(treeCodec, tree));
  transaction.put(HASH_SPACE, numberKey(tree.size), rosterTreeHash(sha256, tree));
}

/** The tree's hash when it had `size` entries; null if it never had so many. */
export function treeHashAt(transaction: Transaction, size: number): Uint8Array | null {
  if (size === 0) return rosterTreeHash(sha256, EMPTY_ROSTER_TREE);
  return transaction.get(HASH_SPACE, numberKey(size));
}

/** The account key that the roster last showed for each name. */
export function loadAccounts(transaction: Transaction): Map<string, Uint8Array> {
  return new Map(
    transaction.list(ACCOUNT_SPACE).map(([name, value]) => [name, decode(accountCodec, value).accountKey]),
  );
}

export function saveAccountKey(transaction: Transaction, name: string, accountKey: Uint8Array): void {
  transaction.put(ACCOUNT_SPACE, name, encode(accountCodec, { accountKey }));
}

/** Devices by their id in hex. */
export function loadDevices(transaction: Transaction): Map<string, RosterDevice> {
  return new Map(transaction.list(DEVICE_SPACE).map(([id, value]) => [id, decode(deviceCodec, value)]));
}

export function saveDevice(transaction: Transaction, device: RosterDevice): void {
  transaction.put(DEVICE_SPACE, toHex(device.deviceId), encode(deviceCodec, device));
}
