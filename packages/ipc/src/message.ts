// The messages on the channel: calls one way, results and events the other.
import * as v from 'valibot';
import { CALLS, type CallArgs, type CallName, type CallValues } from './call.ts';
import type { ErrorCode } from './error.ts';
import type { EngineEvent } from './event.ts';

export interface CallMessage {
  readonly id: number;
  readonly call: string;
  readonly args: unknown;
}

export interface ErrorView {
  readonly code: ErrorCode;
  /** The limit, the name or the number that the words for this code mention; never a secret. */
  readonly detail?: string;
}

export type ResultMessage<T = unknown> =
  | { readonly id: number; readonly ok: true; readonly value: T }
  | { readonly id: number; readonly ok: false; readonly error: ErrorView };

export interface EventMessage {
  /** Counts up by one per event. After a gap: subscribe again. */
  readonly rev: number;
  readonly event: EngineEvent;
}

export type EngineMessage = ResultMessage | EventMessage;

const callMessage = v.strictObject({
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  call: v.picklist(Object.keys(CALLS) as CallName[]),
  args: v.unknown(),
});

/** A call whose arguments fit their schema. */
export type ParsedCall = {
  [N in CallName]: { readonly id: number; readonly call: N; readonly args: CallArgs<N> };
}[CallName];

/** Parses untrusted JSON as a call; null if it is none. */
export function parseCall(message: unknown): ParsedCall | null {
  const envelope = v.safeParse(callMessage, message);
  if (!envelope.success) return null;
  const { id, call } = envelope.output;
  const args = v.safeParse(CALLS[call], envelope.output.args);
  return args.success ? ({ id, call, args: wellFormed(args.output) } as ParsedCall) : null;
}

/**
 * Arguments that fitted their schema, with U+FFFD for each half of a character that stands alone: no text with one has a form
 * in UTF-8, and a text that was cut in the middle of an emoji is no fault of whoever wrote it.
 */
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, wellFormed(of)]));
}

/** How the page's channel stands: `gone` where nothing answers any more, or nothing that knows this page. */
export type ChannelState = 'lost' | 'restored' | 'gone';

/** What the shell asks of its page by itself: never anything that the user could not do there. */
export type ShellRequest =
  /** A notification was clicked. */
  | { readonly type: 'open'; readonly conversation: string }
  /** The profile was opened by the keychain while nobody saw the window. */
  | { readonly type: 'unlocked' }
  /** A link with a relay's address was opened somewhere: to be shown, and used only if the user does. */
  | { readonly type: 'invitation'; readonly relay: string };

/** The frozen object that a page has: nothing else connects it to the engine. */
export interface HushroomApi {
  call<N extends CallName>(call: N, args: CallArgs<N>): Promise<ResultMessage<CallValues[N]>>;
  /** Returns a function that ends the subscription. */
  on(
    listener: (
      message: EventMessage | { readonly channel: ChannelState } | { readonly shell: ShellRequest },
    ) => void,
  ): () => void;
}
