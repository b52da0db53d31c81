// What the application is shown of a commit before it takes effect, so that its own shared rules can refuse it.
import { CryptoError } from '../errors.ts';
import type { Extension } from '../messages/extension.ts';
import type { AuthenticatedContent, FramedWireFormat, Sender } from '../messages/framed-content.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { ReInit } from '../messages/proposal.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import type { CommittedProposal } from '../validation/proposal-list.ts';
import type { AddedMember, AppliedProposals, UpdatedMember } from './apply.ts';
import type { GroupState, Member } from './state.ts';

export interface CommitSummary {
  readonly groupId: Uint8Array;
  readonly wireFormat: FramedWireFormat;
  readonly sender: Sender;
  /** The committer's leaf before the commit; `null` for an external commit. */
  readonly senderLeaf: LeafNode | null;
  readonly authenticatedData: Uint8Array;
  readonly proposals: readonly CommittedProposal[];
  readonly added: readonly AddedMember[];
  readonly removed: readonly Member[];
  /** By Update proposals; the committer's new leaf is in its path. */
  readonly updated: readonly UpdatedMember[];
  /** The committer's new leaf, `null` without a path. */
  readonly pathLeaf: LeafNode | null;
  readonly extensionsBefore: readonly Extension[];
  readonly extensionsAfter: readonly Extension[];
  readonly treeBefore: RatchetTree;
  readonly treeAfter: RatchetTree;
  readonly reinit: ReInit | null;
}

/** Throws to refuse a commit. Only rules that every member decides alike belong here, or the group splits. */
export type CheckCommit = (commit: CommitSummary) => void;

/** Collects the summary. `tree` is that of the next epoch. */
export function commitSummary(options: {
  readonly state: GroupState;
  readonly content: AuthenticatedContent;
  readonly list: readonly CommittedProposal[];
  readonly applied: AppliedProposals;
  readonly tree: RatchetTree;
}): CommitSummary {
  const { applied } = options;
  const { wireFormat, framed } = options.content;
  const { epoch } = options.state;
  const { sender, content } = framed;
  return {
    groupId: epoch.context.groupId,
    wireFormat,
    sender,
    senderLeaf: sender.type === 'member' ? epoch.tree.leaf(sender.leafIndex) : null,
    authenticatedData: framed.authenticatedData,
    proposals: options.list,
    added: applied.added,
    removed: applied.removed,
    updated: applied.updated,
    pathLeaf: content.type === 'commit' ? (content.commit.path?.leafNode ?? null) : null,
    extensionsBefore: epoch.context.extensions,
    extensionsAfter: applied.extensions,
    treeBefore: epoch.tree,
    treeAfter: options.tree,
    reinit: applied.reinit,
  };
}

/** Asks the application. Throws `commit-refused` if it throws. */
export function runCheckCommit(check: CheckCommit, summary: CommitSummary): void {
  try {
    check(summary);
  } catch (cause) {
    throw new CryptoError('commit-refused', 'by the application', { cause });
  }
}
