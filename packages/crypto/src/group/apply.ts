// Applying a list of proposals to a tree and the group's extensions (RFC 9420 §12.3), whoever commits them.
import { CryptoError } from '../errors.ts';
import type { Extension } from '../messages/extension.ts';
import type { KeyPackage } from '../messages/key-package.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { PreSharedKeyId } from '../messages/pre-shared-key.ts';
import type { ReInit } from '../messages/proposal.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { checkGroupExtensionsSupported, checkRequiredCapabilitiesMet } from '../validation/extensions.ts';
import { checkKeyPackage } from '../validation/key-package.ts';
import {
  checkLeafCredential,
  checkLeafInGroup,
  checkLeafKeyChanged,
  checkLeafNode,
  checkLeafSource,
  type CheckCredential,
} from '../validation/leaf-node.ts';
import { checkClientIsNew, ofType, type CommittedProposal } from '../validation/proposal-list.ts';
import type { Member } from './state.ts';

/** A member whose leaf a commit replaced. */
export interface UpdatedMember {
  readonly leafIndex: LeafIndex;
  readonly before: LeafNode;
  readonly after: LeafNode;
}

/** A member that a commit added. */
export interface AddedMember extends Member {
  readonly keyPackage: KeyPackage;
}

/** A group after a list of proposals, before any path. */
export interface AppliedProposals {
  readonly tree: RatchetTree;
  readonly extensions: readonly Extension[];
  readonly added: readonly AddedMember[];
  readonly removed: readonly Member[];
  readonly updated: readonly UpdatedMember[];
  readonly psks: readonly PreSharedKeyId[];
  readonly reinit: ReInit | null;
  /** KEM output of an external commit, else `null`. */
  readonly externalInit: Uint8Array | null;
}

/** The leaves that new members get: path secrets are not sealed to them. */
export function addedLeaves(applied: AppliedProposals): ReadonlySet<LeafIndex> {
  return new Set(applied.added.map(({ leafIndex }) => leafIndex));
}

/** What new leaves are held against, beside the group's suite. */
interface LeafRules {
  readonly suite: CipherSuite;
  readonly tree: RatchetTree;
  readonly groupId: Uint8Array;
  readonly checkCredential: CheckCredential;
}

/**
 * Validates the key package or leaf that a proposal brings (RFC 9420 §12.1.1, §12.1.2): once, when it arrives. Signatures
 * are what costs here.
 */
export function checkProposedLeaf({ proposal, sender }: ProposalOf, rules: LeafRules): void {
  const { suite, tree, groupId, checkCredential } = rules;
  if (proposal.type === 'add') {
    checkKeyPackage(suite, proposal.keyPackage);
    checkLeafCredential(checkCredential, proposal.keyPackage.leafNode, null);
  }
  if (proposal.type === 'update' && sender.type === 'member') {
    const { leafIndex } = sender;
    const before = tree.leaf(leafIndex);
    if (before === null) throw new CryptoError('sender-blank', 'no such member');
    checkUpdateLeaf(suite, proposal.leafNode, before, { groupId, leafIndex });
    checkLeafCredential(checkCredential, proposal.leafNode, before);
  }
}

type ProposalOf = Pick<CommittedProposal, 'proposal' | 'sender'>;

/**
 * Applies a list that is valid as such. What it brings by value is validated on its way into the tree; what it names by
 * reference was validated when it was proposed.
 */
export function applyProposals(
  options: LeafRules & {
    readonly extensions: readonly Extension[];
    readonly list: readonly CommittedProposal[];
  },
): AppliedProposals {
  const { list } = options;
  let { tree } = options;
  const extensions = ofType(list, 'groupContextExtensions')[0]?.extensions ?? options.extensions;
  for (const each of list) if (!each.byReference) checkProposedLeaf(each, options);

  const updated: UpdatedMember[] = [];
  for (const { proposal, sender } of list) {
    if (proposal.type !== 'update' || sender.type !== 'member') continue;
    const { leafIndex } = sender;
    const before = tree.leaf(leafIndex);
    if (before === null) continue;
    tree = tree.update(leafIndex, proposal.leafNode);
    updated.push({ leafIndex, before, after: proposal.leafNode });
  }

  const removed: Member[] = [];
  for (const { removed: leafIndex } of ofType(list, 'remove')) {
    const leafNode = tree.leaf(leafIndex);
    if (leafNode === null) continue;
    tree = tree.remove(leafIndex);
    removed.push({ leafIndex, leafNode });
  }

  const added: AddedMember[] = [];
  for (const { keyPackage } of ofType(list, 'add')) {
    checkClientIsNew(tree, keyPackage.leafNode.signatureKey);
    const grown = tree.add(keyPackage.leafNode);
    ({ tree } = grown);
    added.push({ leafIndex: grown.leafIndex, leafNode: keyPackage.leafNode, keyPackage });
  }

  return {
    tree,
    extensions,
    added,
    removed,
    updated,
    psks: ofType(list, 'psk').map(({ psk }) => psk),
    reinit: ofType(list, 'reinit')[0]?.reinit ?? null,
    externalInit: ofType(list, 'externalInit')[0]?.kemOutput ?? null,
  };
}

/**
 * RFC 9420 §12.2: after the commit no leaf is invalid. Leaves that did not change were valid before, and only new
 * extensions can change that, so it is enough to look at those that did and at the counts of all. `tree` has the path.
 */
export function checkChangedLeaves(
  tree: RatchetTree,
  applied: AppliedProposals,
  committerLeaf: LeafNode | null,
  extensionsChanged: boolean,
): void {
  for (const { leafNode } of applied.added) checkLeafInGroup(tree, leafNode, applied.extensions);
  for (const { after } of applied.updated) checkLeafInGroup(tree, after, applied.extensions);
  if (committerLeaf !== null) checkLeafInGroup(tree, committerLeaf, applied.extensions);
  if (!extensionsChanged) return;
  checkRequiredCapabilitiesMet(tree, applied.extensions);
  checkGroupExtensionsSupported(tree, applied.extensions);
}

function checkUpdateLeaf(
  suite: CipherSuite,
  leafNode: LeafNode,
  before: LeafNode,
  place: { readonly groupId: Uint8Array; readonly leafIndex: LeafIndex },
): void {
  checkLeafSource(leafNode, 'update');
  checkLeafKeyChanged(leafNode, before);
  checkLeafNode(suite, leafNode, place);
}
