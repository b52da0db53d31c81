// Blobs straight into the relay core of a world, with what tests want to see and break.
import { TransportError, type BlobPiece, type BlobTransport } from '@hushroom/client';
import { RelayError, type RelayAddress } from '@hushroom/wire';
import type { Relay } from '../../apps/server/src/index.ts';

interface Peer {
  readonly reachable: boolean;
  readonly relay: () => Relay;
  readonly world: { readonly host: string };
}

export class MemoryBlobTransport implements BlobTransport {
  /** Bytes that get through before a transfer breaks off. */
  breakAfterBytes = Infinity;
  /** Changes what comes from the relay. */
  fromRelay: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes;
  /** Bytes that were sent and fetched so far. */
  sentBytes = 0;
  fetchedBytes = 0;
  readonly #peer: Peer;

  constructor(peer: Peer) {
    this.#peer = peer;
  }

  async put(
    { host }: RelayAddress,
    { blobId, token, offset }: BlobPiece,
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<number> {
    const sent = this.#through(body, signal, (count) => {
      this.sentBytes += count;
    });
    return this.#relayAt(host).blobs.put({ blobId, token, offset, body: sent });
  }

  get(
    { host }: RelayAddress,
    { blobId, offset }: { readonly blobId: Uint8Array; readonly offset: number },
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>> {
    const blob = this.#relayAt(host).blobs.find(blobId);
    if (blob === null) return Promise.reject(new RelayError('not-found'));
    const fetched = this.#through(blob.read(offset, blob.size), signal, (count) => {
      this.fetchedBytes += count;
    });
    return Promise.resolve(this.#changed(fetched));
  }

  #relayAt(host: string): Relay {
    const { reachable, relay, world } = this.#peer;
    if (!reachable || host !== world.host) throw new TransportError('relay-unreachable');
    return relay();
  }

  async *#changed(bytes: AsyncIterable<Uint8Array>) {
    for await (const piece of bytes) yield this.fromRelay(piece);
  }

  async *#through(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal, onBytes: (count: number) => void) {
    for await (const piece of bytes) {
      signal.throwIfAborted();
      if (!this.#peer.reachable || this.breakAfterBytes < piece.length) {
        throw new TransportError('relay-unreachable');
      }
      this.breakAfterBytes -= piece.length;
      onBytes(piece.length);
      yield piece;
    }
  }
}
