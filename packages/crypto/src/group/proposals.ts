// Proposals waiting for a commit (RFC 9420 §12.1, §12.4): naming them, choosing among them, and finding those that a
// commit names.
import { encode } from '@hushroom/codec';
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import {
  authenticatedContentCodec,
  type AuthenticatedContent,
  type Sender,
} from '../messages/framed-content.ts';
import type { ProposalOrRef } from '../messages/proposal.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { refHash } from '../suite/labeled.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { CommittedProposal } from '../validation/proposal-list.ts';
import type { GroupState, PendingProposal } from './state.ts';

/** RFC 9420 §5.2: ProposalRef, over the message that carried the proposal. */
export function proposalRef(suite: CipherSuite, content: AuthenticatedContent): Uint8Array {
  return refHash(suite, 'MLS 1.0 Proposal Reference', encode(authenticatedContentCodec, content));
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
 * update; none that changes our own leaf; a ReInit only if nothing else waits.
 */
export function committableProposals(state: GroupState): PendingProposal[] {
  const newestByLeaf = new Map<LeafIndex, PendingProposal>();
  const others: PendingProposal[] = [];
  for (const pending of state.proposals) {
    const leaf = changedLeaf(pending);
    if (leaf === null) others.push(pending);
    else if (leaf !== state.ownLeafIndex && newestByLeaf.get(leaf)?.proposal.type !== 'remove') {
      newestByLeaf.set(leaf, pending);
    }
  }
  const chosen = [...newestByLeaf.values(), ...others];
  const lasting = chosen.filter(({ proposal }) => proposal.type !== 'reinit');
  return lasting.length > 0 ? lasting : chosen.slice(0, 1);
}

function changedLeaf({ proposal, sender }: PendingProposal): LeafIndex | null {
  if (proposal.type === 'remove') return proposal.removed;
  return proposal.type === 'update' && sender.type === 'member' ? sender.leafIndex : null;
}
