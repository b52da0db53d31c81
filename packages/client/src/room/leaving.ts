// Members who ask to be taken out: each by a proposal that waits, in its epoch, for somebody to commit it.
import { members, type GroupState } from '@hushroom/crypto';
import { memberOf } from './member.ts';
import { isAdmin, type RoomContext } from './room-context.ts';

export interface Leaver {
  readonly leafIndex: number;
  readonly userName: string;
  /** Of the proposal, by which a commit covers it. */
  readonly reference: Uint8Array;
}

/** Leaves that a waiting proposal takes out. */
export function leavingLeaves(group: GroupState): ReadonlySet<number> {
  return new Set(
    group.proposals.flatMap(({ proposal }) => (proposal.type === 'remove' ? [proposal.removed] : [])),
  );
}

/**
 * Whom a commit of this device lets go, in the order in which they asked. `context` is that after the commit, `gone` are the
 * leaves that it takes out besides. A commit after which nobody may change the room is void (commit-rules.ts): of admins who
 * leave at once the last one stays.
 */
export function coveredLeavers(
  group: GroupState,
  context: RoomContext,
  gone: ReadonlySet<number>,
): readonly Leaver[] {
  if (group.proposals.length === 0) return [];
  let staying = members(group)
    .map(({ leafIndex, leafNode }) => memberOf(leafIndex, leafNode))
    .filter(({ leafIndex }) => !gone.has(leafIndex));
  const covered: Leaver[] = [];
  for (const { proposal, reference } of group.proposals) {
    // Nobody commits its own removal (RFC 9420 §12.2).
    if (proposal.type !== 'remove' || proposal.removed === group.ownLeafIndex) continue;
    const leaver = staying.find(({ leafIndex }) => leafIndex === proposal.removed);
    const rest = staying.filter((member) => member !== leaver);
    if (leaver === undefined || !rest.some(({ accountKey }) => isAdmin(context, accountKey))) continue;
    covered.push({ leafIndex: leaver.leafIndex, userName: leaver.userName, reference });
    staying = rest;
  }
  return covered;
}
