// Creating a commit (RFC 9420 §12.4.1). The group's state does not change by it except for the handshake ratchet: the
// next epoch is kept apart, staged, until the commit is known to be the one that everybody takes.
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { Extension } from '../messages/extension.ts';
import type { AuthenticatedContent, FramedWireFormat, Sender } from '../messages/framed-content.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { Proposal, ProposalOrRef, ReInit } from '../messages/proposal.ts';
import type { Random } from '../random.ts';
import type { Secret } from '../secret.ts';
import { exportFrom } from '../schedule/exporter.ts';
import { secretTreeSecrets } from '../schedule/secret-tree.ts';
import type { SignatureKeyPair } from '../suite/signature.ts';
import { keepPresent, replaceKeys, type PrivateKeys } from '../tree/private-keys.ts';
import { makeFreshPath, wipeFreshPath, type FreshPath, type LeafNodeChoice } from '../tree/update-path.ts';
import { checkLeafLifetime, type CheckCredential } from '../validation/leaf-node.ts';
import { checkProposalList, isPathRequired, type CommittedProposal } from '../validation/proposal-list.ts';
import { applyProposals, checkChangedLeaves, type AppliedProposals } from './apply.ts';
import { buildCommit, type BuiltCommit } from './build-commit.ts';
import { commitSummary, runCheckCommit, type CheckCommit } from './commit-summary.ts';
import { protectPrivate, protectPublic } from './framing.ts';
import { signGroupInfo } from './group-info.ts';
import { committableProposals } from './proposals.ts';
import { findPskWith, identifyPsks, noPsks, type FindPsk } from './psks.ts';
import { continuationProposal } from './resumption.ts';
import {
  checkActive,
  enterEpoch,
  ownLeafNode,
  type Epoch,
  type GroupState,
  type PendingProposal,
} from './state.ts';
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
  /** The group that this one continues (RFC 9420 §11.2, §11.3): set for the first commit, which proves having been there. */
  readonly continues?: { readonly group: GroupState; readonly usage: 'reinit' | 'branch' };
}

/**
 * The secrets of a staged commit that is not to be taken, to wipe. Those that the state still uses are not among them.
 */
