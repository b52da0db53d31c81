// An engine for unit tests: answers calls from a table, remembers them, and says what the test tells it to say.
import {
  type CallArgs,
  type CallName,
  type CallValues,
  type ChannelState,
  DEFAULT_SETTINGS,
  type ErrorCode,
  type EventMessage,
  type HushroomApi,
  type MessageView,
  type ResultMessage,
  type Snapshot,
} from '@hushroom/ipc';

type Said = EventMessage | { readonly channel: ChannelState };
type Answers = {
  [N in CallName]?: (args: CallArgs<N>) => CallValues[N] | ErrorCode | Promise<CallValues[N]>;
};

export class ScriptedApi implements HushroomApi {
  readonly #answers: Answers;
  readonly #listeners = new Set<(message: Said) => void>();
  readonly calls: { readonly call: CallName; readonly args: unknown }[] = [];

  /** An answer that is a plain string is an error code. Calls without an answer resolve to null. */
  constructor(answers: Answers) {
    this.#answers = answers;
  }

  async call<N extends CallName>(call: N, args: CallArgs<N>): Promise<ResultMessage<CallValues[N]>> {
    this.calls.push({ call, args });
    const value = (await this.#answers[call]?.(args)) ?? null;
    if (typeof value === 'string') return { id: 0, ok: false, error: { code: value } };
    return { id: 0, ok: true, value: value as CallValues[N] };
  }

  on(listener: (message: Said) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  say(message: Said): void {
    for (const listener of this.#listeners) listener(message);
  }

  /** How often a call was made. */
  count(name: CallName): number {
    return this.calls.filter(({ call }) => call === name).length;
  }
}

export const ROOM = 'a'.repeat(64);

/** A message in {@link ROOM}; its id is made of its position. */
export function message(position: number, change: Partial<MessageView> = {}): MessageView {
  return {
    id: position.toString(16).padStart(32, '0'),
    conversation: ROOM,
    from: 'bob',
    mine: false,
    body: { type: 'text', text: `message ${position}` },
    replyTo: null,
    mentions: [],
    mentionsMe: false,
    forwarded: false,
    reactions: [],
    editedAt: null,
    disappearAfterSeconds: 0,
    expiresAt: null,
    sentAt: 1_000 * position,
    state: 'received',
    delivery: null,
    reason: null,
    position,
    ...change,
  };
}

export function snapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    account: { userName: 'alice', profile: 'default', fingerprint: '00'.repeat(32) },
    connection: {
      state: 'online',
      reason: null,
      relayName: 'relay',
      relayAddress: 'hushroom://127.0.0.1:7440/',
      queued: 0,
      retryAt: null,
    },
    conversations: [],
    people: [],
    isDamaged: false,
    settings: DEFAULT_SETTINGS,
    ...change,
  };
}
