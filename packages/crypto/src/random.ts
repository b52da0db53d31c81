/**
 * Returns `byteLength` fresh bytes, unpredictable to everyone else. Passed in wherever randomness is needed, so that
 * tests and simulations are reproducible and nothing waits for libsodium's own generator, which is slow in WebAssembly.
 */
export type Random = (byteLength: number) => Uint8Array;
