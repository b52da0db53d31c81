// What a commit of an admin leaves behind in the room's context: what was asked for, and what follows from who is gone.
import { groupContext, type GroupState } from '@hushroom/crypto';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import { controlKeyOf } from '../log/access.ts';
import { controlKeysFor, holdsControl, sameKeys } from './control-key.ts';
import { readRoomContext, type RoomContext } from './room-context.ts';
import type { Room } from './room.ts';

/** A change of the context that somebody asked for. */
export type ContextChange = (context: RoomContext) => RoomContext;

/**
 * The context after a commit of this device in which the leaves of `gone` are no longer there. Roles of accounts that are
 * gone end with them, and the log's control keys are those of the admins who stay. Throws `admin-not-ready` if nobody
 * could end the access token any more.
 */
export function nextContext(
  room: Room,
  group: GroupState,
  { change, gone }: { readonly change: ContextChange | undefined; readonly gone: ReadonlySet<number> },
): RoomContext {
  const context = readRoomContext(groupContext(group).extensions);
  const changed = change?.(context) ?? context;
  // Two people are both admins, and one control key ends the token of the two.
  if (context.kind === 'direct') return changed;
  const staying = room.members.filter(({ leafIndex }) => !gone.has(leafIndex));
  const admins = changed.admins.filter((admin) =>
    staying.some(({ accountKey }) => sameBytes(accountKey, admin)),
  );
  const named = { ...changed, admins };
  if (!canRotate(room, context)) return named;
  // The commit that is being made shows this device's own key, whether its leaf did before or not.
  const own = controlKeyOf(room.record.controlSeed);
  const shown = staying.map((member) =>
    member.leafIndex === group.ownLeafIndex ? { ...member, controlKey: own } : member,
  );
  const controlKeys = controlKeysFor(named, shown);
  if (controlKeys.length === 0) throw new EngineError('admin-not-ready');
  return { ...named, controlKeys };
}

/** Whether this device can end the room's access token. */
export function canRotate({ record }: Room, context: RoomContext): boolean {
  return holdsControl(context, record.controlSeed);
}

/** Whether the log's control keys are others than those of the room's admins, and this device can change that. */
export function isControlDue(room: Room): boolean {
  const { group } = room;
  if (group === null) return false;
  const context = readRoomContext(groupContext(group).extensions);
  if (context.kind === 'direct' || !canRotate(room, context)) return false;
  const { controlKeys } = nextContext(room, group, { change: undefined, gone: new Set() });
  return !sameKeys(controlKeys, context.controlKeys);
}
