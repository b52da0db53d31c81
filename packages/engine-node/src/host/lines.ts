// JSON messages on a stream, one per line, each at most as long as the channel allows.
import type { Socket } from 'node:net';
import { MESSAGE_BYTES_MAX } from '@hushroom/ipc';

const NEWLINE = 0x0a;

/** Hands over each whole line as text. A line that is too long destroys the socket. */
export function readLines(socket: Socket, onLine: (line: string) => void): void {
  let parts: Buffer[] = [];
  let held = 0;
  socket.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, at)]);
      parts = [];
      held = 0;
      from = at + 1;
      onLine(line.toString('utf8'));
    }
    const rest = chunk.subarray(from);
    held += rest.length;
    if (held > MESSAGE_BYTES_MAX) socket.destroy();
    else parts.push(rest);
  });
}

export function writeLine(socket: Socket, message: object): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
}
