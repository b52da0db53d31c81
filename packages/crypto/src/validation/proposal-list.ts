// When a list of proposals may be committed together (RFC 9420 §12.1, §12.2). All of it can be decided by every member.
import { encode } from '@hushroom/codec';
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { Sender } from '../messages/framed-content.ts';
import { MLS10 } from '../messages/group-context.ts';
import { preSharedKeyIdCodec } from '../messages/pre-shared-key.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { checkExtensionsDistinct } from './extensions.ts';

/** A proposal that a commit covers, and who proposed it. */
export interface CommittedProposal {
  readonly proposal: Proposal;
  readonly sender: Sender;
  /** Whether the commit names it by reference. */
  readonly byReference: boolean;
}

/** The first commit of a group that continues another injects that one's resumption secret (RFC 9420 §11.2, §11.3). */
type Continuation = 'reinit' | 'branch' | null;

type Typed<T extends Proposal['type']> = Extract<Proposal, { type: T }>;

/** The proposals of one type, in order. */
export function ofType<T extends Proposal['type']>(
  list: readonly CommittedProposal[],
  type: T,
): readonly Typed<T>[] {
  return list
    .map(({ proposal }) => proposal)
    .filter((proposal): proposal is Typed<T> => proposal.type === type);
}

/** Every rule for the list of a member's commit. `tree` is that of the epoch in which it is sent. */
export function checkProposalList(
  suite: CipherSuite,
  tree: RatchetTree,
  list: readonly CommittedProposal[],
  committer: LeafIndex,
  continuation: Continuation,
): void {
  checkNoUpdateByCommitter(list, committer);
  checkCommitterNotRemoved(list, committer);
  checkLeavesChangedOnce(list);
  checkRemovedLeaves(tree, list);
  checkClientsAddedOnce(list);
  checkPsks(suite, list, continuation);
  checkExtensionsReplacedOnce(list);
  checkReInit(list);
  checkNoExternalInit(list);
}

/** Every rule for the list of an external commit. */
export function checkExternalProposalList(
  suite: CipherSuite,
  tree: RatchetTree,
  list: readonly CommittedProposal[],
): void {
  checkExternalCommitByValue(list);
  checkOneExternalInit(list);
  checkExternalCommitTypes(list);
  checkRemovedLeaves(tree, list);
  checkPsks(suite, list, null);
}

/** Every rule that one proposal can break by itself, whatever it is committed with. */
export function checkProposalAlone(suite: CipherSuite, tree: RatchetTree, proposal: CommittedProposal): void {
  const list = [proposal];
  checkProposalSender(proposal.proposal, proposal.sender);
  checkRemovedLeaves(tree, list);
  checkPsks(suite, list, null);
  checkExtensionsReplacedOnce(list);
  checkReInit(list);
  checkNoExternalInit(list);
}

/** RFC 9420 §12.2: a committer changes its own leaf by its path, not by an Update. */
function checkNoUpdateByCommitter(list: readonly CommittedProposal[], committer: LeafIndex): void {
  for (const { proposal, sender } of list) {
    if (proposal.type === 'update' && sender.type === 'member' && sender.leafIndex === committer) {
      throw new CryptoError('update-by-committer', 'proposal list');
    }
  }
}

/** RFC 9420 §12.2: nobody commits their own removal. */
function checkCommitterNotRemoved(list: readonly CommittedProposal[], committer: LeafIndex): void {
  if (ofType(list, 'remove').some(({ removed }) => removed === committer)) {
    throw new CryptoError('committer-removed', 'proposal list');
  }
}

/** RFC 9420 §12.2: at most one Update or Remove applies to a leaf. */
function checkLeavesChangedOnce(list: readonly CommittedProposal[]): void {
  const changed = new Set<LeafIndex>();
  for (const { proposal, sender } of list) {
    let leaf: LeafIndex | null = null;
    if (proposal.type === 'remove') leaf = proposal.removed;
    else if (proposal.type === 'update' && sender.type === 'member') leaf = sender.leafIndex;
    if (leaf === null) continue;
    if (changed.has(leaf)) throw new CryptoError('leaf-changed-twice', 'proposal list');
    changed.add(leaf);
  }
}

/** RFC 9420 §12.1.3: a Remove names a leaf that is not blank. */
function checkRemovedLeaves(tree: RatchetTree, list: readonly CommittedProposal[]): void {
  for (const { removed } of ofType(list, 'remove')) {
    if (tree.leaf(removed) === null) throw new CryptoError('removed-leaf-blank', 'proposal list');
  }
}

/** RFC 9420 §12.2: no client is added twice; a client is its signature key. */
function checkClientsAddedOnce(list: readonly CommittedProposal[]): void {
  const keys = ofType(list, 'add').map(({ keyPackage }) => keyPackage.leafNode.signatureKey);
  if (hasRepeated(keys)) throw new CryptoError('client-added-twice', 'proposal list');
}

/** RFC 9420 §12.2: no client is added that is a member still. `tree` is without those removed. */
export function checkClientIsNew(tree: RatchetTree, signatureKey: Uint8Array): void {
  if (tree.signatureKeys.count(signatureKey) > 0) {
    throw new CryptoError('client-already-member', 'proposal list');
  }
}

