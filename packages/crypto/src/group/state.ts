// A group as one member sees it: an immutable value. Every operation takes a state and returns the next one together
// with the secrets that fell out of use, which the caller wipes once the new state is saved.
import { encode } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import type { Sender } from '../messages/framed-content.ts';
import { groupContextCodec, type GroupContext } from '../messages/group-context.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { Proposal, ReInit } from '../messages/proposal.ts';
import type { Secret } from '../secret.ts';
import type { EpochSecrets } from '../schedule/key-schedule.ts';
import { secretTreeSecrets, type SecretTree } from '../schedule/secret-tree.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { PrivateKeys } from '../tree/private-keys.ts';
import type { LeafLookup, RatchetTree } from '../tree/ratchet-tree.ts';

/** Past epochs whose late application messages can still be read. */
export const PAST_EPOCHS_MAX = 5;

/** Everything that belongs to one epoch. */
export interface Epoch {
  readonly context: GroupContext;
  /** `context` encoded: every signature covers it, so it is encoded once. */
  readonly contextBytes: Uint8Array;
  readonly tree: RatchetTree;
  readonly secretTree: SecretTree;
  readonly secrets: EpochSecrets;
  /** Of the nodes on our direct path that we are merged with, our leaf among them. */
  readonly privateKeys: PrivateKeys;
  readonly confirmationTag: Uint8Array;
  readonly interimTranscriptHash: Uint8Array;
}

/** What is kept of an epoch that has passed: enough to read late messages, and to prove having been there. */
export interface PastEpoch {
  readonly epoch: bigint;
  readonly contextBytes: Uint8Array;
  readonly tree: LeafLookup;
  readonly secretTree: SecretTree;
  readonly senderDataSecret: Secret;
  readonly resumptionPsk: Secret;
}

/** A proposal of this epoch that no commit has covered yet. */
export interface PendingProposal {
  readonly reference: Uint8Array;
  readonly proposal: Proposal;
  readonly sender: Sender;
}

/** The private side of an Update that we proposed and someone else may commit. */
export interface OwnUpdate {
  readonly encryptionKey: Uint8Array;
  readonly secretKey: Secret;
  /** The new signature key, or `null` if it stays. */
  readonly signatureKey: Secret | null;
}

/**
 * `active`; `removed` once a commit has removed us; `reinit` once a commit has ended the group in favour of another
 * (RFC 9420 §11.2). Nothing can be sent or processed unless it is active.
 */
export type GroupCondition =
  | { readonly type: 'active' }
  | { readonly type: 'removed' }
  | { readonly type: 'reinit'; readonly reinit: ReInit };

export interface GroupState {
  readonly suite: CipherSuite;
  /** Not part of the stored form: the application keeps it. */
  readonly signatureKey: Secret;
  readonly ownLeafIndex: LeafIndex;
  readonly epoch: Epoch;
  /** The newest first. */
  readonly pastEpochs: readonly PastEpoch[];
  readonly proposals: readonly PendingProposal[];
  readonly ownUpdates: readonly OwnUpdate[];
  readonly condition: GroupCondition;
}

/** A member as others see it. */
export interface Member {
  readonly leafIndex: LeafIndex;
  readonly leafNode: LeafNode;
}

/** All members in the order of their leaves. */
export function members(state: GroupState): Member[] {
  return [...state.epoch.tree.members()];
}

/** The GroupContext of the current epoch. */
export function groupContext(state: GroupState): GroupContext {
  return state.epoch.context;
}

/** Our own leaf. */
export function ownLeafNode(state: GroupState): LeafNode {
  const leafNode = state.epoch.tree.leaf(state.ownLeafIndex);
  if (leafNode === null) throw new CryptoError('group-inactive', 'removed', { scope: 'own' });
  return leafNode;
}

/** Throws `group-inactive` once the group is over for us (RFC 9420 §12.4.2). */
export function checkActive(state: GroupState): void {
  if (state.condition.type !== 'active') {
    throw new CryptoError('group-inactive', state.condition.type, { scope: 'own' });
  }
}

/** The context and its encoding, as an epoch keeps them. */
export function encodedContext(context: GroupContext): Pick<Epoch, 'context' | 'contextBytes'> {
  return { context, contextBytes: encode(groupContextCodec, context) };
}

/** The state in the epoch after the current one, which moves to the past. */
export function enterEpoch(
  state: GroupState,
  epoch: Epoch,
  change: { readonly signatureKey: Secret | null; readonly reinit: ReInit | null },
): { readonly state: GroupState; readonly consumed: readonly Secret[] } {
  const { secrets, context, contextBytes, tree, secretTree, privateKeys } = state.epoch;
  const passed: PastEpoch = {
    epoch: context.epoch,
    contextBytes,
    tree,
    secretTree,
    senderDataSecret: secrets.senderDataSecret,
    resumptionPsk: secrets.resumptionPsk,
  };
  const pastEpochs = [passed, ...state.pastEpochs];
  const kept = new Set(epoch.privateKeys.values());
  const consumed = [
    secrets.initSecret,
    secrets.exporterSecret,
    secrets.externalSecret,
    secrets.confirmationKey,
    secrets.membershipKey,
    secrets.epochAuthenticator,
    ...[...privateKeys.values()].filter((key) => !kept.has(key)),
    ...state.ownUpdates.map(({ secretKey }) => secretKey).filter((key) => !kept.has(key)),
    ...pastEpochs.slice(PAST_EPOCHS_MAX).flatMap(pastEpochSecrets),
  ];
  return {
    state: {
      ...state,
      signatureKey: change.signatureKey ?? state.signatureKey,
      epoch,
      pastEpochs: pastEpochs.slice(0, PAST_EPOCHS_MAX),
      proposals: [],
      ownUpdates: [],
      condition: change.reinit === null ? { type: 'active' } : { type: 'reinit', reinit: change.reinit },
    },
    consumed,
  };
}

/**
 * Gives up the late messages of epochs before `epoch`, as an application does where late messages would be void.
 */
export function forgetEpochsBefore(
  state: GroupState,
  epoch: bigint,
): { readonly state: GroupState; readonly consumed: readonly Secret[] } {
  const pastEpochs = state.pastEpochs.filter((past) => past.epoch >= epoch);
  const forgotten = state.pastEpochs.filter((past) => past.epoch < epoch);
  return { state: { ...state, pastEpochs }, consumed: forgotten.flatMap(pastEpochSecrets) };
}

/** Every secret of a group except the signature key: for wiping it when the group is left or deleted. */
export function groupSecrets(state: GroupState): Secret[] {
  return [
    ...Object.values<Secret>({ ...state.epoch.secrets }),
    ...secretTreeSecrets(state.epoch.secretTree),
    ...state.epoch.privateKeys.values(),
    ...state.ownUpdates.map(({ secretKey }) => secretKey),
    ...state.pastEpochs.flatMap(pastEpochSecrets),
  ];
}

function pastEpochSecrets({ senderDataSecret, resumptionPsk, secretTree }: PastEpoch): Secret[] {
  return [senderDataSecret, resumptionPsk, ...secretTreeSecrets(secretTree)];
}
