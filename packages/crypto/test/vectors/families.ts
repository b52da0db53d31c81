// Every family of the official vectors that this package is checked against.
import { cryptoBasics } from './crypto-basics.ts';
import { deserialization } from './deserialization.ts';
import type { Vector, VectorFamily } from './family.ts';
import { keySchedule } from './key-schedule.ts';
import { messageProtection } from './message-protection.ts';
import { messages } from './messages.ts';
import { passiveClient } from './passive-client.ts';
import { pskSecret } from './psk-secret.ts';
import { secretTree } from './secret-tree.ts';
import { transcriptHashes } from './transcript-hashes.ts';
import { treeKem } from './treekem.ts';
import { treeMath } from './tree-math.ts';
import { treeOperations } from './tree-operations.ts';
import { treeValidation } from './tree-validation.ts';
import { welcome } from './welcome.ts';

const families: readonly VectorFamily[] = [
  cryptoBasics,
  deserialization,
  keySchedule,
  messageProtection,
  messages,
  passiveClient,
  pskSecret,
  secretTree,
  transcriptHashes,
  treeKem,
  treeMath,
  treeOperations,
  treeValidation,
  welcome,
];

/** The family of a vector, told by its fields and not by the name of its file; `null` for an unknown one. */
export function familyOf(vector: Vector): VectorFamily | null {
  return families.find(({ fields }) => fields.every((field) => field in vector)) ?? null;
}