function checkPsks(suite: CipherSuite, list: readonly CommittedProposal[], continuation: Continuation): void {
  checkPskNonces(suite, list);
  checkPskUsages(list, continuation);
  checkPsksDistinct(list);
}

/** RFC 9420 §12.1.4: the nonce of a PSK has Nh bytes. */
function checkPskNonces(suite: CipherSuite, list: readonly CommittedProposal[]): void {
  if (ofType(list, 'psk').some(({ psk }) => psk.pskNonce.length !== suite.kdf.bytes)) {
    throw new CryptoError('psk-nonce-length', 'proposal list');
  }
}

/** RFC 9420 §12.1.4: the usages `reinit` and `branch` belong to the first commit of a group that continues another. */
function checkPskUsages(list: readonly CommittedProposal[], continuation: Continuation): void {
  for (const { psk } of ofType(list, 'psk')) {
    if (psk.psk.type !== 'resumption' || psk.psk.usage === 'application') continue;
    if (psk.psk.usage !== continuation) throw new CryptoError('psk-usage', psk.psk.usage);
  }
}

/** RFC 9420 §12.2: no two proposals have the same PreSharedKeyID. */
function checkPsksDistinct(list: readonly CommittedProposal[]): void {
  const ids = ofType(list, 'psk').map(({ psk }) => encode(preSharedKeyIdCodec, psk));
  if (hasRepeated(ids)) throw new CryptoError('psk-repeated', 'proposal list');
}

/** RFC 9420 §12.2: at most one GroupContextExtensions. */
function checkExtensionsReplacedOnce(list: readonly CommittedProposal[]): void {
  const [first, ...more] = ofType(list, 'groupContextExtensions');
  if (more.length > 0) throw new CryptoError('extensions-repeated', 'proposal list');
  if (first !== undefined) checkExtensionsDistinct(first.extensions);
}

/** RFC 9420 §12.1.5, §12.2: a ReInit stands alone and does not lower the version. */
function checkReInit(list: readonly CommittedProposal[]): void {
  const [first] = ofType(list, 'reinit');
  if (first === undefined) return;
  if (list.length > 1) throw new CryptoError('reinit-not-alone', 'proposal list');
  if (first.reinit.version < MLS10) throw new CryptoError('reinit-version', 'lower than the group');
}

/** RFC 9420 §12.2: an ExternalInit is for external commits. */
function checkNoExternalInit(list: readonly CommittedProposal[]): void {
  if (ofType(list, 'externalInit').length > 0) {
    throw new CryptoError('external-init-misplaced', 'proposal list');
  }
}

/** RFC 9420 §12.4.3.2: an external commit names no proposal by reference. */
function checkExternalCommitByValue(list: readonly CommittedProposal[]): void {
  if (list.some(({ byReference }) => byReference)) {
    throw new CryptoError('external-commit-reference', 'proposal list');
  }
}

/** RFC 9420 §12.2: an external commit has exactly one ExternalInit. */
function checkOneExternalInit(list: readonly CommittedProposal[]): void {
  if (ofType(list, 'externalInit').length !== 1) {
    throw new CryptoError('external-init-count', 'proposal list');
  }
}

/** RFC 9420 §12.2: beside it, an external commit has at most one Remove, any PSKs, and nothing else. */
function checkExternalCommitTypes(list: readonly CommittedProposal[]): void {
  const allowed = list.every(({ proposal: { type } }) => ['externalInit', 'remove', 'psk'].includes(type));
  if (!allowed || ofType(list, 'remove').length > 1) {
    throw new CryptoError('external-commit-proposal', 'proposal list');
  }
}

/** RFC 9420 §12.1.8: the types that an external sender may propose, and the one that a new member may. */
export function checkProposalSender(proposal: Proposal, sender: Sender): void {
  const allowed =
    sender.type === 'member' ||
    (sender.type === 'external' &&
      ['add', 'remove', 'psk', 'reinit', 'groupContextExtensions'].includes(proposal.type)) ||
    (sender.type === 'newMemberProposal' && proposal.type === 'add');
  if (!allowed) throw new CryptoError('external-proposal-type', proposal.type);
}

/** RFC 9420 §12.4: whether a commit of these proposals must have a path. */
export function isPathRequired(list: readonly CommittedProposal[]): boolean {
  const pathless = ['add', 'psk', 'reinit'];
  return list.length === 0 || list.some(({ proposal: { type } }) => !pathless.includes(type));
}

/**
 * RFC 9420 §12.4: a commit without proposals, or with one that changes who may read, has a path. A commit that removes
 * someone and nothing else is no exception: without a path the removed member could follow into the next epoch.
 */
export function checkPathPresent(list: readonly CommittedProposal[], hasPath: boolean): void {
  if (!hasPath && isPathRequired(list)) throw new CryptoError('path-missing', 'commit');
}

function hasRepeated(values: readonly Uint8Array[]): boolean {
  // Sorting brings equal values together, so that a thousand adds cost no million comparisons.
  const sorted = [...values].sort(compareBytes);
  return sorted.some((value, at) => {
    const next = sorted[at + 1];
    return next !== undefined && equalBytes(value, next);
  });
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
