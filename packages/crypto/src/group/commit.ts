// Creating a commit (RFC 9420 §12.4.1). The group's state does not change by it except for the handshake ratchet: the
// next epoch is kept apart, staged, until the commit is known to be the one that everybody takes.
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { Commit } from '../messages/commit.ts';
import type { Extension } from '../messages/extension.ts';
import type { AuthenticatedContent, FramedContent, FramedWireFormat } from '../messages/framed-content.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { Proposal, ProposalOrRef, ReInit } from '../messages/proposal.ts';
import type { Random } from '../random.ts';
import type { Secret } from '../secret.ts';
import { exportFrom } from '../schedule/exporter.ts';
import { zeroSecret } from '../schedule/key-schedule.ts';
import { derivePskSecret } from '../schedule/psk-secret.ts';
import { interimTranscriptHash } from '../schedule/transcript-hash.ts';
import type { SignatureKeyPair } from '../suite/signature.ts';
import type { LeafIndex } from '../tree/math.ts';
import { keepPresent, replaceKeys } from '../tree/private-keys.ts';
import {
  makeFreshPath,
  sealFreshPath,
  wipeFreshPath,
  type FreshPath,
  type LeafNodeChoice,
} from '../tree/update-path.ts';
import { checkLeafLifetime, type CheckCredential } from '../validation/leaf-node.ts';
import {
  checkProposalList,
  isPathRequired,
  type CommittedProposal,
  type Continuation,
} from '../validation/proposal-list.ts';
import { applyProposals, checkChangedLeaves, type AppliedProposals } from './apply.ts';
import { commitSummary, runCheckCommit, type CheckCommit } from './commit-summary.ts';
import { protectPrivate, protectPublic, signContent } from './framing.ts';
import { signGroupInfo } from './group-info.ts';
import { deriveNextEpoch, provisionalContext } from './next-epoch.ts';
import { committableProposals } from './proposals.ts';
import { findPskWith, identifyPsks, noPsks, type FindPsk } from './psks.ts';
import { checkActive, enterEpoch, ownLeafNode, type Epoch, type GroupState } from './state.ts';
import { sealWelcome } from './welcome.ts';

/** What may change in one's own leaf. What is left out stays as it is. */
export interface LeafChange {
  readonly credential?: LeafNode['credential'];
  readonly capabilities?: LeafNode['capabilities'];
  readonly extensions?: readonly Extension[];
  readonly signatureKeyPair?: SignatureKeyPair;
}

/** The epoch that an own commit begins, while it is not known whether everybody takes it. */
export interface StagedCommit {
  readonly epoch: Epoch;
  /** A new signature key of ours, or `null`. */
  readonly signatureKey: Secret | null;
  readonly reinit: ReInit | null;
}

/** The exporter of the epoch that a commit begins (RFC 9420 §8.5). */
export type ExportNext = (label: string, context: Uint8Array, length: number) => Secret;

export interface CommitOptions {
  /** Proposals of ours, by value. */
  readonly proposals?: readonly Proposal[];
  /** References of pending proposals to cover; if left out, all that can be covered together. */
  readonly references?: readonly Uint8Array[];
  readonly authenticatedData?: Uint8Array;
  readonly random: Random;
  /** Seconds since the Unix epoch: added key packages must be valid now. */
  readonly nowSeconds: number;
  readonly checkCredential: CheckCredential;
  readonly checkCommit?: CheckCommit;
  readonly findPsk?: FindPsk;
  readonly wireFormat?: FramedWireFormat;
  /** Least length of the plaintext in bytes; zeros fill up to it. */
  readonly padTo?: number;
  readonly leaf?: LeafChange;
  /** Leaves the path out where RFC 9420 §12.4 allows it: cheaper, but gives no fresh secrets. */
  readonly omitPath?: boolean;
  /** Whether the welcome carries the tree; if not, joiners need `exportTree` of the next state. Default true. */
  readonly treeInWelcome?: boolean;
  /** For the joiners, made when the next epoch is known: it may carry what is exported from that one. */
  readonly groupInfoExtensions?: (exportNext: ExportNext) => readonly Extension[];
  /** Set for the first commit of a group that continues another. */
  readonly continuation?: Continuation;
}

