// Control keys: whoever may end a log's access token signs for it with a key of its own, one per member and room
// (docs/protocol.md, "Access to a room"). Each member shows the public one in its leaf; those of admins are the log's.
import type { Extension, LeafNode } from '@hushroom/crypto';
import { PUBLIC_KEY_BYTES } from '@hushroom/wire';
import { sameBytes } from '../hex.ts';
import { controlKeyOf } from '../log/access.ts';
import type { RoomMember } from './member.ts';
import { CONTROL_KEY_EXTENSION, isAdmin, type RoomContext } from './room-context.ts';

/** The extension of one's own leaf that shows the key of `controlSeed`. */
export function controlKeyExtension(controlSeed: Uint8Array): Extension {
  return { extensionType: CONTROL_KEY_EXTENSION, extensionData: controlKeyOf(controlSeed) };
}

/** The control key that a leaf shows; null before its first renewal in the room. */
export function shownControlKey({ extensions }: LeafNode): Uint8Array | null {
  const found = extensions.find(({ extensionType }) => extensionType === CONTROL_KEY_EXTENSION);
  return found?.extensionData.length === PUBLIC_KEY_BYTES ? found.extensionData : null;
}

/** Whether this device holds one of the log's control keys, so that it can end the access token. */
export function holdsControl({ controlKeys }: RoomContext, controlSeed: Uint8Array): boolean {
  return hasKey(controlKeys, controlKeyOf(controlSeed));
}

/** Whether a leaf shows one of the log's control keys. */
export function showsControl({ controlKeys }: RoomContext, { controlKey }: RoomMember): boolean {
  return controlKey !== null && hasKey(controlKeys, controlKey);
}

/**
 * The control keys of the admins of `context`, as far as the leaves of `members` show them. Keys that stay keep their
 * order, so that nothing changes where nobody came or went.
 */
export function controlKeysFor(context: RoomContext, members: readonly RoomMember[]): readonly Uint8Array[] {
  const wanted = members.flatMap(({ accountKey, controlKey }) =>
    controlKey !== null && isAdmin(context, accountKey) ? [controlKey] : [],
  );
  const kept = context.controlKeys.filter((key) => hasKey(wanted, key));
  return [...kept, ...wanted.filter((key) => !hasKey(kept, key))];
}

export function sameKeys(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  return left.length === right.length && left.every((key) => hasKey(right, key));
}

function hasKey(keys: readonly Uint8Array[], key: Uint8Array): boolean {
  return keys.some((each) => sameBytes(each, key));
}
