// Processing a commit (RFC 9420 §12.4.2) whose message is unprotected and whose signature is verified. First comes
// everything that every member decides alike; only then our own secrets are used, whose failures have scope `own`.
import { CryptoError } from '../errors.ts';
import { equalBytes } from '../bytes.ts';
import type { Commit } from '../messages/commit.ts';
import type { AuthenticatedContent } from '../messages/framed-content.ts';
import type { GroupContext } from '../messages/group-context.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import { equalInConstantTime, wipeAll, type Secret } from '../secret.ts';
import { externalKeyPair, zeroSecret } from '../schedule/key-schedule.ts';
import { derivePskSecret } from '../schedule/psk-secret.ts';
import { secretTreeSecrets } from '../schedule/secret-tree.ts';
import { interimTranscriptHash } from '../schedule/transcript-hash.ts';
import type { LeafIndex } from '../tree/math.ts';
import { keepPresent, leafKeyOnly, replaceKeys, type PrivateKeys } from '../tree/private-keys.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import {
  checkPathCiphertexts,
  mergeUpdatePath,
  openUpdatePath,
  type OpenedPath,
} from '../tree/update-path.ts';
import { checkLeafCredential, checkLeafNode, type CheckCredential } from '../validation/leaf-node.ts';
import {
  checkExternalProposalList,
  checkPathPresent,
  checkProposalList,
} from '../validation/proposal-list.ts';
import { checkUpdatePath } from '../validation/update-path.ts';
import { addedLeaves, applyProposals, checkChangedLeaves, type AppliedProposals } from './apply.ts';
import { commitSummary, runCheckCommit, type CheckCommit, type CommitSummary } from './commit-summary.ts';
import { deriveNextEpoch, provisionalContext, type DerivedEpoch } from './next-epoch.ts';
import { resolveProposals, type CheckProposal } from './proposals.ts';
import { findPskWith, identifyPsks, type FindPsk } from './psks.ts';
import { enterEpoch, type GroupState, type OwnUpdate } from './state.ts';

/** Context of the external init secret (RFC 9420 §8.3). */
export const EXTERNAL_INIT_LABEL = new TextEncoder().encode('MLS 1.0 external init secret');

const NO_INFO = new Uint8Array(0);

export interface ApplicationRules {
  readonly checkCredential: CheckCredential;
  readonly checkCommit?: CheckCommit;
  readonly checkProposal?: CheckProposal;
  readonly findPsk?: FindPsk;
}

interface ProcessedCommit {
  readonly state: GroupState;
  readonly summary: CommitSummary;
  readonly committer: LeafIndex;
  readonly selfRemoved: boolean;
  readonly consumed: readonly Secret[];
}

/** Takes a commit over. Throws, and changes nothing, if it is not valid. */
export function processCommit(
  state: GroupState,
  content: AuthenticatedContent,
  commit: Commit,
  rules: ApplicationRules & { readonly findPsk: FindPsk },
): ProcessedCommit {
  const shared = checkSharedRules(state, content, commit, rules);
  const { applied, committer, before, tree, summary } = shared;
  if (applied.removed.some(({ leafIndex }) => leafIndex === state.ownLeafIndex)) {
    // RFC 9420 §12.4.2: whoever is removed learns of it, and can follow no further.
    const removed: GroupState = { ...state, condition: { type: 'removed' } };
    return { state: removed, summary, committer, selfRemoved: true, consumed: [] };
  }

  const { suite, epoch } = state;
  const ownUpdate = committedOwnUpdate(state, before);
  const presentKeys = ownUpdate === null ? epoch.privateKeys : withOwnUpdate(state, ownUpdate);
  const { kept } = keepPresent(presentKeys, before);
  const provisional = provisionalContext(suite, epoch.context, tree, applied.extensions);
  const opened: OpenedPath =
    commit.path === null
      ? { privateKeys: new Map(), commitSecret: zeroSecret(suite) }
      : openUpdatePath({
          suite,
          before,
          sender: committer,
          path: commit.path,
          added: addedLeaves(applied),
          own: state.ownLeafIndex,
          privateKeys: kept,
          groupContext: provisional.contextBytes,
        });
  const next = deriveConfirmed(state, content, applied, provisional.context, opened, tree, rules.findPsk);

  const privateKeys = keepPresent(replaceKeys(kept, opened.privateKeys).keys, tree).kept;
  const { confirmedTranscriptHash } = next.context;
  const interim = interimTranscriptHash(suite, confirmedTranscriptHash, next.confirmationTag);
  const entered = enterEpoch(
    state,
    { ...next, tree, privateKeys, interimTranscriptHash: interim },
    { signatureKey: ownUpdate?.signatureKey ?? null, reinit: applied.reinit },
  );
  return { ...entered, summary, committer, selfRemoved: false };
}

/** The epoch that the commit begins, once its confirmation tag is checked. Wipes what was derived for it if not. */
function deriveConfirmed(
  state: GroupState,
  content: AuthenticatedContent,
  applied: AppliedProposals,
  provisional: GroupContext,
  opened: OpenedPath,
  tree: RatchetTree,
  findPsk: FindPsk,
): Omit<DerivedEpoch, 'joinerSecret'> {
  const derived = [...opened.privateKeys.values()];
  try {
    const next = deriveNext(state, content, applied, provisional, opened.commitSecret, tree, findPsk);
    derived.push(...Object.values<Secret>({ ...next.secrets }), ...secretTreeSecrets(next.secretTree));
    checkConfirmationTag(next.confirmationTag, content.auth.confirmationTag);
    return next;
  } catch (error) {
    wipeAll(derived);
    throw error;
  }
}

