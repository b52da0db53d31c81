// What can stand beside any part. What is not known here is not needed to show the part, and ignored.
import { CodecError, decode, encode, struct, uint32, vector, type Codec } from '@hushroom/codec';
import { userName } from '@hushroom/wire';
import { DISAPPEAR_AFTER_SECONDS_MAX, MENTIONS_MAX, type Mention } from '@hushroom/ipc';
import { decodeRoomHeads, encodeRoomHeads, type RoomHead } from './room-head.ts';
import { target } from './target.ts';

export const EXTENSIONS_BYTES_MAX = 32 * 1024;
const MENTIONS_BYTES_MAX = MENTIONS_MAX * 64;

export interface RawExtension {
  readonly type: number;
  readonly data: Uint8Array;
}

export interface ContentExtensions {
  /** The row that the message answers. */
  readonly replyTo: string | null;
  /** As claimed: see {@link fittingMentions}. */
  readonly mentions: readonly Mention[];
  readonly forwarded: boolean;
  /** The message disappears so many seconds after it was first on screen; 0: it stays. */
  readonly expireAfterSeconds: number;
  /** How far the sender has come in other rooms, as claimed; counts in a direct message only. */
  readonly heads: readonly RoomHead[];
}

export const NO_EXTENSIONS: ContentExtensions = {
  replyTo: null,
  mentions: [],
  forwarded: false,
  expireAfterSeconds: 0,
  heads: [],
};

const REPLY = 1;
const EXPIRY = 2;
const MENTIONS = 3;
const FORWARDED = 4;
const HEADS = 5;

export const mentionList: Codec<readonly Mention[]> = vector(
  struct<Mention>({ start: uint32, userName }),
  MENTIONS_BYTES_MAX,
);
const nothing = struct<object>({});

export function encodeExtensions(extensions: ContentExtensions): RawExtension[] {
  const { replyTo, mentions, forwarded, expireAfterSeconds, heads } = extensions;
  return [
    ...(replyTo === null ? [] : [{ type: REPLY, data: encode(target, replyTo) }]),
    ...(expireAfterSeconds === 0 ? [] : [{ type: EXPIRY, data: encode(uint32, expireAfterSeconds) }]),
    ...(mentions.length === 0 ? [] : [{ type: MENTIONS, data: encode(mentionList, mentions) }]),
    ...(forwarded ? [{ type: FORWARDED, data: encode(nothing, {}) }] : []),
    ...(heads.length === 0 ? [] : [{ type: HEADS, data: encodeRoomHeads(heads) }]),
  ];
}

/** Throws CodecError for a known extension that no version would send, or one that comes twice. */
export function decodeExtensions(raw: readonly RawExtension[]): ContentExtensions {
  const known = new Map<number, Uint8Array>();
  for (const { type, data } of raw) {
    if (known.has(type)) throw new CodecError('not-canonical', 'extension twice');
    known.set(type, data);
  }
  const [reply, mentions, forwarded] = [known.get(REPLY), known.get(MENTIONS), known.get(FORWARDED)];
  const [expiry, heads] = [known.get(EXPIRY), known.get(HEADS)];
  if (forwarded !== undefined) decode(nothing, forwarded);
  return {
    replyTo: reply === undefined ? null : decode(target, reply),
    mentions: mentions === undefined ? [] : decode(mentionList, mentions),
    forwarded: forwarded !== undefined,
    // Beyond what can be set is a number that no version sends: it counts as the longest.
    expireAfterSeconds:
      expiry === undefined ? 0 : Math.min(decode(uint32, expiry), DISAPPEAR_AFTER_SECONDS_MAX),
    heads: heads === undefined ? [] : decodeRoomHeads(heads),
  };
}

/**
 * Those mentions at whose place the text really has `@` and the name, in ascending order, none over another: what is
 * marked as a name is always the name.
 */
export function fittingMentions(text: string, mentions: readonly Mention[]): readonly Mention[] {
  const fitting: Mention[] = [];
  let end = 0;
  for (const mention of mentions.slice(0, MENTIONS_MAX)) {
    const { start, userName: name } = mention;
    if (start < end || !text.startsWith(`@${name}`, start)) continue;
    fitting.push(mention);
    end = start + 1 + name.length;
  }
  return fitting;
}
