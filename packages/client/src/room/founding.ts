// Founds a room: group, log id, access token and control key, all made here and nothing sent yet.
import { createGroup, wipeAll } from '@hushroom/crypto';
import { LOG_ID_BYTES, transcriptStart } from '@hushroom/wire';
import type { RoomKind } from '@hushroom/ipc';
import { toHex } from '../hex.ts';
import { accessTokenOf, controlKeyOf } from '../log/access.ts';
import { makeKeyPackage } from '../roster/key-packages.ts';
import { sha256 } from '../sha256.ts';
import { controlKeyExtension } from './control-key.ts';
import { newRoomContext, roomContextExtension } from './room-context.ts';
import { CONTROL_SEED_BYTES } from './room-record.ts';
import { withDisappearAfter } from './room-settings.ts';
import { Room, type RoomParts } from './room.ts';

export interface Foundation {
  readonly kind: RoomKind;
  /** Empty for a direct message. */
  readonly name: string;
  /** In a direct message the other's user name. */
  readonly peer: string;
  /** Hex of the conversation that the room goes to; null begins one under the room's own id. */
  readonly conversation: string | null;
  /** Seconds after which messages disappear; 0: they stay. */
  readonly disappearAfterSeconds: number;
}

/** A room of one, not saved yet: `room.saveNew` does that. */
export function foundRoom(parts: RoomParts, foundation: Foundation): Room {
  const { kind, name, peer, conversation, disappearAfterSeconds } = foundation;
  const { random, account, clock } = parts;
  const logId = random(LOG_ID_BYTES);
  const controlSeed = random(CONTROL_SEED_BYTES);
  const leafExtensions = kind === 'room' ? [controlKeyExtension(controlSeed)] : [];
  const { keyPackage, secrets } = makeKeyPackage(parts, leafExtensions);
  const peerKey = parts.pins.get(peer)?.accountKey ?? null;
  // Two people are equals.
  const admins = [account.accountKey, ...(kind === 'direct' && peerKey !== null ? [peerKey] : [])];
  const bare = newRoomContext({ kind, name, admins, controlKeys: [controlKeyOf(controlSeed)] });
  const context = withDisappearAfter(bare, disappearAfterSeconds);
  const { state, consumed } = createGroup({
    groupId: logId,
    keyPackage,
    secrets,
    signatureKey: account.deviceSecret,
    extensions: [roomContextExtension(context)],
    random,
  });
  wipeAll(consumed);
  const id = toHex(logId);
  const record = {
    id,
    conversation: conversation ?? id,
    kind,
    status: 'creating' as const,
    cursor: 0,
    transcript: transcriptStart(sha256, { relayId: account.relayId, logId }),
    lastCommit: 0,
    token: accessTokenOf(state, logId),
    previousToken: null,
    start: null,
    floorEpoch: 0,
    rotationDue: false,
    controlSeed,
    peer,
    forked: false,
    differs: [],
    sentSinceUpdate: 0,
    updatedAt: clock.now(),
  };
  return new Room(parts, record, state);
}