/** The epoch that the commit begins. Consumes the commit secret, whether or not the PSKs are at hand. */
function deriveNext(
  state: GroupState,
  content: AuthenticatedContent,
  applied: AppliedProposals,
  provisional: GroupContext,
  commitSecret: Secret,
  tree: RatchetTree,
  findPsk: FindPsk,
): Omit<DerivedEpoch, 'joinerSecret'> {
  const { suite, epoch } = state;
  const used = [commitSecret];
  try {
    const pskSecret = derivePskSecret(suite, identifyPsks(applied.psks, findPskWith(state, findPsk)));
    used.push(pskSecret);
    const initSecret = initSecretFor(state, applied);
    if (initSecret !== epoch.secrets.initSecret) used.push(initSecret);
    const { joinerSecret, ...next } = deriveNextEpoch({
      suite,
      provisional,
      interimTranscriptHash: epoch.interimTranscriptHash,
      commit: content,
      initSecret,
      commitSecret,
      pskSecret,
      leafCount: tree.leafCount,
    });
    joinerSecret.wipe();
    return next;
  } finally {
    wipeAll(used);
  }
}

/** RFC 9420 §12.4.2: the confirmation tag shows that everybody has arrived in the same epoch. Scope `own`. */
export function checkConfirmationTag(expected: Uint8Array, given: Uint8Array | null): void {
  if (given === null || !equalInConstantTime(expected, given)) {
    throw new CryptoError('confirmation-tag', 'another epoch', { scope: 'own' });
  }
}

interface SharedVerdict {
  readonly applied: AppliedProposals;
  readonly committer: LeafIndex;
  /** The new tree without the path, with the leaf of an external committer. */
  readonly before: RatchetTree;
  /** The new tree. */
  readonly tree: RatchetTree;
  readonly summary: CommitSummary;
}

/** Everything that depends only on the commit and on what all members have in common. */
function checkSharedRules(
  state: GroupState,
  content: AuthenticatedContent,
  commit: Commit,
  rules: ApplicationRules,
): SharedVerdict {
  const { suite, epoch } = state;
  const { sender } = content.framed;
  const list = resolveProposals(state.proposals, commit.proposals, sender);
  if (sender.type === 'member') checkProposalList(suite, epoch.tree, list, sender.leafIndex, null);
  else checkExternalProposalList(suite, epoch.tree, list);
  checkPathPresent(list, commit.path !== null);

  const { groupId, extensions } = epoch.context;
  const { checkCredential } = rules;
  const applied = applyProposals({ suite, tree: epoch.tree, groupId, extensions, list, checkCredential });
  const { path } = commit;
  // RFC 9420 §12.4.2: an external committer gets the leftmost blank leaf of the new tree.
  const committer = sender.type === 'member' ? sender.leafIndex : applied.tree.nextLeafIndex();
  let before = applied.tree;
  let { tree } = applied;
  if (path !== null) {
    // RFC 9420 §12.2: one who comes back by an external commit replaces the leaf it removes.
    const replaced =
      sender.type === 'member' ? before.leaf(committer) : (applied.removed[0]?.leafNode ?? null);
    checkUpdatePath(suite, before, path, replaced);
    checkLeafNode(suite, path.leafNode, { groupId, leafIndex: committer });
    checkLeafCredential(checkCredential, path.leafNode, replaced);
    if (sender.type !== 'member') before = before.add(path.leafNode).tree;
    tree = mergeUpdatePath(suite, before, committer, path);
    checkPathCiphertexts(before, committer, path, addedLeaves(applied));
  }
  checkChangedLeaves(tree, applied, path?.leafNode ?? null, applied.extensions !== extensions);
  const summary = commitSummary({ state, content, list, applied, tree });
  if (rules.checkCommit !== undefined) runCheckCommit(rules.checkCommit, summary);
  return { applied, committer, before, tree, summary };
}

/** The pending update of ours that the commit has put into our leaf, if any. */
function committedOwnUpdate(state: GroupState, before: RatchetTree): OwnUpdate | null {
  const own: LeafNode | null = before.leaf(state.ownLeafIndex);
  if (own === null) return null;
  const found = state.ownUpdates.find(({ encryptionKey }) => equalBytes(encryptionKey, own.encryptionKey));
  return found ?? null;
}

/** Our keys after our Update: the parents above us are blank now, so the new leaf key replaces the old one. */
function withOwnUpdate(state: GroupState, { secretKey }: OwnUpdate): PrivateKeys {
  return replaceKeys(state.epoch.privateKeys, leafKeyOnly(state.ownLeafIndex, secretKey)).keys;
}

/** The init secret of the key schedule: the last epoch's, or what an external committer sealed to it (RFC 9420 §8.3). */
function initSecretFor({ suite, epoch }: GroupState, { externalInit }: AppliedProposals): Secret {
  if (externalInit === null) return epoch.secrets.initSecret;
  const { secretKey } = externalKeyPair(suite, epoch.secrets.externalSecret);
  const { bytes } = suite.kdf;
  try {
    return suite.hpke.receiveExportBase(externalInit, secretKey, NO_INFO, EXTERNAL_INIT_LABEL, bytes);
  } finally {
    secretKey.wipe();
  }
}
