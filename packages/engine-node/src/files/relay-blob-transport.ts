// Blobs over HTTPS to the relay (docs/protocol.md, "Blobs over HTTP"). The relay is checked as for the WebSocket, on the
// same kind of connection, before a token or an id is said.
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TransportError, type BlobPiece, type BlobTransport } from '@hushroom/client';
import { bearer, blobPath, codeOfRefusal, RelayError, type RelayAddress } from '@hushroom/wire';
import { openSocket, type RelayTransportOptions } from '../transport/relay-transport.ts';

/** A refusal is a code; a relay that says more is not listened to. */
const REFUSAL_BYTES_MAX = 1024;
/** A transfer in which nothing moves for so long is given up. */
const STALL_MS = 30_000;

export class RelayBlobTransport implements BlobTransport {
  readonly #options: RelayTransportOptions;

  constructor(options: RelayTransportOptions) {
    this.#options = options;
  }

  async put(
    address: RelayAddress,
    { blobId, token, offset, lengthBytes }: BlobPiece,
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<number> {
    const asked = await this.#ask(address, signal, {
      method: 'PUT',
      path: blobPath(blobId, offset),
      headers: { authorization: bearer(token), 'content-length': lengthBytes },
    });
    const answered = responseOf(asked);
    // A relay that refuses answers before it has read all, and closes: then its answer counts, not the broken pipe.
    const sent = pipeline(Readable.from(body, { objectMode: false }), asked);
    const [outcome] = await Promise.allSettled([answered, sent]);
    if (outcome.status === 'rejected') {
      await sent;
      throw connectionError(outcome.reason);
    }
    return numberIn(await refusedOr(outcome.value));
  }

  async get(
    address: RelayAddress,
    { blobId, offset }: { readonly blobId: Uint8Array; readonly offset: number },
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    const asked = await this.#ask(address, signal, {
      method: 'GET',
      path: blobPath(blobId),
      headers: { range: `bytes=${offset}-` },
    });
    asked.end();
    let response: IncomingMessage;
    try {
      response = await responseOf(asked);
    } catch (error) {
      throw connectionError(error);
    }
    if (response.statusCode !== 206) {
      await refusedOr(response);
      throw new RelayError('internal', 'no range');
    }
    return bytesOf(response);
  }

  async #ask(
    address: RelayAddress,
    signal: AbortSignal,
    options: { method: string; path: string; headers: Record<string, string | number> },
  ): Promise<ClientRequest> {
    signal.throwIfAborted();
    const socket = await openSocket(address, this.#options.now(), signal);
    const { host, port } = address;
    socket.setTimeout(STALL_MS, () => {
      socket.destroy();
    });
    return request({ ...options, host, port, signal, createConnection: () => socket });
  }
}

function responseOf(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.once('close', () => {
      reject(new TransportError('relay-unreachable'));
    });
  });
}

/** The body of a good answer. Throws the RelayError that a refusal is. */
async function refusedOr(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of bytesOf(response)) {
    text += Buffer.from(part).toString('latin1');
    if (text.length > REFUSAL_BYTES_MAX) throw new RelayError('internal', 'long answer');
  }
  if (response.statusCode !== 200 && response.statusCode !== 206) throw new RelayError(codeOfRefusal(text));
  return text;
}

async function* bytesOf(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    for await (const part of response) yield part as Uint8Array;
  } catch (error) {
    throw connectionError(error);
  }
}

function numberIn(text: string): number {
  if (!/^[0-9]{1,15}$/.test(text)) throw new RelayError('internal', 'no number');
  return Number(text);
}

function connectionError(error: unknown): unknown {
  const isAbort = error instanceof Error && error.name === 'AbortError';
  if (isAbort || error instanceof TransportError) return error;
  return new TransportError('relay-unreachable', { cause: error });
}