export function stagedSecrets({ epoch }: StagedCommit, state: GroupState): Secret[] {
  const inUse = new Set(state.epoch.privateKeys.values());
  return [
    ...Object.values<Secret>({ ...epoch.secrets }),
    ...secretTreeSecrets(epoch.secretTree),
    ...[...epoch.privateKeys.values()].filter((key) => !inUse.has(key)),
  ];
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
  const list = chooseProposals(state, options);
  const applied = applyOwn(state, list, options);
  const path = options.omitPath === true && !isPathRequired(list) ? null : freshPath(state, applied, options);
  const tree = path?.tree ?? applied.tree;
  checkChangedLeaves(tree, applied, path?.leafNode ?? null, applied.extensions !== epoch.context.extensions);

  const built = buildCommit({
    suite,
    epoch,
    initSecret: epoch.secrets.initSecret,
    sender: { type: 'member', leafIndex: ownLeafIndex },
    wireFormat: options.wireFormat ?? 'privateMessage',
    authenticatedData: options.authenticatedData ?? NO_BYTES,
    proposals: list.map((each) => proposalOrRef(state, each)),
    applied,
    psks: identifyPsks(applied.psks, findPskFor(state, options)),
    path,
    signatureKey: state.signatureKey,
    random: options.random,
  });
  if (options.checkCommit !== undefined) {
    runCheckCommit(
      options.checkCommit,
      commitSummary({ state, content: built.content, list, applied, tree }),
    );
  }
  const staged: StagedCommit = {
    epoch: { ...built.epoch, privateKeys: privateKeysAfter(state, applied, path) },
    signatureKey: options.leaf?.signatureKeyPair?.secretKey ?? null,
    reinit: applied.reinit,
  };
  const welcome =
    applied.added.length === 0 ? null : welcomeFor(state, built, staged, applied, path, options);
  built.joinerSecret.wipe();
  built.pskSecret.wipe();
  if (path !== null) wipeFreshPath(path);
  return { ...protectCommit(state, built.content, options), welcome, staged };
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

/** What a receiver checks, and that what we add is valid now. */
function applyOwn(
  state: GroupState,
  list: readonly CommittedProposal[],
  options: CommitOptions,
): AppliedProposals {
  const { suite, epoch, ownLeafIndex } = state;
  const { groupId, extensions } = epoch.context;
  checkProposalList(suite, epoch.tree, list, ownLeafIndex, options.continues?.usage ?? null);
  const { checkCredential } = options;
  const applied = applyProposals({ suite, tree: epoch.tree, groupId, extensions, list, checkCredential });
  for (const { leafNode } of applied.added) checkLeafLifetime(leafNode, options.nowSeconds);
  checkChangedLeaves(applied.tree, applied, null, applied.extensions !== extensions);
  return applied;
}

function findPskFor(state: GroupState, { findPsk, continues }: CommitOptions): FindPsk {
  const find = findPskWith(state, findPsk ?? noPsks);
  return continues === undefined ? find : findPskWith(continues.group, find);
}

/** Our keys in the next epoch: those that are left, and those of the path. */
function privateKeysAfter(state: GroupState, applied: AppliedProposals, path: FreshPath | null): PrivateKeys {
  const { kept } = keepPresent(state.epoch.privateKeys, applied.tree);
  return path === null ? kept : keepPresent(replaceKeys(kept, path.privateKeys).keys, path.tree).kept;
}

function welcomeFor(
  state: GroupState,
  built: BuiltCommit,
  staged: StagedCommit,
  applied: AppliedProposals,
  path: FreshPath | null,
  options: CommitOptions,
): Uint8Array {
  const { suite, ownLeafIndex } = state;
  const { exporterSecret } = staged.epoch.secrets;
  const exportNext: ExportNext = (label, context, length) =>
    exportFrom(suite, exporterSecret, label, context, length);
  const signatureKey = staged.signatureKey ?? state.signatureKey;
  return sealWelcome({
    suite,
    groupInfo: signGroupInfo(suite, staged.epoch, ownLeafIndex, signatureKey, {
      withTree: options.treeInWelcome ?? true,
      extensions: options.groupInfoExtensions?.(exportNext) ?? [],
    }),
    joinerSecret: built.joinerSecret,
    pskSecret: built.pskSecret,
    psks: applied.psks,
    path,
    committer: ownLeafIndex,
    added: applied.added,
    random: options.random,
  });
}

/** Protects a commit with the keys of the epoch it is sent in. */
function protectCommit(
  state: GroupState,
  { wireFormat, framed, auth }: AuthenticatedContent,
  options: CommitOptions,
): Pick<CreatedCommit, 'commit' | 'state' | 'consumed'> {
  const { suite, epoch, ownLeafIndex } = state;
  if (wireFormat === 'publicMessage') {
    const membership = { key: epoch.secrets.membershipKey, contextBytes: epoch.contextBytes };
    return { commit: protectPublic(suite, framed, auth, membership), state, consumed: [] };
  }
  const keys = { ...epoch, senderDataSecret: epoch.secrets.senderDataSecret };
  const { message, secretTree, consumed } = protectPrivate(suite, keys, ownLeafIndex, framed, auth, {
    padTo: options.padTo ?? 0,
    random: options.random,
  });
  return { commit: message, state: { ...state, epoch: { ...epoch, secretTree } }, consumed };
}

/** What the commit covers: pending proposals by reference, then ours by value. */
function chooseProposals(state: GroupState, options: CommitOptions): readonly CommittedProposal[] {
  const { references, continues } = options;
  const own = [...(options.proposals ?? [])];
  if (continues !== undefined) {
    own.push(continuationProposal(continues.group, continues.usage, state.suite, options.random));
  }
  const sender: Sender = { type: 'member', leafIndex: state.ownLeafIndex };
  const byValue = own.map((proposal) => ({ proposal, sender, byReference: false }));
  const listWith = (pending: readonly PendingProposal[]): readonly CommittedProposal[] => [
    ...pending.map((each) => ({ ...each, byReference: true })),
    ...byValue,
  ];
  if (references !== undefined) {
    const isChosen = (reference: Uint8Array): boolean =>
      references.some((chosen) => equalBytes(chosen, reference));
    return listWith(state.proposals.filter(({ reference }) => isChosen(reference)));
  }
  const isValid = (pending: readonly PendingProposal[]): boolean => {
    try {
      applyOwn(state, listWith(pending), options);
      return true;
    } catch (error) {
      if (error instanceof CryptoError) return false;
      throw error;
    }
  };
  return listWith(committableProposals(state, isValid));
}

/** A proposal as the commit carries it. */
function proposalOrRef(state: GroupState, { proposal, byReference }: CommittedProposal): ProposalOrRef {
  const pending = byReference ? state.proposals.find((each) => each.proposal === proposal) : undefined;
  return pending === undefined
    ? { type: 'proposal', proposal }
    : { type: 'reference', reference: pending.reference };
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
