// What all members agree on about a room besides who they are: an extension of the MLS group context, changed only by
// commits of admins (docs/protocol.md, "Rooms").
import {
  decode,
  encode,
  enumeration,
  opaque,
  struct,
  text,
  uint16,
  uint8,
  vector,
  type Codec,
} from '@hushroom/codec';
import { CryptoError, type Extension } from '@hushroom/crypto';
import { controlKeys, publicKey } from '@hushroom/wire';
import { ROOM_NAME_CHARS_MAX, type RoomKind } from '@hushroom/ipc';
import { sameBytes } from '../hex.ts';

/** Private-use numbers (RFC 9420 §17.3). */
export const ROOM_CONTEXT_EXTENSION = 0xf0a1;
export const ROOM_START_EXTENSION = 0xf0a2;
export const CONTROL_KEY_EXTENSION = 0xf0a3;
export const READD_EXTENSION = 0xf0a4;

const VERSION = 1;
const NAME_BYTES_MAX = 3 * ROOM_NAME_CHARS_MAX;
const ADMINS_MAX = 128;
const KEY_BYTES = 32;
/** All settings together: a picture and a few numbers. */
const SETTINGS_BYTES_MAX = 16 * 1024;

/** A setting by its number (room-settings.ts). */
export interface RoomSetting {
  readonly type: number;
  readonly data: Uint8Array;
}

export interface RoomContext {
  readonly version: number;
  readonly kind: RoomKind;
  /** Empty for a direct message. */
  readonly name: string;
  /** Account keys of those who may add, remove and change. */
  readonly admins: readonly Uint8Array[];
  /** The log's control keys: who of the admins holds which is nobody's concern. */
  readonly controlKeys: readonly Uint8Array[];
  /** Those that this version does not know are kept as they are. */
  readonly settings: readonly RoomSetting[];
}

const roomContext: Codec<RoomContext> = struct<RoomContext>({
  version: uint16,
  kind: enumeration(uint8, { direct: 1, room: 2 }),
  name: text(NAME_BYTES_MAX),
  admins: vector(publicKey, ADMINS_MAX * KEY_BYTES),
  controlKeys,
  settings: vector(
    struct<RoomSetting>({ type: uint16, data: opaque(SETTINGS_BYTES_MAX) }),
    SETTINGS_BYTES_MAX,
  ),
});

/** The context of a new room. */
export function newRoomContext(
  context: Pick<RoomContext, 'kind' | 'name' | 'admins' | 'controlKeys'>,
): RoomContext {
  return { ...context, version: VERSION, settings: [] };
}

/** The extension that carries a context. Throws CodecError for what is over a maximum. */
export function roomContextExtension(context: RoomContext): Extension {
  return { extensionType: ROOM_CONTEXT_EXTENSION, extensionData: encode(roomContext, context) };
}

export function sameRoomContext(left: RoomContext, right: RoomContext): boolean {
  return left === right || sameBytes(encode(roomContext, left), encode(roomContext, right));
}

/** Reads it from a group's extensions. Throws a CryptoError or CodecError if there is none that this version reads. */
export function readRoomContext(extensions: readonly Extension[]): RoomContext {
  const found = extensions.find(({ extensionType }) => extensionType === ROOM_CONTEXT_EXTENSION);
  if (found === undefined) throw new CryptoError('extension-malformed', 'no room context');
  const context = decode(roomContext, found.extensionData);
  if (context.version !== VERSION) throw new CryptoError('extension-malformed', 'room context version');
  return context;
}

export function isAdmin(context: RoomContext, accountKey: Uint8Array): boolean {
  return context.admins.some((admin) => sameBytes(admin, accountKey));
}
