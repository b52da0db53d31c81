// Changes of a room's membership as they are asked for: who may, who can, and the commit that would do it.
import { leafIndexOf } from '@hushroom/crypto';
import type { Role } from '@hushroom/ipc';
import { EngineError } from '../engine-error.ts';
import { claimDevices, type ClaimParts } from '../roster/claim.ts';
import { sameBytes } from '../hex.ts';
import type { RoomDriver } from './room-driver.ts';
import { showsControl } from './control-key.ts';
import { leavingLeaves } from './leaving.ts';
import type { ContextChange } from './next-context.ts';
import { isAdmin, sameRoomContext } from './room-context.ts';
import type { Room } from './room.ts';
import { proposeLeave } from './sealing.ts';

/**
 * Adds a person with all devices. Resolves once that is ordered. Throws `not-admin`, `already-member`, `conflict`, and what
 * {@link claimDevices} throws.
 */
export async function addMember(driver: RoomDriver, parts: ClaimParts, userName: string): Promise<void> {
  const { room } = driver;
  const check = (): void => {
    checkAdmin(room);
    if (isMember(room, userName)) throw new EngineError('already-member', userName);
  };
  check();
  const devices = await claimDevices(parts, userName);
  const done = driver.changes.ask(() => {
    check();
    return {
      proposals: devices.map(({ keyPackage }) => ({ type: 'add', keyPackage })),
      added: [userName],
      removed: [],
      joiners: devices.map(({ deviceId }) => deviceId),
    };
  });
  driver.kick();
  await done;
}

/** Takes a person out with all devices. Resolves once that is ordered. Throws `not-admin`, `not-member`, `conflict`. */
export async function removeMember(driver: RoomDriver, userName: string): Promise<void> {
  const { room } = driver;
  const check = (): void => {
    checkAdmin(room);
    if (userName === room.parts.account.userName) throw new EngineError('last-admin');
    if (!isMember(room, userName)) throw new EngineError('not-member', userName);
  };
  check();
  const done = driver.changes.ask(() => {
    checkAdmin(room);
    // Someone who came first may have done it, or they left by themselves: then nothing is left to do.
    const leaving = room.group === null ? new Set<number>() : leavingLeaves(room.group);
    const leaves = room.members.filter((member) => member.userName === userName);
    if (leaves.length === 0) return null;
    return {
      proposals: leaves
        .filter(({ leafIndex }) => !leaving.has(leafIndex))
        .map(({ leafIndex }) => ({ type: 'remove', removed: leafIndexOf(leafIndex) })),
      added: [],
      removed: leaves.some(({ leafIndex }) => !leaving.has(leafIndex)) ? [userName] : [],
      joiners: [],
    };
  });
  driver.kick();
  await done;
}

/** Changes what all agree on about a room. Resolves once that is ordered. Throws `not-admin`, `conflict`. */
export async function changeContext(driver: RoomDriver, change: ContextChange): Promise<void> {
  const { room } = driver;
  checkAdmin(room);
  const done = driver.changes.ask(() => {
    checkAdmin(room);
    const { context } = room;
    if (context === null || sameRoomContext(context, change(context))) return null;
    return { proposals: [], added: [], removed: [], joiners: [], change };
  });
  driver.kick();
  await done;
}

/**
 * Makes somebody an admin, or takes that away. Throws `not-admin`, `not-member`, `last-admin` where nobody would be left,
 * `admin-not-ready` where those who are left could not end the access token yet, `conflict`.
 */
export async function changeRole(driver: RoomDriver, userName: string, role: Role): Promise<void> {
  const { room } = driver;
  checkAdmin(room);
  const member = room.members.find((each) => each.userName === userName);
  if (member === undefined) throw new EngineError('not-member', userName);
  const { accountKey } = member;
  await changeContext(driver, (context) => {
    if (isAdmin(context, accountKey) === (role === 'admin')) return context;
    if (role === 'admin') return { ...context, admins: [...context.admins, accountKey] };
    const admins = context.admins.filter((admin) => !sameBytes(admin, accountKey));
    if (!room.members.some((each) => isAdmin({ ...context, admins }, each.accountKey))) {
      throw new EngineError('last-admin');
    }
    return { ...context, admins };
  });
}

/** Asks to be taken out, durably: the rest happens by itself. Throws `last-admin`, `admin-not-ready`, `conversation-ended`. */
export function leaveRoom(driver: RoomDriver): void {
  const { room } = driver;
  const { account } = room.parts;
  const { status } = room.record;
  if (status !== 'active' && status !== 'creating') throw new EngineError('conversation-ended');
  const others = room.members.filter(({ accountKey }) => !sameBytes(accountKey, account.accountKey));
  if (others.length === 0) {
    room.run({ record: { ...room.record, status: 'left' }, group: null, pending: null }, () => undefined);
    return;
  }
  const { context } = room;
  if (context === null || !others.some(({ accountKey }) => isAdmin(context, accountKey))) {
    throw new EngineError('last-admin');
  }
  // Whoever stays must be able to end the access of who leaves.
  if (!others.some((member) => isAdmin(context, member.accountKey) && showsControl(context, member))) {
    throw new EngineError('admin-not-ready');
  }
  if (room.pending !== null) room.dropPending();
  proposeLeave(room);
  driver.kick();
}

function checkAdmin(room: Room): void {
  if (room.group === null) throw new EngineError('conversation-ended');
  if (room.record.status === 'stuck') throw new EngineError('conversation-stuck');
  if (!room.iAmAdmin) throw new EngineError('not-admin');
}

function isMember(room: Room, userName: string): boolean {
  return room.members.some((member) => member.userName === userName);
}
