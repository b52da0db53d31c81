// The engine as a child process of Node.
import { fork } from 'node:child_process';
import type { EngineProcess, FromEngine } from '../shell/engine-channel.ts';

/** An engine closes its profile in a moment; one that does not is ended without. Its database bears that. */
const END_MS_MAX = 8_000;

/**
 * Starts `entry` under the Node that runs this process. What the engine prints goes to our standard error.
 * It ends itself when its channel to us closes, so it never outlives us.
 */
export function forkEngine(entry: string, args: readonly string[]): EngineProcess {
  const child = fork(entry, [...args], { stdio: ['ignore', 2, 2, 'ipc'], serialization: 'json' });
  return {
    send: (message) => {
      // Between the end of the process and the event that says so, sending fails; the exit answers the call.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      child.on('message', (message) => {
        listener(message as FromEngine);
      });
    },
    onExit: (listener) => {
      let told = false;
      const tell = (): void => {
        if (!told) listener();
        told = true;
      };
      child.once('error', tell);
      child.once('exit', tell);
    },
    kill: () => {
      child.kill();
      setTimeout(() => child.kill('SIGKILL'), END_MS_MAX).unref();
    },
  };
}
