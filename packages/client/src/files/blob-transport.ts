// What the engine asks of the network for blobs: HTTPS requests to the relay, which is checked as for the WebSocket.
import type { RelayAddress } from '@hushroom/wire';

export interface BlobPiece {
  readonly blobId: Uint8Array;
  /** As blob.reserve gave it. */
  readonly token: Uint8Array;
  /** Where the piece stands in the blob. */
  readonly offset: number;
  readonly lengthBytes: number;
}

/** Both throw TransportError where there is no connection, RelayError where the relay refuses, and end with `signal`. */
export interface BlobTransport {
  /** Sends a piece; resolves to the bytes that the relay has on its disk, of the whole blob. */
  put(
    address: RelayAddress,
    piece: BlobPiece,
    body: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<number>;
  /** The bytes of a blob from an offset on. They may end early: the connection does not always last. */
  get(
    address: RelayAddress,
    blob: { readonly blobId: Uint8Array; readonly offset: number },
    signal: AbortSignal,
  ): Promise<AsyncIterable<Uint8Array>>;
}
