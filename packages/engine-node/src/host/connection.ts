// The engine as a program uses it, whether it runs in another process or in this one.
import type { CallInput, CallName, CallValues, EventMessage } from '@hushroom/ipc';

export interface EngineConnection {
  /** Whether the engine runs in another process. */
  readonly attached: boolean;
  /** Whether it went away by itself: no call succeeds any more. */
  readonly isGone: boolean;
  /** Makes a call. Rejects with {@link CallError}; with `engine-stopped` if the engine went away before it answered. */
  call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallValues[N]>;
  /** At most one listener. Events come only after a `subscribe` call. */
  onEvent(listener: (message: EventMessage) => void): void;
  /** Called once if the engine goes away by itself. */
  onGone(listener: () => void): void;
  /** Lets go of an engine elsewhere; stops and closes one of our own. */
  close(): Promise<void>;
}
