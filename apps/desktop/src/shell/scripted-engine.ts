// An engine process for tests of what is around it: in the test's own process, doing what the test says.
import type { EngineProcess, FromEngine, ToEngine } from './engine-channel.ts';

/** Records what it is sent; the test answers, speaks and crashes in its place. */
export class ScriptedEngine implements EngineProcess {
  readonly received: ToEngine[] = [];
  killed = false;
  /** Whether another engine has the profile. */
  inUse = false;
  #listener: (message: FromEngine) => void = () => undefined;
  readonly #exit: (() => void)[] = [];

  send(message: ToEngine): void {
    this.received.push(message);
    // As the real one does, with whatever passphrase.
    if (!('call' in message)) return;
    if (message.call === 'status') this.say({ id: message.id, ok: true, value: { phase: 'open' } });
    if (message.call === 'unlock') this.#unlock(message.id);
  }

  #unlock(id: number): void {
    if (this.inUse) this.say({ id, ok: false, error: { code: 'profile-in-use' } });
    else this.say({ id, ok: true, value: null });
  }

  onMessage(listener: (message: FromEngine) => void): void {
    this.#listener = listener;
  }

  onExit(listener: () => void): void {
    this.#exit.push(listener);
  }

  kill(): void {
    this.killed = true;
    this.crash();
  }

  say(message: FromEngine): void {
    this.#listener(message);
  }

  crash(): void {
    for (const listener of this.#exit.splice(0)) listener();
  }
}
