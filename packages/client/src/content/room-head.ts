// Heads of other rooms that two people share, told inside their direct messages: whoever is kept from one of those rooms
// learns here how far it goes. They stand beside any part, as an extension of the content.
import { CodecError, decode, encode, struct, uint53, vector, type Codec } from '@hushroom/codec';
import { hash, logId } from '@hushroom/wire';
import { toHex } from '../hex.ts';

/** Heads in one content: with all of them the smallest bucket still has room for some words. */
export const ROOM_HEADS_MAX = 8;
const ROOM_HEAD_BYTES = 32 + 8 + 32;
/** What the extension takes besides: its type, the lengths before it, and what the length of all extensions grows by. */
const FRAMING_BYTES = 8;

/** How far its sender has processed the log of a room. */
export interface RoomHead {
  readonly logId: Uint8Array;
  readonly seq: number;
  readonly transcript: Uint8Array;
}

const roomHeads: Codec<readonly RoomHead[]> = vector(
  struct<RoomHead>({ logId, seq: uint53, transcript: hash }),
  ROOM_HEADS_MAX * ROOM_HEAD_BYTES,
);

export function encodeRoomHeads(heads: readonly RoomHead[]): Uint8Array {
  return encode(roomHeads, heads);
}

/** Throws CodecError for more than can be told at once, and for a log that comes twice. */
export function decodeRoomHeads(data: Uint8Array): readonly RoomHead[] {
  const heads = decode(roomHeads, data);
  const logs = new Set(heads.map((head) => toHex(head.logId)));
  if (logs.size < heads.length) throw new CodecError('not-canonical', 'log twice');
  return heads;
}

/** How many heads fit into so many bytes that are left of a bucket. */
export function headsThatFit(spareBytes: number): number {
  const fitting = Math.floor((spareBytes - FRAMING_BYTES) / ROOM_HEAD_BYTES);
  return Math.min(ROOM_HEADS_MAX, Math.max(0, fitting));
}
