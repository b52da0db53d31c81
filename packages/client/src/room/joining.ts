// Joins a room by a welcome from the inbox. What a welcome says is checked like everything else that comes from others;
// one that is wrong, used up or for somebody else is dropped, and nothing of it remains.
import {
  CryptoError,
  groupContext,
  joinGroup,
  members,
  welcomeKeyPackageRefs,
  type JoinedGroup,
  type JoinOptions,
  type Secret,
} from '@hushroom/crypto';
import { LOG_ID_BYTES } from '@hushroom/wire';
import { sameBytes, toHex } from '../hex.ts';
import { loadKeyPackage, type KeyPackageRecord } from '../roster/key-package-record.ts';
import type { Transaction } from '../storage.ts';
import { epochOf } from './entry-effect.ts';
import { checkCredential, memberOf, type RoomMember } from './member.ts';
import { isAdmin, readRoomContext, type RoomContext } from './room-context.ts';
import { CONTROL_SEED_BYTES, type RoomRecord } from './room-record.ts';
import { Room, type RoomParts } from './room.ts';
import { readStart } from './start-info.ts';

const DIRECT_ACCOUNTS = 2;

/** What a welcome says of itself, before anything of it is believed. */
export interface Invitation extends Pick<RoomRecord, 'id' | 'kind' | 'peer'> {
  readonly adder: RoomMember;
  /** Hex of the reference of the key package that it uses. */
  readonly reference: string;
}

/** What a device has of a room that it is added to. */
export interface KnownPlace {
  /** Hex of the conversation that it goes to; null begins one under the room's own id. */
  readonly conversation: string | null;
  /** A room of this id is here, and who adds has no part in it: neither its kind, its peer nor its admins fit. */
  readonly isStranger: boolean;
  /** Of the room that it was taken out of: an admin who comes back holds the key that the log knows. */
  readonly controlSeed: Uint8Array | null;
  /** Where this device stands in the log, and by which key packages (hex of their references) it asked to be added again. */
  readonly asked?: Pick<RoomRecord, 'cursor' | 'transcript'>;
}

export interface Joining {
  /** Not saved yet. */
  readonly room: Room;
  readonly context: RoomContext;
  readonly adder: RoomMember;
  /** The key package that the welcome has used up. */
  readonly used: KeyPackageRecord;
  /** It answers this device's own request to be added again. */
  readonly isAnswer: boolean;
  /** As {@link KnownPlace.isStranger}. */
  readonly isStranger: boolean;
  /** To be wiped once the room is saved. */
  readonly consumed: readonly Secret[];
}

/**
 * Reads a welcome. Null if it is for none of this device's key packages. Throws a CryptoError or CodecError for what is
 * wrong with it. `placeOf` says what is here of a room already.
 */
export function readWelcome(
  parts: RoomParts,
  welcome: Uint8Array,
  placeOf: (invitation: Invitation) => KnownPlace,
): Joining | null {
  const used = parts.storage.transaction((transaction) => findKeyPackage(transaction, welcome));
  if (used === null) return null;
  const { account } = parts;
  const joined = join({
    welcome,
    keyPackage: used.keyPackage,
    secrets: used.secrets,
    signatureKey: account.deviceSecret,
    checkCredential,
  });
  const { groupId, extensions } = groupContext(joined.state);
  if (groupId.length !== LOG_ID_BYTES) throw new CryptoError('malformed', 'group id');
  const context = readRoomContext(extensions);
  const start = readStart(joined.groupInfoExtensions);
  const all = members(joined.state).map(({ leafIndex, leafNode }) => memberOf(leafIndex, leafNode));
  const adder = all.find(({ leafIndex }) => leafIndex === joined.signer);
  checkAccounts(all, context);
  const other = all.find(({ accountKey }) => !sameBytes(accountKey, account.accountKey));
  const peer = context.kind === 'direct' ? (other?.userName ?? '') : '';
  const id = toHex(groupId);
  if (adder === undefined) throw new CryptoError('commit-refused', 'added by nobody');
  const place = placeOf({ id, kind: context.kind, peer, adder, reference: used.reference });
  const { asked = null, isStranger } = place;
  // Whom a device has asked may add it again.
  if (asked === null && !isAdmin(context, adder.accountKey)) {
    throw new CryptoError('commit-refused', 'added by a member');
  }
  const record: RoomRecord = {
    id,
    conversation: place.conversation ?? id,
    kind: context.kind,
    status: 'joining',
    // Who comes back hashes on from where it stood: what it was shown must lead to what the adder was shown.
    cursor: asked?.cursor ?? start.seq,
    transcript: asked?.transcript ?? start.transcript,
    lastCommit: 0,
    token: start.token,
    previousToken: null,
    start: start.clientEntryId,
    floorEpoch: epochOf(joined.state),
    rotationDue: false,
    controlSeed: place.controlSeed ?? parts.random(CONTROL_SEED_BYTES),
    peer,
    forked: false,
    differs: [],
    sentSinceUpdate: 0,
    updatedAt: 0,
  };
  const room = new Room(parts, record, joined.state);
  return { room, context, adder, used, isAnswer: asked !== null, isStranger, consumed: joined.consumed };
}

/** Joins, and makes any failure the welcome's: one that this program stumbles over must not come back for ever. */
function join(options: JoinOptions): JoinedGroup {
  try {
    return joinGroup(options);
  } catch (cause) {
    if (cause instanceof CryptoError) throw cause;
    throw new CryptoError('malformed', 'welcome', { cause });
  }
}

/** The rules that members hold commits to (commit-rules.ts), for the whole of what a joiner is shown. */
function checkAccounts(all: readonly RoomMember[], context: RoomContext): void {
  const accounts = new Map<string, Uint8Array>();
  for (const { userName, accountKey } of all) {
    const known = accounts.get(userName);
    if (known !== undefined && !sameBytes(known, accountKey)) {
      throw new CryptoError('commit-refused', 'two account keys under one name');
    }
    accounts.set(userName, accountKey);
  }
  if (context.kind === 'direct' && accounts.size > DIRECT_ACCOUNTS) {
    throw new CryptoError('commit-refused', 'a third account');
  }
}

function findKeyPackage(transaction: Transaction, welcome: Uint8Array): KeyPackageRecord | null {
  for (const reference of welcomeKeyPackageRefs(welcome)) {
    const found = loadKeyPackage(transaction, toHex(reference));
    if (found !== null) return found;
  }
  return null;
}
