// What an archive is made of after its header: items, each after its length, cut into chunks of one secretstream. The
// last chunk, and no other, has the tag FINAL and may be shorter.

/** Plaintext bytes of a chunk. */
export const CHUNK_BYTES = 64 * 1024;
/** An item's length, big-endian. */
export const LENGTH_BYTES = 4;
