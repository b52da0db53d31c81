// Our side of the benchmark: each row's time, and what it puts on the wire.
import { createCommit, mergeCommit } from '../../src/group/commit.ts';
import { createGroup } from '../../src/group/create-group.ts';
import { joinGroup } from '../../src/group/join.ts';
import { generateKeyPackage, type KeyPackageSecrets } from '../../src/group/key-package.ts';
import { createMessage } from '../../src/group/messages.ts';
import { processMessage } from '../../src/group/process.ts';
import type { KeyPackage } from '../../src/messages/key-package.ts';
import type { Proposal } from '../../src/messages/proposal.ts';
import { Secret, wipeAll } from '../../src/secret.ts';
import type { CipherSuite } from '../../src/suite/cipher-suite.ts';
import type { SignatureKeyPair } from '../../src/suite/signature.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import { platformRandom } from '../random.ts';
import { filledGroup, LIFETIME, NOW_SECONDS, type FilledGroup } from './filled-group.ts';
import type { RowName } from './rows.ts';
import { microseconds, microsecondsOfBatches } from './timing.ts';

/** Time and size of one row. */
export interface Measured {
  readonly us: number;
  /** Bytes that everyone gets: the message, the commit, or the welcome. */
  readonly bytes: number;
}

const TEXT = new Uint8Array(256).fill(0x61);
const rules = { checkCredential: (): void => undefined };
/** The tree travels apart from the welcome, except where joining with it inside is measured. */
const committing = { random: platformRandom, nowSeconds: NOW_SECONDS, treeInWelcome: false, ...rules };

interface Newcomer {
  readonly keyPackage: KeyPackage;
  readonly secrets: KeyPackageSecrets;
  readonly signatureKeyPair: SignatureKeyPair;
}

function newcomer(suite: CipherSuite): Newcomer {
  const signatureKeyPair = suite.signature.keyPairFromSeed(Secret.of(platformRandom(32)));
  const credential = { type: 'basic', identity: platformRandom(12) } as const;
  const made = generateKeyPackage({
    suite,
    credential,
    signatureKeyPair,
    lifetime: LIFETIME,
    random: platformRandom,
  });
  return { ...made, signatureKeyPair };
}

/**
 * Measures every row at one size, in a filled tree: the first member acts, the last one receives, which is in the other
 * half of the tree like half of all receivers. Joining a large group takes minutes to measure, so it can be left out.
 */
export function measureOurs(suite: CipherSuite, members: number, withJoin: boolean): Map<RowName, Measured> {
  const group = filledGroup(suite, members);
  const rows = new Map<RowName, Measured>(
    Object.entries(measureMessages(group, members)) as [RowName, Measured][],
  );
  const sender = group.stateOf(0);
  const receiver = group.stateOf(members - 1);
  const commitRows = (what: 'commit' | 'add' | 'remove', proposals: readonly Proposal[]): void => {
    const create = (): ReturnType<typeof createCommit> => createCommit(sender, { ...committing, proposals });
    const { commit } = create();
    const bytes = commit.length;
    rows.set(`${what} create`, { us: microseconds(create), bytes });
    rows.set(`${what} process`, { us: microseconds(() => processMessage(receiver, commit, rules)), bytes });
  };
  commitRows('commit', []);
  const added = newcomer(suite);
  commitRows('add', [{ type: 'add', keyPackage: added.keyPackage }]);
  if (members > 2) commitRows('remove', [{ type: 'remove', removed: leafIndexOf(1) }]);

  if (!withJoin) return rows;
  const { welcome } = createCommit(sender, {
    ...committing,
    treeInWelcome: true,
    proposals: [{ type: 'add', keyPackage: added.keyPackage }],
  });
  if (welcome === null) throw new Error('an add without a welcome');
  const { keyPackage, secrets, signatureKeyPair } = added;
  const join = (): unknown =>
    joinGroup({ welcome, keyPackage, secrets, signatureKey: signatureKeyPair.secretKey, ...rules });
  rows.set('join', { us: microseconds(join), bytes: welcome.length });
  return rows;
}

/** One commit that adds everybody to a group of one. */
export function measureBulkAdd(suite: CipherSuite, members: number): Measured {
  const founder = newcomer(suite);
  const signatureKey = founder.signatureKeyPair.secretKey;
  const { state } = createGroup({
    ...founder,
    groupId: platformRandom(16),
    signatureKey,
    extensions: [],
    random: platformRandom,
  });
  const proposals = Array.from({ length: members - 1 }, () => newcomer(suite)).map(
    ({ keyPackage }): Proposal => ({ type: 'add', keyPackage }),
  );
  const create = (): ReturnType<typeof createCommit> => createCommit(state, { ...committing, proposals });
  const { state: current, staged, commit } = create();
  mergeCommit(current, staged);
  return { us: microseconds(create), bytes: commit.length };
}

/** Bytes that one more member costs in one member's state, on the heap and in buffers beside it. */
export function memoryPerMember(suite: CipherSuite, members: number, collect: () => void): number {
  collect();
  const before = usedBytes();
  const state = filledGroup(suite, members).stateOf(0);
  collect();
  const used = usedBytes() - before;
  // Named after the measurement, so that it is alive during it.
  return state.epoch.tree.memberCount === members ? Math.round(used / members) : 0;
}

function usedBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** States of its own, because the secrets that messages use up are wiped, as an application does. */
function measureMessages(group: FilledGroup, members: number): { send: Measured; receive: Measured } {
  let sender = group.stateOf(0);
  const send = (): Uint8Array => {
    const created = createMessage(sender, { plaintext: TEXT, random: platformRandom });
    sender = created.state;
    wipeAll(created.consumed);
    return created.message;
  };
  const bytes = send().length;
  const sendUs = microseconds(send);

  sender = group.stateOf(0);
  let receiver = group.stateOf(members - 1);
  const receive = (message: Uint8Array): void => {
    const processed = processMessage(receiver, message, rules);
    receiver = processed.state;
    wipeAll(processed.consumed);
  };
  // Every message is received once and in order, so they are made in batches outside of the time taken.
  const receiveUs = microsecondsOfBatches(() => Array.from({ length: 64 }, send), receive);
  return { send: { us: sendUs, bytes }, receive: { us: receiveUs, bytes } };
}
