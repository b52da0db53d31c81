// Where the bytes of blobs are. What may be read or written is decided by blobs.ts; here nothing is known but ids.
// Implementations: disk-blob-bytes.ts, and memory-blob-bytes.ts for simulations; both pass blob-bytes.contract.ts.

/** One blob open for writing, from a given offset on. */
export interface BlobWriter {
  /** Appends. Throws RelayError `storage-full`. */
  write(chunk: Uint8Array): Promise<void>;
  /** Resolves when everything written is durable. Must be called, also after a write that threw. */
  close(): Promise<void>;
}

export interface BlobBytes {
  /** Opens a blob, made if need be; what stands at the offset and behind it is cut off. */
  open(blobId: Uint8Array, offset: number): Promise<BlobWriter>;
  /** Bytes from `offset` up to `end` (not included), in pieces. Throws if the blob has fewer. */
  read(
    blobId: Uint8Array,
    range: { readonly offset: number; readonly end: number },
  ): AsyncIterable<Uint8Array>;
  /** Removes a blob's bytes; one that is not there is no error. */
  remove(blobId: Uint8Array): Promise<void>;
  /** Every blob of which there are bytes. */
  all(): AsyncIterable<Uint8Array>;
}
