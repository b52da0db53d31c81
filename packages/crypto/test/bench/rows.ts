// The rows of the benchmark, and the floor of each.
import type { Floor } from './floor.ts';

export const ROW_NAMES = [
  'send',
  'receive',
  'commit create',
  'commit process',
  'add create',
  'add process',
  'remove create',
  'remove process',
  'join',
  'bulk add',
] as const;

export type RowName = (typeof ROW_NAMES)[number];

/**
 * Microseconds that a row cannot do without at a number of members: what RFC 9420 makes everyone compute, in bare calls.
 * An add or remove is an empty commit with its own seal and signature checks on top.
 */
export function floorOf(row: RowName, members: number, floor: Floor): number {
  const levels = Math.ceil(Math.log2(members));
  const commitCreate = levels * (floor.hpkeSeal + floor.keyPair) + floor.keyPair + floor.sign;
  const commitProcess = floor.hpkeOpen + levels * floor.hash + floor.verify;
  switch (row) {
    case 'send':
      return floor.send;
    case 'receive':
      return floor.receive;
    case 'commit create':
    case 'remove create':
      return commitCreate;
    case 'commit process':
    case 'remove process':
      return commitProcess;
    // The key package and its leaf are verified, the welcome is sealed and its GroupInfo signed.
    case 'add create':
      return commitCreate + 2 * floor.verify + floor.hpkeSeal + floor.sign;
    case 'add process':
      return commitProcess + 2 * floor.verify;
    case 'join':
      return members * floor.verify;
    case 'bulk add':
      return (members - 1) * (floor.hpkeSeal + 2 * floor.verify) + floor.sign;
  }
}

/**
 * Microseconds of what RFC 9420 also makes a member compute, in bare calls, for the rows whose floor is an ideal; `null`
 * for the others. `bytes` is the size of the commit or the welcome.
 */
export function requiredOf(row: RowName, members: number, floor: Floor, bytes: number): number | null {
  const levels = Math.ceil(Math.log2(members));
  const kib = bytes / 1024;
  switch (row) {
    case 'commit process': {
      // §7.3 the committer's leaf; §7.5 the key of the root, derived again.
      const checks = floor.verify + floor.keyPair;
      // §9 two secrets on each level of the secret tree and at the leaf; §7.4, §8, §9.1 the rest of the derivations.
      const derivations = (2 * levels + 2 + 20) * floor.mac;
      // §6.3 decryption, §6.1 the signature, §8.2 the transcript, §7.8 and §7.9 the tree's keys, half of the commit.
      return floorOf(row, members, floor) + checks + derivations + kib * (floor.openKiB + 3 * floor.hashKiB);
    }
    case 'join':
      // §5.1.3, §12.4.3 the sealed GroupInfo is hashed, decrypted, and its signature checked; §7.8, §7.9, §7.2 the tree
      // is hashed, and its parents and leaves again for the parent hashes and the signatures.
      return floorOf(row, members, floor) + kib * (floor.openKiB + 4 * floor.hashKiB);
    default:
      return null;
  }
}
