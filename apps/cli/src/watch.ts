// The engine's state as a command follows it: the last connection and conversations, and waiting for a change of them.
import type { EngineConnection } from '@hushroom/engine-node';
import type { ConnectionView, ConversationView, EngineEvent, PersonView } from '@hushroom/ipc';

/** How long a command waits for the relay before it takes it for unreachable, in ms. */
const CONNECT_MS = 15_000;

export class Watch {
  #connection: ConnectionView;
  readonly #conversations: Map<string, ConversationView>;
  readonly #people: Map<string, PersonView>;
  readonly #waiting = new Set<() => void>();
  #changes = 0;
  #gone = false;

  private constructor(
    connection: ConnectionView,
    conversations: readonly ConversationView[],
    people: readonly PersonView[],
  ) {
    this.#connection = connection;
    this.#conversations = new Map(conversations.map((conversation) => [conversation.id, conversation]));
    this.#people = new Map(people.map((person) => [person.userName, person]));
  }

  /** Follows an engine from its state now. */
  static async start(engine: EngineConnection): Promise<Watch> {
    // Events that come before the answer is handled here belong after it: they are kept until then.
    const early: EngineEvent[] = [];
    engine.onEvent(({ event }) => early.push(event));
    const { snapshot } = await engine.call('subscribe', {});
    const watch = new Watch(snapshot.connection, snapshot.conversations, snapshot.people);
    for (const event of early) watch.#take(event);
    engine.onEvent(({ event }) => {
      watch.#take(event);
    });
    engine.onGone(() => {
      watch.#gone = true;
      watch.#wake();
    });
    return watch;
  }

  get connection(): ConnectionView {
    return this.#connection;
  }

  get conversations(): readonly ConversationView[] {
    return [...this.#conversations.values()];
  }

  get people(): readonly PersonView[] {
    return [...this.#people.values()];
  }

  /** The engine elsewhere went away. */
  get gone(): boolean {
    return this.#gone;
  }

  /** Counts every change: for {@link Watch.change}. */
  get changes(): number {
    return this.#changes;
  }

  /** Resolves when something changed after `since`, or at `deadline` (ms since 1970). */
  async change(since: number, deadline: number): Promise<void> {
    if (this.#changes !== since || this.#gone) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      // A timer takes at most 2^31 ms; whoever waits longer is woken and waits again.
      const timer = setTimeout(done, Math.min(Math.max(0, deadline - Date.now()), 2 ** 31 - 1));
      this.#waiting.add(done);
    });
  }

  /** Follows no more: whoever waits goes on at once, as if the engine were gone. No timer is left that keeps the process alive. */
  stop(): void {
    this.#gone = true;
    this.#wake();
  }

  /** Waits until the relay is reached and everything is up to date, or it is known why not. Returns whether it is. */
  async online(): Promise<boolean> {
    const deadline = Date.now() + CONNECT_MS;
    for (;;) {
      const { state, reason } = this.#connection;
      if (state === 'online') return true;
      if ((state === 'offline' && reason !== null) || Date.now() >= deadline || this.#gone) return false;
      await this.change(this.#changes, deadline);
    }
  }

  #take(event: EngineEvent): void {
    if (event.type === 'connection') this.#connection = event.connection;
    if (event.type === 'conversation') this.#conversations.set(event.conversation.id, event.conversation);
    if (event.type === 'dropped') this.#conversations.delete(event.conversation);
    if (event.type === 'person') this.#people.set(event.person.userName, event.person);
    if (event.type === 'locked') this.#gone = true;
    this.#wake();
  }

  #wake(): void {
    this.#changes += 1;
    for (const done of [...this.#waiting]) done();
  }
}
