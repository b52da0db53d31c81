// The signature of an update: over its version and the SHA-512 of each of its packages, by a key that no download server has.
// electron-updater compares the package that it downloaded with that hash, so that nothing else is ever installed.
import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export interface UpdateFile {
  /** Its name, relative to the feed. */
  readonly url: string;
  /** In base64. */
  readonly sha512: string;
}

/** What a feed says of an update, as far as it decides what is installed. */
export interface UpdateInfo {
  readonly version: string;
  readonly files: readonly UpdateFile[];
  /** Ed25519 in base64. */
  readonly signature?: unknown;
}

const LABEL = 'Hushroom 1.0 update';

/** Signs an update, for its feed. */
export function signUpdate(info: UpdateInfo, privateKey: KeyObject): string {
  return sign(null, statement(info), privateKey).toString('base64');
}

/** Whether the key signed exactly this. Anything that is not well formed counts as not signed. */
export function isSigned(info: UpdateInfo, publicKey: string): boolean {
  try {
    // A web installer fetches a package of its own, of which nothing was signed.
    if (typeof info.signature !== 'string' || info.files.length === 0 || 'packages' in info) return false;
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, statement(info), key, Buffer.from(info.signature, 'base64'));
  } catch {
    return false;
  }
}

/** JSON, because no name or version can then pass for the end of another. */
function statement({ version, files }: UpdateInfo): Buffer {
  const named = files.map(({ url, sha512 }) => [url, sha512] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([LABEL, version, named]));
}
