// What a message carries beside its words: what it answers, whom it names, and what was done to it since.
import { boolean, optional, struct, text, uint32, uint53, vector, type Codec } from '@hushroom/codec';
import { logId, publicKey, userName } from '@hushroom/wire';
import { REACTION_BYTES_MAX, type Mention } from '@hushroom/ipc';
import { mentionList } from '../content/extensions.ts';
import { fromHex, toHex } from '../hex.ts';
import { target } from '../content/target.ts';

const REACTIONS_BYTES_MAX = 1024 * 1024;

/** Who wrote or did something, and whether that account key was the pinned one when it came. */
export interface Author {
  readonly userName: string;
  readonly accountKey: Uint8Array;
  readonly pinned: boolean;
}

export interface Reaction {
  readonly emoji: string;
  readonly author: Author;
}

/** Where a message stands in a log. */
export interface Place {
  /** Hex. */
  readonly room: string;
  readonly seq: number;
}

/** How a message disappears (expiry.ts). */
export interface Expiry {
  readonly afterSeconds: number;
  /** When it goes, ms since 1970; null while it waits to be sent. */
  readonly at: number | null;
  /** It was on screen: the time that its author gave it is running. */
  readonly runs: boolean;
}

export interface MessageMarks {
  /** Null while it waits to be ordered, and for what is no entry of its own. */
  readonly place: Place | null;
  /** The row that it answers. */
  readonly replyTo: string | null;
  /** What it answers is mine. */
  readonly answersMe: boolean;
  /** Places of names in the text as it is now. */
  readonly mentions: readonly Mention[];
  /** One of those names is mine. */
  readonly namesMe: boolean;
  readonly forwarded: boolean;
  /** Its author was blocked when it came: it does not count as unread. */
  readonly unheard: boolean;
  /** Null: it stays. */
  readonly expiry: Expiry | null;
  /** When the author last changed it, by the author's claim. */
  readonly editedAt: number | null;
  /** In the order in which they came. */
  readonly reactions: readonly Reaction[];
}

export const NO_MARKS: MessageMarks = {
  place: null,
  replyTo: null,
  answersMe: false,
  mentions: [],
  namesMe: false,
  forwarded: false,
  unheard: false,
  expiry: null,
  editedAt: null,
  reactions: [],
};

const room: Codec<string> = {
  write: (writer, value) => {
    logId.write(writer, fromHex(value));
  },
  read: (reader) => toHex(logId.read(reader)),
};

export const author: Codec<Author> = struct<Author>({ userName, accountKey: publicKey, pinned: boolean });

export const messageMarks: Codec<MessageMarks> = struct<MessageMarks>({
  place: optional(struct<Place>({ room, seq: uint53 })),
  replyTo: optional(target),
  answersMe: boolean,
  mentions: mentionList,
  namesMe: boolean,
  forwarded: boolean,
  unheard: boolean,
  expiry: optional(struct<Expiry>({ afterSeconds: uint32, at: optional(uint53), runs: boolean })),
  editedAt: optional(uint53),
  reactions: vector(struct<Reaction>({ emoji: text(REACTION_BYTES_MAX), author }), REACTIONS_BYTES_MAX),
});
