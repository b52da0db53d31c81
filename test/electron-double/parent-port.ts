// Loaded first in a utility process of the double: gives it the `process.parentPort` that Electron's have.
import { EventEmitter } from 'node:events';

class ParentPort extends EventEmitter {
  postMessage(message: object): void {
    process.send?.(message);
  }
}

const parentPort = new ParentPort();
const send = process.send?.bind(process);
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
process.once('disconnect', () => {
  // Electron ends its utility processes when it ends.
  process.exit(0);
});
parentPort.postMessage = (message) => send?.(message);
// An entry that finds Node's own channel would take that one, and the way through Electron's would go untested.
delete process.send;
Object.defineProperty(process, 'parentPort', { value: parentPort });