export interface CreatedCommit {
  readonly commit: Uint8Array;
  /** For everyone added; `null` if nobody is. To be delivered only once the commit is taken. */
  readonly welcome: Uint8Array | null;
  /** The current epoch, its handshake ratchet moved on: save it before sending the commit. */
  readonly state: GroupState;
  readonly staged: StagedCommit;
  readonly consumed: readonly Secret[];
}

const NO_BYTES = new Uint8Array(0);

/**
 * Creates a commit. Throws what a receiver would throw for it, `leaf-lifetime` for a key package that is not valid now,
 * and `psk-unavailable`.
 */
export function createCommit(state: GroupState, options: CommitOptions): CreatedCommit {
  checkActive(state);
  const { suite, ownLeafIndex, epoch } = state;
  const { random, checkCredential } = options;
  const { proposals, list } = chooseProposals(state, options);
  checkProposalList(suite, epoch.tree, list, ownLeafIndex, options.continuation ?? null);
  const applied = applyProposals({
    suite,
    tree: epoch.tree,
    groupId: epoch.context.groupId,
    extensions: epoch.context.extensions,
    list,
    checkCredential,
  });
  for (const { leafNode } of applied.added) checkLeafLifetime(leafNode, options.nowSeconds);

  const path = options.omitPath === true && !isPathRequired(list) ? null : freshPath(state, applied, options);
  const tree = path?.tree ?? applied.tree;
  checkChangedLeaves(tree, applied, path?.leafNode ?? null, applied.extensions !== epoch.context.extensions);
  const provisional = provisionalContext(suite, epoch.context, tree, applied.extensions);
  const added = new Set<LeafIndex>(applied.added.map(({ leafIndex }) => leafIndex));
  const commit: Commit = {
    proposals,
    path: path && sealFreshPath(suite, path, provisional.contextBytes, added, random),
  };

  const framed: FramedContent = {
    groupId: epoch.context.groupId,
    epoch: epoch.context.epoch,
    sender: { type: 'member', leafIndex: ownLeafIndex },
    authenticatedData: options.authenticatedData ?? NO_BYTES,
    content: { type: 'commit', commit },
  };
  const wireFormat = options.wireFormat ?? 'privateMessage';
  if (options.checkCommit !== undefined) {
    runCheckCommit(options.checkCommit, commitSummary({ state, wireFormat, framed, list, applied, tree }));
  }
  const signature = signContent(suite, state.signatureKey, wireFormat, framed, epoch.contextBytes);
  const signed: AuthenticatedContent = { wireFormat, framed, auth: { signature, confirmationTag: null } };

  const commitSecret = path?.commitSecret ?? zeroSecret(suite);
  const find = findPskWith(state, options.findPsk ?? noPsks);
  const pskSecret = derivePskSecret(suite, identifyPsks(applied.psks, find));
  const next = deriveNextEpoch({
    suite,
    provisional: provisional.context,
    interimTranscriptHash: epoch.interimTranscriptHash,
    commit: signed,
    initSecret: epoch.secrets.initSecret,
    commitSecret,
    pskSecret,
    leafCount: tree.leafCount,
  });
  const { joinerSecret, ...derived } = next;
  const signatureKey = options.leaf?.signatureKeyPair?.secretKey ?? null;
  const { kept } = keepPresent(epoch.privateKeys, applied.tree);
  const staged: StagedCommit = {
    epoch: {
      ...derived,
      tree,
      privateKeys: path === null ? kept : keepPresent(replaceKeys(kept, path.privateKeys).keys, tree).kept,
      interimTranscriptHash: interimTranscriptHash(
        suite,
        next.context.confirmedTranscriptHash,
        next.confirmationTag,
      ),
    },
    signatureKey,
    reinit: applied.reinit,
  };

  const exportNext: ExportNext = (label, context, length) =>
    exportFrom(suite, next.secrets.exporterSecret, label, context, length);
  const welcome =
    applied.added.length === 0
      ? null
      : sealWelcome({
          suite,
          groupInfo: signGroupInfo(suite, staged.epoch, ownLeafIndex, signatureKey ?? state.signatureKey, {
            withTree: options.treeInWelcome ?? true,
            extensions: options.groupInfoExtensions?.(exportNext) ?? [],
          }),
          joinerSecret,
          pskSecret,
          psks: applied.psks,
          path,
          committer: ownLeafIndex,
          added: applied.added,
          random,
        });
  joinerSecret.wipe();
  pskSecret.wipe();
  commitSecret.wipe();
  if (path !== null) wipeFreshPath(path);

  const auth = { signature, confirmationTag: next.confirmationTag };
  if (wireFormat === 'publicMessage') {
    const membership = { key: epoch.secrets.membershipKey, contextBytes: epoch.contextBytes };
    return { commit: protectPublic(suite, framed, auth, membership), welcome, state, staged, consumed: [] };
  }
  const keys = { ...epoch, senderDataSecret: epoch.secrets.senderDataSecret };
  const padTo = options.padTo ?? 0;
  const { message, secretTree, consumed } = protectPrivate(suite, keys, ownLeafIndex, framed, auth, {
    padTo,
    random,
  });
  return {
    commit: message,
    welcome,
    state: { ...state, epoch: { ...epoch, secretTree } },
    staged,
    consumed,
  };
}

