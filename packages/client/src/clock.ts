// Time and randomness, passed in: the simulation runs the engine on virtual time from a seed.

export interface Clock {
  /** Ms since 1970. */
  now(): number;
  /** Calls `run` once, after `delayMs` or later. The returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** `byteLength` random bytes from a generator fit for keys. */
export type Random = (byteLength: number) => Uint8Array;
