// Where a shell brings and fetches the bytes of files: HTTP over a socket of this user alone. Each request is a ticket, and
// a ticket is good once; without one there is nothing here. The page never reaches it: a shell passes streams on.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EngineError, type FileTicket } from '@hushroom/client';
import { shownType } from './shown-type.ts';

const TICKET_PATH = /^\/([0-9a-f]{64})$/;
/** Streams under way at once. */
const STREAMS_MAX = 32;
const HEADER_BYTES_MAX = 8 * 1024;

export class FileSocket {
  /** Where it listens: a Unix socket, or a named pipe on Windows. */
  readonly path: string;
  readonly #server: Server;
  readonly #folder: string | null;

  private constructor(server: Server, path: string, folder: string | null) {
    this.#server = server;
    this.path = path;
    this.#folder = folder;
  }

  /** Listens. `useTicket` says what a ticket opens, and ends it. */
  static async listen(useTicket: (ticket: string) => FileTicket | null): Promise<FileSocket> {
    const isWindows = process.platform === 'win32';
    // A path of a profile can be too long for a socket; this one is short, and its folder this user's alone (0700).
    const folder = isWindows ? null : await mkdtemp(join(tmpdir(), 'hushroom-'));
    const path =
      folder === null
        ? `\\\\.\\pipe\\hushroom-${randomBytes(16).toString('hex')}`
        : join(folder, 'files.sock');
    const server = createServer({ maxHeaderSize: HEADER_BYTES_MAX, requestTimeout: 0 });
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      void serve(useTicket, request, response);
    };
    // RFC 9110 §10.1.1: whoever asks first whether its bytes are wanted learns of a ticket that is not good before it sends any.
    server.on('request', answer).on('checkContinue', answer);
    server.maxConnections = STREAMS_MAX;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    return new FileSocket(server, path, folder);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true });
  }
}

async function serve(
  useTicket: (ticket: string) => FileTicket | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('connection', 'close');
  const ticket = TICKET_PATH.exec(request.url ?? '')?.[1];
  const direction = request.method === 'POST' ? 'in' : request.method === 'GET' ? 'out' : null;
  // A ticket is not used up by asking for the wrong thing.
  const file = ticket === undefined || direction === null ? null : useTicket(ticket);
  try {
    if (file === null || file.direction !== direction) response.writeHead(404).end();
    else if (file.direction === 'in') {
      if (request.headers.expect !== undefined) response.writeContinue();
      await file.take(request);
      response.writeHead(204).end();
    } else {
      response.writeHead(200, {
        'content-type': shownType(file.kind, file.mediaType),
        'content-length': file.sizeBytes,
        'content-disposition': attachment(file.name),
      });
      await pipeline(file.read(), response);
    }
  } catch (error) {
    if (response.headersSent) response.destroy();
    else response.writeHead(409).end(error instanceof EngineError ? error.code : 'internal');
  }
}

/** RFC 6266 §4.1 with the encoding of RFC 8187 §3.2: to be saved, never shown as a page. */
function attachment(name: string): string {
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
