// What a message carries beside its words: what it answers, whom it names, and what was done to it since.
import { boolean, optional, struct, text, uint53, vector, type Codec } from '@hushroom/codec';
import { publicKey, userName } from '@hushroom/wire';
import { REACTION_BYTES_MAX, type Mention } from '@hushroom/ipc';
import { mentionList } from '../content/extensions.ts';
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

export interface MessageMarks {
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
  /** When the author last changed it, by the author's claim. */
  readonly editedAt: number | null;
  /** In the order in which they came. */
  readonly reactions: readonly Reaction[];
}

export const NO_MARKS: MessageMarks = {
  replyTo: null,
  answersMe: false,
  mentions: [],
  namesMe: false,
  forwarded: false,
  unheard: false,
  editedAt: null,
  reactions: [],
};

export const author: Codec<Author> = struct<Author>({ userName, accountKey: publicKey, pinned: boolean });

export const messageMarks: Codec<MessageMarks> = struct<MessageMarks>({
  replyTo: optional(target),
  answersMe: boolean,
  mentions: mentionList,
  namesMe: boolean,
  forwarded: boolean,
  unheard: boolean,
  editedAt: optional(uint53),
  reactions: vector(struct<Reaction>({ emoji: text(REACTION_BYTES_MAX), author }), REACTIONS_BYTES_MAX),
});
