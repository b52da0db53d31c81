// The key of a profile's passphrase, derived while the engine that needs it is still being loaded: each takes a third of a
// second, and a command waits for the longer one only. Loads no libsodium: a command that attaches must not pay for it.
import { readHeader } from './header.ts';
import { deriveKey, kdfRequest, type DeriveKey, type KdfRequest } from './kdf.ts';

/** Begins to derive, and returns what hands the key out once; every other request is derived as ever. */
export function deriveAhead(folder: string, passphrase: string): DeriveKey {
  let begun = begin(folder, passphrase);
  return (request) => {
    const ahead = begun;
    begun = null;
    return ahead !== null && isSame(ahead.request, request) ? ahead.key : deriveKey(request);
  };
}

function begin(
  folder: string,
  passphrase: string,
): { readonly request: KdfRequest; readonly key: Promise<Uint8Array> } | null {
  try {
    const slot = readHeader(folder)?.slots.find(({ type }) => type === 'passphrase');
    if (slot?.type !== 'passphrase') return null;
    const request = kdfRequest(slot.kdf, passphrase);
    const key = deriveKey(request);
    // Whoever asks for it hears of a failure; if nobody asks, nobody needs to.
    key.catch(() => undefined);
    return { request, key };
  } catch {
    // A header that cannot be read is reported by whoever opens the profile.
    return null;
  }
}

function isSame(left: KdfRequest, right: KdfRequest): boolean {
  return (
    left.passphrase === right.passphrase &&
    left.salt.join() === right.salt.join() &&
    left.parameters.memoryBytes === right.parameters.memoryBytes &&
    left.parameters.passes === right.parameters.passes
  );
}
