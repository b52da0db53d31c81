// Hushroom's own rules for commits, which every member decides alike from group state and commit alone (RFC 9420 §12.2
// leaves them to the application). A commit that breaks one is void for everyone.
import { CryptoError, type CommitSummary, type Sender } from '@hushroom/crypto';
import { sameBytes } from '../hex.ts';
import { decodeSenderHead } from './authenticated-data.ts';
import { certificateOf } from './member.ts';
import { checkReadd } from './readd-rules.ts';
import { isAdmin, readRoomContext, ROOM_CONTEXT_EXTENSION } from './room-context.ts';

const DIRECT_ACCOUNTS = 2;

/** Throws to refuse a commit. */
export function checkCommit(commit: CommitSummary): void {
  if (commit.wireFormat !== 'privateMessage') refuse('handshake in the clear');
  if (commit.senderLeaf === null) refuse('external commit');
  if (commit.reinit !== null) refuse('reinit');
  const { rotates, readd } = decodeSenderHead(commit.authenticatedData);
  if (readd !== null) checkReadd(commit, readd);
  const context = readRoomContext(commit.extensionsBefore);
  const byAdmin = isAdmin(context, certificateOf(commit.senderLeaf).accountKey);
  for (const { proposal, sender, byReference } of commit.proposals) {
    if (byReference) {
      if (!isOwnRemoval(proposal, sender)) refuse('proposal by reference');
      continue;
    }
    switch (proposal.type) {
      case 'add':
      case 'remove':
        if (!byAdmin && readd === null) refuse(`${proposal.type} by a member`);
        break;
      case 'groupContextExtensions':
        if (!byAdmin) refuse(`${proposal.type} by a member`);
        break;
      case 'update':
      case 'psk':
      case 'reinit':
      case 'externalInit':
        refuse(proposal.type);
    }
  }
  // Whoever is removed must lose access, and only admins hold the keys that end it.
  if (rotates && !byAdmin) refuse('rotation by a member');
  const removesByValue = commit.proposals.some(
    ({ proposal, byReference }) => proposal.type === 'remove' && !byReference,
  );
  // Who is taken out and in again by the same commit keeps access.
  if (removesByValue && !rotates && readd === null) refuse('removal without rotation');
  checkAfter(commit);
}

/** The one standalone proposal that there is: a member takes itself out. */
export function isOwnRemoval(
  proposal: CommitSummary['proposals'][number]['proposal'],
  sender: Sender,
): boolean {
  return proposal.type === 'remove' && sender.type === 'member' && sender.leafIndex === proposal.removed;
}

function checkAfter(commit: CommitSummary): void {
  const context = readRoomContext(commit.extensionsAfter);
  if (context.kind !== readRoomContext(commit.extensionsBefore).kind) refuse('kind changed');
  if (context.kind === 'direct' && context.name !== '') refuse('a name between two people');
  const others = commit.extensionsAfter.some(({ extensionType }) => extensionType !== ROOM_CONTEXT_EXTENSION);
  if (others) refuse('unknown extension');
  // Whose leaves they are changes only where leaves come or go: everything below was checked when they came.
  if (commit.added.length === 0 && commit.removed.length === 0 && sameAdmins(commit)) return;
  const accounts = new Map<string, Uint8Array>();
  for (const { leafNode } of commit.treeAfter.members()) {
    const { userName, accountKey } = certificateOf(leafNode);
    const known = accounts.get(userName);
    if (known !== undefined && !sameBytes(known, accountKey)) refuse('two account keys under one name');
    accounts.set(userName, accountKey);
  }
  if (context.kind === 'direct' && accounts.size > DIRECT_ACCOUNTS) refuse('a third account');
  // A room that nobody may change would be stuck for ever: whoever leaves last as an admin names another before.
  if (![...accounts.values()].some((accountKey) => isAdmin(context, accountKey))) refuse('no admin left');
}

function sameAdmins(commit: CommitSummary): boolean {
  return commit.extensionsBefore === commit.extensionsAfter;
}

function refuse(what: string): never {
  throw new CryptoError('commit-refused', what);
}
