// Processing what arrives for a group (RFC 9420 §6, §12, §15): application messages, proposals and commits, in either
// wire format. Nothing is returned before the message is unprotected and its signature verified.
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { AuthenticatedContent, FramedContent, Sender } from '../messages/framed-content.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { PrivateMessage } from '../messages/private-message.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { PublicMessage } from '../messages/public-message.ts';
import { wipeAll, type Secret } from '../secret.ts';
import { freshSecrets, type SecretTree } from '../schedule/secret-tree.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { LeafLookup } from '../tree/ratchet-tree.ts';
import { externalSendersOf } from '../validation/extensions.ts';
import { checkProposalAlone } from '../validation/proposal-list.ts';
import { checkProposedLeaf } from './apply.ts';
import type { CommitSummary } from './commit-summary.ts';
import { parseMlsMessage } from './envelope.ts';
import {
  checkMembershipTag,
  checkMessageSignature,
  checkSenderPresent,
  unprotectPrivate,
  type OpenedPrivateMessage,
} from './framing.ts';
import { processCommit, type ApplicationRules } from './process-commit.ts';
import { proposalRef, runCheckProposal, withPending } from './proposals.ts';
import { noPsks } from './psks.ts';
import { checkActive, type GroupState, type PastEpoch } from './state.ts';

interface Processed {
  readonly state: GroupState;
  readonly authenticatedData: Uint8Array;
  readonly consumed: readonly Secret[];
}

export interface ProcessedApplication extends Processed {
  readonly kind: 'application';
  readonly sender: LeafIndex;
  /** The sender's leaf in the epoch of the message. */
  readonly senderLeaf: LeafNode;
  readonly epoch: bigint;
  readonly generation: number;
  readonly plaintext: Uint8Array;
}

export interface ProcessedProposal extends Processed {
  readonly kind: 'proposal';
  readonly sender: Sender;
  readonly proposal: Proposal;
  readonly reference: Uint8Array;
}

export interface ProcessedCommitMessage extends Processed, CommitSummary {
  readonly kind: 'commit';
  /** The committer's leaf in the new epoch. */
  readonly committer: LeafIndex;
  readonly selfRemoved: boolean;
}

export type ProcessedMessage = ProcessedApplication | ProcessedProposal | ProcessedCommitMessage;

/**
 * Processes one message. Throws a `CryptoError` if it is not valid; its scope says whether every member finds the same
 * (`shared`), or whether it hangs on our own secrets (`own`). A message of our own that comes back is for the caller to
 * recognise by its bytes; any other in our name is `own-message`, and void. The state given stays usable either way, until the secrets
 * in `consumed` are wiped.
 */
export function processMessage(
  state: GroupState,
  message: Uint8Array,
  rules: ApplicationRules,
): ProcessedMessage {
  checkActive(state);
  const decoded = parseMlsMessage(message);
  if (decoded.type === 'privateMessage') return processPrivate(state, decoded.privateMessage, rules);
  if (decoded.type === 'publicMessage') return processPublic(state, decoded.publicMessage, rules);
  throw new CryptoError('wrong-wire-format', decoded.type);
}

function processPrivate(
  state: GroupState,
  message: PrivateMessage,
  rules: ApplicationRules,
): ProcessedMessage {
  const { suite, epoch, ownLeafIndex } = state;
  checkGroup(state, message.groupId);
  if (message.epoch !== epoch.context.epoch) return processLate(state, message);

  const keys = { ...epoch, senderDataSecret: epoch.secrets.senderDataSecret };
  const opened = unprotectPrivate(suite, keys, message, ownLeafIndex);
  return orWipe(opened, epoch.secretTree, () => {
    const senderLeaf = verifyMember(state, epoch, opened);
    const next: GroupState = { ...state, epoch: { ...epoch, secretTree: opened.secretTree } };
    const { content } = opened.content.framed;
    if (content.type === 'application') {
      return applicationResult(next, opened, senderLeaf, content.applicationData);
    }
    return withConsumed(processHandshake(next, opened.content, rules), opened.consumed);
  });
}

/** What opening a message has derived is wiped if the message is refused after all: the state from before goes on. */
function orWipe<T>(opened: OpenedPrivateMessage, before: SecretTree, take: () => T): T {
  try {
    return take();
  } catch (error) {
    wipeAll(freshSecrets(opened, before));
    throw error;
  }
}

/** RFC 9420 §15.3: late messages are read, but nothing late changes the group. */
function processLate(state: GroupState, message: PrivateMessage): ProcessedApplication {
  const past = state.pastEpochs.find(({ epoch }) => epoch === message.epoch);
  if (past === undefined) checkEpoch(state, message.epoch);
  if (past === undefined || message.contentType !== 'application') {
    throw new CryptoError('wrong-epoch', 'handshake of a past epoch');
  }
  const opened = unprotectPrivate(state.suite, past, message, state.ownLeafIndex);
  const senderLeaf = orWipe(opened, past.secretTree, () => verifyMember(state, past, opened));
  const moved: PastEpoch = { ...past, secretTree: opened.secretTree };
  const next: GroupState = {
    ...state,
    pastEpochs: state.pastEpochs.map((each) => (each === past ? moved : each)),
  };
  const { content } = opened.content.framed;
  if (content.type !== 'application') throw new TypeError('content is of the type in the header');
  return applicationResult(next, opened, senderLeaf, content.applicationData);
}