/**
 * Enters the epoch of an own commit, once it is known that everybody does. Messages of the old epoch that came meanwhile
 * have moved `state` on, so it, and not the state in which the commit was made, is what passes.
 */
export function mergeCommit(
  state: GroupState,
  staged: StagedCommit,
): { readonly state: GroupState; readonly consumed: readonly Secret[] } {
  checkActive(state);
  if (staged.epoch.context.epoch !== state.epoch.context.epoch + 1n) {
    throw new CryptoError('wrong-epoch', 'staged for another epoch', { scope: 'own' });
  }
  return enterEpoch(state, staged.epoch, staged);
}

function chooseProposals(
  state: GroupState,
  options: CommitOptions,
): { readonly proposals: readonly ProposalOrRef[]; readonly list: readonly CommittedProposal[] } {
  const { references } = options;
  const pending =
    references === undefined
      ? committableProposals(state)
      : state.proposals.filter(({ reference }) => references.some((chosen) => equalBytes(chosen, reference)));
  const byValue = options.proposals ?? [];
  return {
    proposals: [
      ...pending.map(({ reference }) => ({ type: 'reference' as const, reference })),
      ...byValue.map((proposal) => ({ type: 'proposal' as const, proposal })),
    ],
    list: [
      ...pending.map(({ proposal, sender }) => ({ proposal, sender, byReference: true })),
      ...byValue.map((proposal) => ({
        proposal,
        sender: { type: 'member' as const, leafIndex: state.ownLeafIndex },
        byReference: false,
      })),
    ],
  };
}

function freshPath(state: GroupState, applied: AppliedProposals, options: CommitOptions): FreshPath {
  const { signatureKeyPair } = options.leaf ?? {};
  return makeFreshPath({
    suite: state.suite,
    tree: applied.tree,
    groupId: state.epoch.context.groupId,
    leafIndex: state.ownLeafIndex,
    leaf: changedLeaf(ownLeafNode(state), options.leaf),
    signatureKey: signatureKeyPair?.secretKey ?? state.signatureKey,
    random: options.random,
  });
}

/** What a leaf carries on, with what is to change. */
export function changedLeaf(leafNode: LeafNode, change: LeafChange | undefined): LeafNodeChoice {
  return {
    signatureKey: change?.signatureKeyPair?.publicKey ?? leafNode.signatureKey,
    credential: change?.credential ?? leafNode.credential,
    capabilities: change?.capabilities ?? leafNode.capabilities,
    extensions: change?.extensions ?? leafNode.extensions,
  };
}
