// The engine as a utility process of Electron: Node, and none of the browser.
import { utilityProcess } from 'electron';
import type { EngineProcess, FromEngine } from '../shell/engine-channel.ts';

export function forkEngine(entry: string, args: readonly string[]): EngineProcess {
  const child = utilityProcess.fork(entry, [...args], { serviceName: 'Hushroom engine', stdio: 'inherit' });
  return {
    send: (message) => {
      child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', (message: FromEngine) => {
        listener(message);
      });
    },
    onExit: (listener) => {
      child.once('exit', listener);
    },
    kill: () => {
      child.kill();
    },
  };
}
