// Sending what is no commit: application messages (RFC 9420 §15) and proposals (§12.1).
import { CryptoError } from '../errors.ts';
import type {
  AuthenticatedContent,
  Content,
  FramedContent,
  FramedWireFormat,
  Sender,
} from '../messages/framed-content.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { Random } from '../random.ts';
import { Secret } from '../secret.ts';
import { signLeafNode } from '../tree/update-path.ts';
import { checkKeyPackage } from '../validation/key-package.ts';
import { checkLeafLifetime } from '../validation/leaf-node.ts';
import { checkProposalAlone } from '../validation/proposal-list.ts';
import { changedLeaf, type LeafChange } from './commit.ts';
import { protectPrivate, protectPublic, signContent } from './framing.ts';
import { proposalRef, withPending } from './proposals.ts';
import { checkActive, ownLeafNode, type GroupState, type OwnUpdate } from './state.ts';

const NO_BYTES = new Uint8Array(0);

export interface MessageOptions {
  readonly authenticatedData?: Uint8Array;
  readonly random: Random;
  /** Least length of the plaintext in bytes; zeros fill up to it. */
  readonly padTo?: number;
}

export interface CreatedMessage {
  /** Save it before sending `message`, so that no key is used twice. */
  readonly state: GroupState;
  readonly message: Uint8Array;
  readonly consumed: readonly Secret[];
}

/**
 * Encrypts application data. Throws `proposals-pending` while a proposal waits to be committed (RFC 9420 §12.4): whoever
 * is about to be removed must not read on.
 */
export function createMessage(
  state: GroupState,
  options: MessageOptions & { readonly plaintext: Uint8Array },
): CreatedMessage {
  checkActive(state);
  if (state.proposals.length > 0) {
    throw new CryptoError('proposals-pending', 'commit them first', { scope: 'own' });
  }
  const content: Content = { type: 'application', applicationData: options.plaintext };
  return send(state, content, 'privateMessage', options).created;
}

export interface CreatedProposal extends CreatedMessage {
  readonly reference: Uint8Array;
}

/** Proposes something for anyone to commit. Our own leaf is proposed by {@link createUpdate}. */
export function createProposal(
  state: GroupState,
  options: MessageOptions & {
    readonly proposal: Exclude<Proposal, { type: 'update' }>;
    /** Seconds since the Unix epoch: an added key package must be valid now. */
    readonly nowSeconds: number;
    readonly wireFormat?: FramedWireFormat;
  },
): CreatedProposal {
  checkActive(state);
  const { proposal } = options;
  const sender: Sender = { type: 'member', leafIndex: state.ownLeafIndex };
  checkProposalAlone(state.suite, state.epoch.tree, { proposal, sender, byReference: false });
  if (proposal.type === 'add') {
    checkKeyPackage(state.suite, proposal.keyPackage);
    checkLeafLifetime(proposal.keyPackage.leafNode, options.nowSeconds);
  }
  return propose(state, proposal, options);
}

/** Proposes a new leaf of ours with a fresh key (RFC 9420 §12.1.2), for someone else to commit. */
export function createUpdate(
  state: GroupState,
  options: MessageOptions & { readonly leaf?: LeafChange; readonly wireFormat?: FramedWireFormat },
): CreatedProposal {
  checkActive(state);
  const { suite, ownLeafIndex } = state;
  const seed = Secret.of(options.random(suite.kdf.bytes));
  const { publicKey, secretKey } = suite.kem.deriveKeyPair(seed);
  seed.wipe();
  const signatureKey = options.leaf?.signatureKeyPair?.secretKey ?? null;
  const leafNode = signLeafNode(
    suite,
    {
      ...changedLeaf(ownLeafNode(state), options.leaf),
      encryptionKey: publicKey,
      leafNodeSource: { type: 'update' },
    },
    { groupId: state.epoch.context.groupId, leafIndex: ownLeafIndex },
    signatureKey ?? state.signatureKey,
  );
  const created = propose(state, { type: 'update', leafNode }, options);
  const ownUpdate: OwnUpdate = { encryptionKey: publicKey, secretKey, signatureKey };
  const ownUpdates = [...created.state.ownUpdates, ownUpdate];
  return { ...created, state: { ...created.state, ownUpdates } };
}

function propose(
  state: GroupState,
  proposal: Proposal,
  options: MessageOptions & { readonly wireFormat?: FramedWireFormat },
): CreatedProposal {
  const wireFormat = options.wireFormat ?? 'privateMessage';
  const { created, sent } = send(state, { type: 'proposal', proposal }, wireFormat, options);
  const reference = proposalRef(state.suite, sent);
  const pending = { reference, proposal, sender: sent.framed.sender };
  const proposals = withPending(created.state.proposals, pending);
  return { ...created, state: { ...created.state, proposals }, reference };
}

function send(
  state: GroupState,
  content: Content,
  wireFormat: FramedWireFormat,
  options: MessageOptions,
): { readonly created: CreatedMessage; readonly sent: AuthenticatedContent } {
  const { suite, epoch, ownLeafIndex } = state;
  const framed: FramedContent = {
    groupId: epoch.context.groupId,
    epoch: epoch.context.epoch,
    sender: { type: 'member', leafIndex: ownLeafIndex },
    authenticatedData: options.authenticatedData ?? NO_BYTES,
    content,
  };
  const signature = signContent(suite, state.signatureKey, wireFormat, framed, epoch.contextBytes);
  const auth = { signature, confirmationTag: null };
  const sent: AuthenticatedContent = { wireFormat, framed, auth };
  if (wireFormat === 'publicMessage') {
    const membership = { key: epoch.secrets.membershipKey, contextBytes: epoch.contextBytes };
    const message = protectPublic(suite, framed, auth, membership);
    return { created: { state, message, consumed: [] }, sent };
  }
  const keys = { ...epoch, senderDataSecret: epoch.secrets.senderDataSecret };
  const { message, secretTree, consumed } = protectPrivate(suite, keys, ownLeafIndex, framed, auth, {
    padTo: options.padTo ?? 0,
    random: options.random,
  });
  const next: GroupState = { ...state, epoch: { ...epoch, secretTree } };
  return { created: { state: next, message, consumed }, sent };
}
