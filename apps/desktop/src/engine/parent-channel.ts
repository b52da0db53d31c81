// The engine process's side of its channel to the shell: Electron's parent port, or the channel of a forked Node.
// When the channel closes the engine ends, so that none outlives its shell.
import type { FromEngine, ToEngine } from '../shell/engine-channel.ts';

/** What a utility process of Electron has in place of `process.send`. */
interface ParentPort {
  postMessage(message: FromEngine): void;
  on(event: 'message', listener: (event: { readonly data: ToEngine }) => void): void;
}

export interface ParentChannel {
  send(message: FromEngine): void;
  onMessage(listener: (message: ToEngine) => void): void;
  /** The shell is gone, or asks for the end. Electron ends its utility processes by itself when it ends. */
  onEnd(listener: () => void): void;
}

/** Throws if this process was started by hand. */
export function openParentChannel(): ParentChannel {
  const onEnd = (listener: () => void): void => {
    process.once('SIGTERM', listener);
    process.once('disconnect', listener);
    // The channel may have closed before this file was loaded; only a fork of Node has the property.
    if ('connected' in process && !process.connected) listener();
  };
  // Ctrl+C reaches the whole group of processes; the shell decides what it means.
  process.on('SIGINT', () => undefined);
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      send: (message) => {
        parentPort.postMessage(message);
      },
      onMessage: (listener) => {
        parentPort.on('message', ({ data }) => {
          listener(data);
        });
      },
      onEnd,
    };
  }
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('the engine is started by a shell: run npm start');
  return {
    // A shell that is just ending cannot be told anything more.
    send: (message) => void send(message, undefined, undefined, () => undefined),
    onMessage: (listener) => {
      process.on('message', (message) => {
        listener(message as ToEngine);
      });
    },
    onEnd,
  };
}
