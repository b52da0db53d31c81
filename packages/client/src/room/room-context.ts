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
import { ROOM_NAME_CHARS_MAX, type ConversationKind } from '@hushroom/ipc';
import { sameBytes } from '../hex.ts';

/** Private-use numbers (RFC 9420 §17.3). */
export const ROOM_CONTEXT_EXTENSION = 0xf0a1;
export const ROOM_START_EXTENSION = 0xf0a2;

const VERSION = 1;
const NAME_BYTES_MAX = 3 * ROOM_NAME_CHARS_MAX;
const ADMINS_MAX = 128;
const KEY_BYTES = 32;
const SETTINGS_BYTES_MAX = 4096;

export interface RoomContext {
  readonly version: number;
  readonly kind: ConversationKind;
  /** Empty for a direct message. */
  readonly name: string;
  /** Account keys of those who may add, remove and change. */
  readonly admins: readonly Uint8Array[];
  /** The log's control keys: who of the admins holds which is nobody's concern. */
  readonly controlKeys: readonly Uint8Array[];
  /** Settings that newer versions add; kept as they are. */
  readonly settings: readonly { readonly type: number; readonly data: Uint8Array }[];
}

const roomContext: Codec<RoomContext> = struct<RoomContext>({
  version: uint16,
  kind: enumeration(uint8, { direct: 1, room: 2 }),
  name: text(NAME_BYTES_MAX),
  admins: vector(publicKey, ADMINS_MAX * KEY_BYTES),
  controlKeys,
  settings: vector(
    struct<{ type: number; data: Uint8Array }>({ type: uint16, data: opaque(SETTINGS_BYTES_MAX) }),
    SETTINGS_BYTES_MAX,
  ),
});

/** The extension of a new room. */
export function roomContextExtension(context: {
  readonly kind: ConversationKind;
  readonly name: string;
  readonly admin: Uint8Array;
  readonly controlKey: Uint8Array;
}): Extension {
  const { kind, name, admin, controlKey } = context;
  const whole = { version: VERSION, kind, name, admins: [admin], controlKeys: [controlKey], settings: [] };
  return { extensionType: ROOM_CONTEXT_EXTENSION, extensionData: encode(roomContext, whole) };
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
