// Groups that continue others (RFC 9420 §11.2, §11.3): the checks of a joiner, and what the founder puts into the first
// commit. Who is who across groups is decided by credentials, which the application compares.
import { equalBytes } from '../bytes.ts';
import { encode } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import { credentialCodec } from '../messages/credential.ts';
import type { GroupContext } from '../messages/group-context.ts';
import type { PreSharedKeyId, Psk } from '../messages/pre-shared-key.ts';
import { extensionsCodec } from '../messages/extension.ts';
import type { Proposal, ReInit } from '../messages/proposal.ts';
import type { Random } from '../random.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import type { GroupState } from './state.ts';

type Resumption = Extract<Psk, { type: 'resumption' }>;

/** The one PSK that ties a new group to an old one, or `null`. */
function continuationOf(psks: readonly PreSharedKeyId[]): Resumption | null {
  for (const { psk } of psks) if (psk.type === 'resumption' && psk.usage !== 'application') return psk;
  return null;
}

/** RFC 9420 §12.4.3.1: a PSK of usage `reinit` or `branch` is the only one of these. Throws `resumption-psk`. */
export function checkResumptionPsks(psks: readonly PreSharedKeyId[]): void {
  const tying = psks.filter(({ psk }) => psk.type === 'resumption' && psk.usage !== 'application');
  if (tying.length > 1) throw new CryptoError('resumption-psk', 'more than one');
}

/**
 * RFC 9420 §12.4.3.1: a group that claims to continue another is what that other one would continue as. Throws
 * `resumption-psk` if the old group is not at hand or is another, `resumption-epoch`, `reinit-mismatch` or
 * `branch-mismatch`.
 */
export function checkContinuation(
  psks: readonly PreSharedKeyId[],
  context: GroupContext,
  tree: RatchetTree,
  old: GroupState | null,
): void {
  const psk = continuationOf(psks);
  if (psk === null) return;
  if (old === null || !equalBytes(psk.pskGroupId, old.epoch.context.groupId)) {
    throw new CryptoError('resumption-psk', 'of another group', { scope: 'own' });
  }
  if (context.epoch !== 1n) throw new CryptoError('resumption-epoch', 'not the first commit');
  if (psk.usage === 'reinit') checkReInitMatches(psk, context, tree, old);
  else checkBranchMatches(context, tree, old);
}

function checkReInitMatches(
  psk: Resumption,
  context: GroupContext,
  tree: RatchetTree,
  old: GroupState,
): void {
  const reinit: ReInit | null = old.condition.type === 'reinit' ? old.condition.reinit : null;
  const matches =
    reinit !== null &&
    // RFC 9420 §11.2: the epoch after the commit that covers the ReInit.
    psk.pskEpoch === old.epoch.context.epoch &&
    reinit.version === context.version &&
    reinit.cipherSuite === context.cipherSuite &&
    equalBytes(reinit.groupId, context.groupId) &&
    equalBytes(encode(extensionsCodec, reinit.extensions), encode(extensionsCodec, context.extensions)) &&
    isSubset(old.epoch.tree, tree);
  if (!matches) throw new CryptoError('reinit-mismatch', 'not what the ReInit announced');
}

function checkBranchMatches(context: GroupContext, tree: RatchetTree, old: GroupState): void {
  const { version, cipherSuite } = old.epoch.context;
  const matches =
    version === context.version && cipherSuite === context.cipherSuite && isSubset(tree, old.epoch.tree);
  if (!matches) throw new CryptoError('branch-mismatch', 'not a part of the old group');
}

/** Whether every credential of one tree is in the other. */
function isSubset(part: RatchetTree, whole: RatchetTree): boolean {
  const known = new Set<string>();
  for (const { leafNode } of whole.members()) known.add(encode(credentialCodec, leafNode.credential).join());
  for (const { leafNode } of part.members()) {
    if (!known.has(encode(credentialCodec, leafNode.credential).join())) return false;
  }
  return true;
}

/** The proposal that ties the first commit of a new group to the current epoch of an old one. */
export function continuationProposal(
  old: GroupState,
  usage: 'reinit' | 'branch',
  suite: CipherSuite,
  random: Random,
): Proposal {
  const { groupId, epoch } = old.epoch.context;
  const psk: Psk = { type: 'resumption', usage, pskGroupId: groupId, pskEpoch: epoch };
  return { type: 'psk', psk: { psk, pskNonce: random(suite.kdf.bytes) } };
}
