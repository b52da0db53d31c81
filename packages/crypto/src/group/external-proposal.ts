// Proposals from outside the group (RFC 9420 §12.1.8): by a sender that the group lists, or by someone asking to be
// added. They travel as PublicMessages, because their senders have no keys of the group.
import type { FramedContent, Sender } from '../messages/framed-content.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { checkProposalSender } from '../validation/proposal-list.ts';
import { protectPublic, signContent } from './framing.ts';

const NO_BYTES = new Uint8Array(0);

/** Makes such a proposal. Throws `external-proposal-type` for a type that this sender may not propose. */
export function createExternalProposal(options: {
  readonly suite: CipherSuite;
  readonly groupId: Uint8Array;
  readonly epoch: bigint;
  readonly sender: Extract<Sender, { type: 'external' | 'newMemberProposal' }>;
  readonly proposal: Proposal;
  /** The listed key of an external sender, or that of the key package's leaf. */
  readonly signatureKey: Secret;
  readonly authenticatedData?: Uint8Array;
}): Uint8Array {
  const { suite, groupId, epoch, sender, proposal } = options;
  checkProposalSender(proposal, sender);
  const framed: FramedContent = {
    groupId,
    epoch,
    sender,
    authenticatedData: options.authenticatedData ?? NO_BYTES,
    content: { type: 'proposal', proposal },
  };
  const signature = signContent(suite, options.signatureKey, 'publicMessage', framed, NO_BYTES);
  return protectPublic(suite, framed, { signature, confirmationTag: null }, null);
}
