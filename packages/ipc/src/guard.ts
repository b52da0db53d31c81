// What every broker asks before it hands a page's message to the engine: who sends, what shape, how much.
import type { ErrorCode } from './error.ts';
import { CALLS_IN_FLIGHT_MAX, MESSAGE_BYTES_MAX } from './limits.ts';
import { parseCall, type ParsedCall } from './message.ts';

export type Verdict =
  | { readonly pass: true; readonly call: ParsedCall }
  /** `id` is null where the message has none that could be answered. */
  | { readonly pass: false; readonly id: number | null; readonly code: ErrorCode };

const utf8 = new TextEncoder();

/** Guards one page's channel. `origin` is the only one that may speak; the broker says which one does. */
export class Guard {
  readonly #origin: string;
  readonly #inFlight = new Set<number>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Judges one message, given as the JSON text or value that arrived. A call that passes is in flight until {@link Guard.settle}. */
  judge(origin: string, message: unknown): Verdict {
    if (origin !== this.#origin) return { pass: false, id: null, code: 'bad-call' };
    const json = typeof message === 'string' ? message : jsonOf(message);
    if (json === null || utf8.encode(json).length > MESSAGE_BYTES_MAX) {
      return { pass: false, id: null, code: 'bad-call' };
    }
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      return { pass: false, id: null, code: 'bad-call' };
    }
    const call = parseCall(value);
    if (call === null) return { pass: false, id: idOf(value), code: 'bad-call' };
    if (this.#inFlight.has(call.id)) return { pass: false, id: null, code: 'bad-call' };
    if (this.#inFlight.size >= CALLS_IN_FLIGHT_MAX) {
      return { pass: false, id: call.id, code: 'too-many-calls' };
    }
    this.#inFlight.add(call.id);
    return { pass: true, call };
  }

  /** The call with this id was answered. */
  settle(id: number): void {
    this.#inFlight.delete(id);
  }
}

/** Null for what JSON has no form for: Electron can pass undefined, big integers and cycles. */
function jsonOf(message: unknown): string | null {
  try {
    const json = JSON.stringify(message) as string | undefined;
    return json ?? null;
  } catch {
    return null;
  }
}

function idOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null;
  return typeof value.id === 'number' && Number.isSafeInteger(value.id) && value.id >= 0 ? value.id : null;
}