function processPublic(state: GroupState, message: PublicMessage, rules: ApplicationRules): ProcessedMessage {
  const { suite, epoch } = state;
  const { framed, auth } = message;
  checkGroup(state, framed.groupId);
  checkEpoch(state, framed.epoch);
  checkPublicContent(framed);
  const content: AuthenticatedContent = { wireFormat: 'publicMessage', framed, auth };
  if (framed.sender.type === 'member') {
    checkSenderPresent(epoch.tree, framed.sender.leafIndex);
    if (framed.sender.leafIndex === state.ownLeafIndex) {
      throw new CryptoError('own-message', 'in our own name');
    }
    checkMembershipTag(suite, epoch.secrets.membershipKey, message, epoch.contextBytes);
  }
  checkMessageSignature(suite, signatureKeyOf(state, framed), content, epoch.contextBytes);
  return processHandshake(state, content, rules);
}

function processHandshake(
  state: GroupState,
  message: AuthenticatedContent,
  rules: ApplicationRules,
): ProcessedProposal | ProcessedCommitMessage {
  const { content, sender, authenticatedData } = message.framed;
  if (content.type === 'commit') {
    const findPsk = rules.findPsk ?? noPsks;
    const { summary, ...rest } = processCommit(state, message, content.commit, { ...rules, findPsk });
    return { kind: 'commit', ...summary, ...rest };
  }
  if (content.type !== 'proposal') throw new TypeError('application data is no handshake');
  const { proposal } = content;
  checkProposed(state, { proposal, sender }, rules);
  const reference = proposalRef(state.suite, message);
  const proposals = withPending(state.proposals, { reference, proposal, sender });
  const next: GroupState = { ...state, proposals };
  return { kind: 'proposal', state: next, sender, proposal, reference, authenticatedData, consumed: [] };
}

/**
 * RFC 9420 §12.1: only a valid proposal is kept. One that no commit could cover would otherwise stand in the way of every
 * message, because nobody speaks while a proposal waits.
 */
function checkProposed(
  state: GroupState,
  proposed: { readonly proposal: Proposal; readonly sender: Sender },
  { checkCredential, checkProposal }: ApplicationRules,
): void {
  const { suite, epoch } = state;
  const { tree, context } = epoch;
  checkProposalAlone(suite, tree, { ...proposed, byReference: true });
  checkProposedLeaf(proposed, { suite, tree, groupId: context.groupId, checkCredential });
  if (checkProposal !== undefined) runCheckProposal(checkProposal, proposed);
}

/** The signature of a private message, under the sender's key in the epoch of the message. Returns the sender's leaf. */
function verifyMember(
  { suite }: GroupState,
  epoch: { readonly tree: LeafLookup; readonly contextBytes: Uint8Array },
  opened: OpenedPrivateMessage,
): LeafNode {
  const leafNode = epoch.tree.leaf(opened.sender);
  if (leafNode === null) throw new CryptoError('sender-blank', 'no such member');
  checkMessageSignature(suite, leafNode.signatureKey, opened.content, epoch.contextBytes);
  return leafNode;
}

/** RFC 9420 §6.1: the key that each type of sender signs with. Throws `sender-unknown` or `sender-type`. */
function signatureKeyOf(state: GroupState, { sender, content }: FramedContent): Uint8Array {
  const { epoch } = state;
  if (sender.type === 'member') {
    const leafNode = epoch.tree.leaf(sender.leafIndex);
    if (leafNode === null) throw new CryptoError('sender-blank', 'no such member');
    return leafNode.signatureKey;
  }
  if (sender.type === 'external') {
    const external = externalSendersOf(epoch.context.extensions)[sender.senderIndex];
    if (external === undefined) throw new CryptoError('sender-unknown', 'no such external sender');
    return external.signatureKey;
  }
  if (content.type === 'commit') {
    if (content.commit.path === null) throw new CryptoError('path-missing', 'external commit');
    return content.commit.path.leafNode.signatureKey;
  }
  if (content.type === 'proposal' && content.proposal.type === 'add') {
    return content.proposal.keyPackage.leafNode.signatureKey;
  }
  throw new CryptoError('sender-type', sender.type);
}

/** RFC 9420 §6: application data travels encrypted only, and each type of sender sends its own type of content. */
function checkPublicContent({ sender, content }: FramedContent): void {
  if (content.type === 'application') throw new CryptoError('application-in-public', 'public message');
  const wanted = {
    member: null,
    external: 'proposal',
    newMemberProposal: 'proposal',
    newMemberCommit: 'commit',
  };
  const only = wanted[sender.type];
  if (only !== null && content.type !== only) throw new CryptoError('sender-type', sender.type);
}

function checkGroup({ epoch }: GroupState, groupId: Uint8Array): void {
  if (!equalBytes(epoch.context.groupId, groupId)) throw new CryptoError('wrong-group', 'group id');
}

/** RFC 9420 §12.1, §12.4.2: handshakes are of the current epoch. */
function checkEpoch({ epoch }: GroupState, given: bigint): void {
  if (given !== epoch.context.epoch) {
    throw new CryptoError('wrong-epoch', given > epoch.context.epoch ? 'to come' : 'past');
  }
}

function applicationResult(
  state: GroupState,
  opened: OpenedPrivateMessage,
  senderLeaf: LeafNode,
  plaintext: Uint8Array,
): ProcessedApplication {
  const { epoch, authenticatedData } = opened.content.framed;
  const { sender, generation, consumed } = opened;
  return {
    kind: 'application',
    state,
    sender,
    senderLeaf,
    epoch,
    generation,
    plaintext,
    authenticatedData,
    consumed,
  };
}

function withConsumed<T extends Processed>(result: T, consumed: readonly Secret[]): T {
  return { ...result, consumed: [...consumed, ...result.consumed] };
}
