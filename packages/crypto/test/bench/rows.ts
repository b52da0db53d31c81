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
