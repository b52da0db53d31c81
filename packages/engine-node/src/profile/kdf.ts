// From a passphrase to a key: Argon2id, in a thread of its own so that the engine never stands still for it.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Stands in the profile's header, so that it can be raised later without locking anyone out. */
export interface KdfParameters {
  readonly name: 'argon2id13';
  readonly memoryBytes: number;
  readonly passes: number;
}

/** As a header holds them, with the salt in base64. */
export interface SaltedKdf extends KdfParameters {
  readonly salt: string;
}

/** About a third of a second on a small computer. Nothing lowers it but the tests' constructor argument. */
export const KDF_PARAMETERS: KdfParameters = {
  name: 'argon2id13',
  memoryBytes: 64 * 1024 * 1024,
  passes: 3,
};

/** What a header may ask for: a changed one must not make opening take for ever. */
export const KDF_MEMORY_BYTES_MAX = 1024 * 1024 * 1024;
export const KDF_PASSES_MAX = 16;
export const SALT_BYTES = 16;

export interface KdfRequest {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly parameters: KdfParameters;
}

/** What a slot's wrapping key is derived from. */
export function kdfRequest(kdf: SaltedKdf, passphrase: string): KdfRequest {
  return { passphrase, salt: new Uint8Array(Buffer.from(kdf.salt, 'base64')), parameters: kdf };
}

/** Derives 32 bytes. The caller wipes them. */
export type DeriveKey = (request: KdfRequest) => Promise<Uint8Array>;

export const deriveKey: DeriveKey = async (request) => {
  const worker = new Worker(new URL('./kdf-worker.ts', import.meta.url), {
    workerData: request,
    execArgv: [],
  });
  try {
    const [key] = (await once(worker, 'message')) as [Uint8Array];
    return key;
  } finally {
    await worker.terminate();
  }
};
