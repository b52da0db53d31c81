// One piece of a profile's history as a backup or a snapshot holds it: what people said and whom one knows. No key of
// this profile, no group state and nothing that waits to be sent has a form here.
import {
  boolean,
  decode,
  encode,
  enumeration,
  fixed,
  opaque,
  select,
  struct,
  text,
  uint53,
  uint8,
  type Codec,
} from '@hushroom/codec';
import { ROOM_NAME_CHARS_MAX, type ConversationKind } from '@hushroom/ipc';
import { logId, publicKey, relayId, userName } from '@hushroom/wire';

const ROW_ID_BYTES = 16;
/** A character takes at most three bytes of UTF-8 per UTF-16 unit. */
const TITLE_BYTES_MAX = 3 * ROOM_NAME_CHARS_MAX;
const ROW_TEXT_BYTES_MAX = 256 * 1024;
const ROW_BODY_BYTES_MAX = 2 * 1024 * 1024;
const SETTING_BYTES_MAX = 256;
/** The longest item, encoded. */
export const ITEM_BYTES_MAX = ROW_TEXT_BYTES_MAX + ROW_BODY_BYTES_MAX + 1024;

/** Whose history it is. The first item. */
export interface AboutItem {
  readonly type: 'about';
  readonly relayId: Uint8Array;
  readonly userName: string;
  /** When it was written, ms since 1970. */
  readonly written: number;
}

export interface ConversationItem {
  readonly type: 'conversation';
  readonly id: Uint8Array;
  readonly kind: ConversationKind;
  readonly title: string;
  readonly begun: number;
  /** Its highest position. */
  readonly lastPosition: number;
}

/** A row of a timeline. Its conversation came before it. */
export interface RowItem {
  readonly type: 'row';
  readonly id: Uint8Array;
  readonly conversation: Uint8Array;
  readonly position: number;
  readonly from: string;
  readonly sentAt: number;
  readonly text: string;
  readonly isSearchable: boolean;
  readonly hasFile: boolean;
  /** The engine's own encoding. */
  readonly body: Uint8Array;
}

/** Somebody's key as it was pinned. */
export interface ContactItem {
  readonly type: 'contact';
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly verified: boolean;
  /** Empty: none. */
  readonly nickname: string;
  readonly blocked: boolean;
}

export interface SettingItem {
  readonly type: 'setting';
  readonly name: string;
  /** JSON. */
  readonly value: string;
}

/** The last item. Without it something is missing. */
export interface EndItem {
  readonly type: 'end';
  readonly rows: number;
}

export type HistoryItem = AboutItem | ConversationItem | RowItem | ContactItem | SettingItem | EndItem;

/** The fields of an item without its type. */
type Fields<T> = Omit<T, 'type'>;

const item: Codec<HistoryItem> = select<{
  about: Fields<AboutItem>;
  conversation: Fields<ConversationItem>;
  row: Fields<RowItem>;
  contact: Fields<ContactItem>;
  setting: Fields<SettingItem>;
  end: Fields<EndItem>;
}>(uint8, {
  about: [1, struct<Fields<AboutItem>>({ relayId, userName, written: uint53 })],
  conversation: [
    2,
    struct<Fields<ConversationItem>>({
      id: logId,
      kind: enumeration(uint8, { direct: 1, room: 2, past: 3 }),
      title: text(TITLE_BYTES_MAX),
      begun: uint53,
      lastPosition: uint53,
    }),
  ],
  row: [
    3,
    struct<Fields<RowItem>>({
      id: fixed(ROW_ID_BYTES),
      conversation: logId,
      position: uint53,
      from: userName,
      sentAt: uint53,
      text: text(ROW_TEXT_BYTES_MAX),
      isSearchable: boolean,
      hasFile: boolean,
      body: opaque(ROW_BODY_BYTES_MAX),
    }),
  ],
  contact: [
    4,
    struct<Fields<ContactItem>>({
      userName,
      accountKey: publicKey,
      verified: boolean,
      nickname: text(TITLE_BYTES_MAX),
      blocked: boolean,
    }),
  ],
  setting: [
    5,
    struct<Fields<SettingItem>>({ name: text(SETTING_BYTES_MAX), value: text(SETTING_BYTES_MAX) }),
  ],
  end: [6, struct<Fields<EndItem>>({ rows: uint53 })],
});

export function encodeHistoryItem(value: HistoryItem): Uint8Array {
  return encode(item, value);
}

/** Throws CodecError for what this version does not write. */
export function decodeHistoryItem(bytes: Uint8Array): HistoryItem {
  return decode(item, bytes);
}
