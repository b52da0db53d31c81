// Blobs over HTTP/1.1, on the port of the WebSocket (docs/protocol.md, "Blobs"): PUT a piece, GET or HEAD a range. Every
// answer ends its connection, every body is a stream, and whoever stalls is cut off.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { parseBearer, parseBlobPath, RelayError, statusOf } from '@hushroom/wire';
import type { Cancel, Clock } from '../clock.ts';
import type { RelayLimits } from '../limits.ts';
import { limitedAddress } from '../policies/admission.ts';
import type { BlobDoor } from './blobs.ts';
import { parseRange } from './range.ts';

interface BlobHttpOptions {
  readonly blobs: BlobDoor;
  readonly clock: Clock;
  readonly limits: RelayLimits;
  readonly onFault: (error: unknown) => void;
}

export class BlobHttp {
  readonly #options: BlobHttpOptions;
  readonly #byAddress = new Map<string, number>();
  #underWay = 0;

  constructor(options: BlobHttpOptions) {
    this.#options = options;
  }

  /** Serves a request; false if its path is no blob's. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const path = parseBlobPath(request.url ?? '');
    if (path === null) return false;
    void this.#serve(path, request, response);
    return true;
  }

  async #serve(
    path: { blobId: Uint8Array; offset: number },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const address = limitedAddress(request.socket.remoteAddress ?? '');
    response.setHeader('connection', 'close');
    if (!this.#enter(address)) {
      refuse(response, new RelayError('rate-limited'));
      return;
    }
    const cancel = this.#cutOffWhenStalled(request);
    try {
      if (request.method === 'PUT') await this.#put(path, request, response);
      else if (request.method === 'GET' || request.method === 'HEAD') {
        await this.#get(path.blobId, request, response);
      } else response.writeHead(405, { allow: 'GET, HEAD, PUT' }).end();
    } catch (error) {
      this.#fail(error, request, response);
    } finally {
      cancel();
      this.#leave(address);
    }
  }

  async #put(
    { blobId, offset }: { blobId: Uint8Array; offset: number },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const token = parseBearer(request.headers.authorization ?? '');
    if (token === null) throw new RelayError('no-access');
    const received = await this.#options.blobs.put({ blobId, token, offset, body: request });
    response.writeHead(200, { 'content-type': 'text/plain' }).end(String(received));
  }

  async #get(blobId: Uint8Array, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const blob = this.#options.blobs.find(blobId);
    if (blob === null) throw new RelayError('not-found');
    const { size } = blob;
    const range = parseRange(request.headers.range, size);
    if (range === 'unsatisfiable') {
      // RFC 9110 §15.5.17.
      response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
      return;
    }
    const { offset, end } = range ?? { offset: 0, end: size };
    response.writeHead(range === null ? 200 : 206, {
      'content-type': 'application/octet-stream',
      'content-length': end - offset,
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      ...(range === null ? {} : { 'content-range': `bytes ${offset}-${end - 1}/${size}` }),
    });
    if (request.method === 'HEAD') response.end();
    else await pipeline(blob.read(offset, end), response);
  }

  #fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const isRefusal = error instanceof RelayError;
    // A peer that goes away in the middle is no fault of the relay's.
    if (!isRefusal && !request.destroyed && !response.destroyed) this.#options.onFault(error);
    if (response.headersSent || response.destroyed) response.destroy();
    else refuse(response, isRefusal ? error : new RelayError('internal'));
  }

  /** Ends connections that move too little: slow ones hold memory and a place as long as fast ones. */
  #cutOffWhenStalled(request: IncomingMessage): Cancel {
    const { clock, limits } = this.#options;
    const { socket } = request;
    let moved = socket.bytesRead + socket.bytesWritten;
    let cancel: Cancel = () => undefined;
    const schedule = (): void => {
      cancel = clock.after(limits.blobStallMs, () => {
        const now = socket.bytesRead + socket.bytesWritten;
        if (now - moved < limits.blobStallBytes) {
          socket.destroy();
          return;
        }
        moved = now;
        schedule();
      });
    };
    schedule();
    return () => {
      cancel();
    };
  }

  #enter(address: string): boolean {
    const { limits } = this.#options;
    const held = this.#byAddress.get(address) ?? 0;
    if (this.#underWay >= limits.blobTransfersMax || held >= limits.blobTransfersPerIpMax) return false;
    this.#underWay += 1;
    this.#byAddress.set(address, held + 1);
    return true;
  }

  #leave(address: string): void {
    const held = (this.#byAddress.get(address) ?? 1) - 1;
    this.#underWay -= 1;
    if (held > 0) this.#byAddress.set(address, held);
    else this.#byAddress.delete(address);
  }
}

function refuse(response: ServerResponse, { code }: RelayError): void {
  response.writeHead(statusOf(code), { 'content-type': 'text/plain' }).end(code);
}
