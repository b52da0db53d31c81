// All families of the working group's test vectors.
import { cryptoBasics } from './crypto-basics.ts';
import { deserialization } from './deserialization.ts';
import type { Family } from './family.ts';
import { keySchedule } from './key-schedule.ts';
import { messageProtection } from './message-protection.ts';
import { messages } from './messages.ts';
import { passiveClient } from './passive-client.ts';
import { pskSecret } from './psk-secret.ts';
import { secretTree } from './secret-tree.ts';
import { transcriptHashes } from './transcript-hashes.ts';
import { treeMath } from './tree-math.ts';
import { treeOperations } from './tree-operations.ts';
import { treeValidation } from './tree-validation.ts';
import { treekem } from './treekem.ts';
import { welcome } from './welcome.ts';

export const families: readonly Family[] = [
  treeMath,
  deserialization,
  cryptoBasics,
  secretTree,
  keySchedule,
  pskSecret,
  transcriptHashes,
  treeOperations,
  treeValidation,
  treekem,
  messages,
  messageProtection,
  welcome,
  passiveClient,
];
