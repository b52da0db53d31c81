// What a search has found.
import type { MessageView } from './message.ts';

/** A part of a text with the places that were searched for. Places count UTF-16 units within `text`. */
export interface ExcerptView {
  readonly text: string;
  /** Ascending, without overlaps. */
  readonly matches: readonly { readonly from: number; readonly to: number }[];
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
}

export interface SearchHit {
  readonly message: MessageView;
  readonly excerpt: ExcerptView;
}
