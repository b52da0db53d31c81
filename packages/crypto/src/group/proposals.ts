// Proposals waiting for a commit (RFC 9420 §12.1, §12.4): naming them, choosing among them, and finding those that a
// commit names.
import { encode } from '@hushroom/codec';
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import {
  authenticatedContentCodec,
  senderCodec,
  type AuthenticatedContent,
  type Sender,
} from '../messages/framed-content.ts';
import type { Proposal, ProposalOrRef } from '../messages/proposal.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { refHash } from '../suite/labeled.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { CommittedProposal } from '../validation/proposal-list.ts';
import type { GroupState, PendingProposal } from './state.ts';

/** RFC 9420 §5.2: ProposalRef, over the message that carried the proposal. */
export function proposalRef(suite: CipherSuite, content: AuthenticatedContent): Uint8Array {
  return refHash(suite, 'MLS 1.0 Proposal Reference', encode(authenticatedContentCodec, content));
}

/**
 * Throws to refuse a proposal, so that it is not kept: one that the application would let nobody commit. Only rules that
 * every member decides alike belong here.
 */
export type CheckProposal = (proposed: { readonly proposal: Proposal; readonly sender: Sender }) => void;

/** Asks the application (RFC 9420 §12.1.8). Throws `proposal-refused` if it throws. */
export function runCheckProposal(
  check: CheckProposal,
  proposed: { readonly proposal: Proposal; readonly sender: Sender },
): void {
  try {
    check(proposed);
  } catch (cause) {
    throw new CryptoError('proposal-refused', 'by the application', { cause });
  }
}

/** Proposals of one sender that may wait at a time. A limit over all senders would depend on who counts when. */
export const PENDING_PER_SENDER_MAX = 256;

/** Keeps a proposal until a commit covers it or ends the epoch. Throws `proposals-too-many`. */
export function withPending(
  pending: readonly PendingProposal[],
  added: PendingProposal,
): readonly PendingProposal[] {
  if (pending.some(({ reference }) => equalBytes(reference, added.reference))) return pending;
  const sender = encode(senderCodec, added.sender);
  const waiting = pending.filter((each) => equalBytes(encode(senderCodec, each.sender), sender));
  if (waiting.length >= PENDING_PER_SENDER_MAX) throw new CryptoError('proposals-too-many', 'of one sender');
  return [...pending, added];
}

/** Finds what a commit covers. Throws `proposal-unknown` for a reference to a proposal that we have not seen. */
export function resolveProposals(
  pending: readonly PendingProposal[],
  proposals: readonly ProposalOrRef[],
  committer: Sender,
): CommittedProposal[] {
  return proposals.map((each) => {
    if (each.type === 'proposal') return { proposal: each.proposal, sender: committer, byReference: false };
    const found = pending.find(({ reference }) => equalBytes(reference, each.reference));
    if (found === undefined) throw new CryptoError('proposal-unknown', 'not seen in this epoch');
    return { proposal: found.proposal, sender: found.sender, byReference: true };
  });
}

/**
 * The pending proposals that we can commit together (RFC 9420 §12.2): for each leaf its removal, or else its newest
 * update; none that changes our own leaf; a ReInit only if nothing else waits. Those that `isValid` refuses together with
 * the ones before them are left out, so that two that contradict each other do not hold the group up.
 */
export function committableProposals(
  state: GroupState,
  isValid: (chosen: readonly PendingProposal[]) => boolean,
): readonly PendingProposal[] {
  const newestByLeaf = new Map<LeafIndex, PendingProposal>();
  const others: PendingProposal[] = [];
  for (const pending of state.proposals) {
    const leaf = changedLeaf(pending);
    if (leaf === null) others.push(pending);
    else if (leaf !== state.ownLeafIndex && newestByLeaf.get(leaf)?.proposal.type !== 'remove') {
      newestByLeaf.set(leaf, pending);
    }
  }
  const candidates = [...newestByLeaf.values(), ...others];
  const lasting = candidates.filter(({ proposal }) => proposal.type !== 'reinit');
  const preferred = lasting.length > 0 ? lasting : candidates.slice(0, 1);
  if (preferred.length === 0 || isValid(preferred)) return preferred;
  let chosen: readonly PendingProposal[] = [];
  for (const candidate of preferred) {
    const more = [...chosen, candidate];
    if (isValid(more)) chosen = more;
  }
  return chosen;
}

function changedLeaf({ proposal, sender }: PendingProposal): LeafIndex | null {
  if (proposal.type === 'remove') return proposal.removed;
  return proposal.type === 'update' && sender.type === 'member' ? sender.leafIndex : null;
}
