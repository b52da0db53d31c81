// What a commit changed in a room's context, for the timeline.
import type { RoomEvent } from '@hushroom/ipc';
import { sameBytes } from '../hex.ts';
import type { RoomMember } from './member.ts';
import { isAdmin, type RoomContext } from './room-context.ts';
import { disappearAfterOf, pictureNameOf } from './room-settings.ts';

/** Events between two contexts; `members` are those after the commit: roles of who is gone are no news. */
export function contextEvents(
  before: RoomContext,
  after: RoomContext,
  members: readonly RoomMember[],
): RoomEvent[] {
  const events: RoomEvent[] = [];
  if (before.name !== after.name) events.push({ type: 'renamed', name: after.name });
  if (pictureNameOf(before) !== pictureNameOf(after)) events.push({ type: 'pictureChanged' });
  for (const userName of changedRoles(before, after, members)) {
    const admin = members.some((member) => member.userName === userName && isAdmin(after, member.accountKey));
    events.push({ type: 'roleChanged', userName, role: admin ? 'admin' : 'member' });
  }
  const seconds = disappearAfterOf(after);
  if (disappearAfterOf(before) !== seconds) events.push({ type: 'timerChanged', seconds });
  return events;
}

function changedRoles(
  before: RoomContext,
  after: RoomContext,
  members: readonly RoomMember[],
): ReadonlySet<string> {
  const sameAdmins =
    before.admins.length === after.admins.length &&
    before.admins.every((admin, index) => sameBytes(admin, after.admins[index] ?? new Uint8Array()));
  if (sameAdmins) return new Set();
  const changed = members.filter(
    ({ accountKey }) => isAdmin(before, accountKey) !== isAdmin(after, accountKey),
  );
  return new Set(changed.map(({ userName }) => userName));
}
