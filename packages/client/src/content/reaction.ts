// One emoji put to a message, or taken back.
import { boolean, struct, text, type Codec } from '@hushroom/codec';
import { REACTION_BYTES_MAX } from '@hushroom/ipc';
import { target } from './target.ts';

export interface ReactionPart {
  readonly target: string;
  readonly emoji: string;
  /** False takes it back. */
  readonly on: boolean;
}

export const reactionPart: Codec<ReactionPart> = struct<ReactionPart>({
  target,
  emoji: text(REACTION_BYTES_MAX),
  on: boolean,
});
