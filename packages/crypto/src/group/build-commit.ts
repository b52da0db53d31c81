// The part of making a commit that members and external joiners share (RFC 9420 §12.4.1): sealing the path, signing, and
// deriving the next epoch.
import type { Commit } from '../messages/commit.ts';
import type {
  AuthenticatedContent,
  FramedContent,
  FramedWireFormat,
  Sender,
} from '../messages/framed-content.ts';
import type { ProposalOrRef } from '../messages/proposal.ts';
import type { Random } from '../random.ts';
import type { Secret } from '../secret.ts';
import { zeroSecret } from '../schedule/key-schedule.ts';
import { derivePskSecret, type IdentifiedPsk } from '../schedule/psk-secret.ts';
import { interimTranscriptHash } from '../schedule/transcript-hash.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { sealFreshPath, type FreshPath } from '../tree/update-path.ts';
import { addedLeaves, type AppliedProposals } from './apply.ts';
import { signContent } from './framing.ts';
import { deriveNextEpoch, provisionalContext } from './next-epoch.ts';
import type { Epoch } from './state.ts';

interface BuildCommitOptions {
  readonly suite: CipherSuite;
  /** The epoch that the commit is sent in, as far as everybody who may commit knows it. */
  readonly epoch: Pick<Epoch, 'context' | 'contextBytes' | 'interimTranscriptHash'>;
  readonly initSecret: Secret;
  readonly sender: Sender;
  readonly wireFormat: FramedWireFormat;
  readonly authenticatedData: Uint8Array;
  readonly proposals: readonly ProposalOrRef[];
  readonly applied: AppliedProposals;
  readonly psks: readonly IdentifiedPsk[];
  readonly path: FreshPath | null;
  /** That of the sender's leaf before the commit; for an external joiner, of its new leaf. */
  readonly signatureKey: Secret;
  readonly random: Random;
}

/** A commit before it is protected, and the epoch it begins except for the committer's private keys. */
export interface BuiltCommit {
  readonly content: AuthenticatedContent;
  readonly epoch: Omit<Epoch, 'privateKeys'>;
  /** For the welcome; the caller wipes both. */
  readonly joinerSecret: Secret;
  readonly pskSecret: Secret;
}

/** Builds the commit. Secrets passed in stay the caller's. */
export function buildCommit(options: BuildCommitOptions): BuiltCommit {
  const { suite, epoch, applied, path, wireFormat } = options;
  const tree = path?.tree ?? applied.tree;
  const provisional = provisionalContext(suite, epoch.context, tree, applied.extensions);
  const commit: Commit = {
    proposals: options.proposals,
    path: path && sealFreshPath(suite, path, provisional.contextBytes, addedLeaves(applied), options.random),
  };
  const framed: FramedContent = {
    groupId: epoch.context.groupId,
    epoch: epoch.context.epoch,
    sender: options.sender,
    authenticatedData: options.authenticatedData,
    content: { type: 'commit', commit },
  };
  const signature = signContent(suite, options.signatureKey, wireFormat, framed, epoch.contextBytes);
  const commitSecret = path?.commitSecret ?? zeroSecret(suite);
  const pskSecret = derivePskSecret(suite, options.psks);
  const { joinerSecret, ...next } = deriveNextEpoch({
    suite,
    provisional: provisional.context,
    interimTranscriptHash: epoch.interimTranscriptHash,
    commit: { wireFormat, framed, auth: { signature, confirmationTag: null } },
    initSecret: options.initSecret,
    commitSecret,
    pskSecret,
    leafCount: tree.leafCount,
  });
  const { confirmationTag } = next;
  const confirmed = next.context.confirmedTranscriptHash;
  return {
    content: { wireFormat, framed, auth: { signature, confirmationTag } },
    epoch: { ...next, tree, interimTranscriptHash: interimTranscriptHash(suite, confirmed, confirmationTag) },
    joinerSecret,
    pskSecret,
  };
}
