// An engine in this process, used through the same interface as one elsewhere.
import { parseCall, type CallInput, type CallName, type CallValues, type EventMessage } from '@hushroom/ipc';
import { CallError } from './call-error.ts';
import type { EngineConnection } from './connection.ts';
import { EngineHost, type EngineHostOptions } from './engine-host.ts';

/** Makes a host of our own. Its profile is still to be unlocked or registered. */
export class OwnEngine implements EngineConnection {
  readonly attached = false;
  readonly isGone = false;
  readonly #host: EngineHost;
  #nextId = 1;
  #listener: (message: EventMessage) => void = () => undefined;

  constructor(options: Omit<EngineHostOptions, 'onEvent'>) {
    this.#host = new EngineHost({
      ...options,
      onEvent: (message) => {
        this.#listener(message);
      },
    });
  }

  async call<N extends CallName>(name: N, args: CallInput<N>): Promise<CallValues[N]> {
    const message = parseCall({ id: this.#nextId++, call: name, args });
    if (message === null) throw new CallError({ code: 'bad-call' });
    const result = await this.#host.handle(message);
    if (!result.ok) throw new CallError(result.error);
    return result.value as CallValues[N];
  }

  onEvent(listener: (message: EventMessage) => void): void {
    this.#listener = listener;
  }

  onGone(): void {
    // An engine of our own goes only when this process does.
  }

  close(): Promise<void> {
    return this.#host.close();
  }
}
