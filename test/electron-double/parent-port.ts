// Loaded first in a utility process of the double: gives it the `process.parentPort` that Electron's have.
import { EventEmitter } from 'node:events';

class ParentPort extends EventEmitter {
  readonly #early: object[] = [];

  /** As Electron's, it keeps what comes before anybody listens. */
  receive(data: unknown): void {
    const event = { data, ports: [] };
    if (!this.emit('message', event)) this.#early.push(event);
  }

  override on(name: string, listener: (event: object) => void): this {
    super.on(name, listener);
    if (name === 'message') for (const event of this.#early.splice(0)) listener(event);
    return this;
  }

  postMessage(message: object): void {
    process.send?.(message);
  }
}

const parentPort = new ParentPort();
const send = process.send?.bind(process);
process.on('message', (data) => {
  parentPort.receive(data);
});
process.once('disconnect', () => {
  // Electron ends its utility processes when it ends.
  process.exit(0);
});
parentPort.postMessage = (message) => send?.(message);
// An entry that finds Node's own channel would take that one, and the way through Electron's would go untested.
delete process.send;
Object.defineProperty(process, 'parentPort', { value: parentPort });
