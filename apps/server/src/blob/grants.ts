// Short-lived leave to put one blob, given over a WebSocket that is logged in. Only hashes of the tokens are kept.
import { equalBytes, hex, sha256 } from '../bytes.ts';
import type { Clock } from '../clock.ts';

interface Grant {
  readonly tokenHash: Uint8Array;
  readonly expiresAt: number;
}

export class Grants {
  readonly #clock: Clock;
  readonly #lifetimeMs: number;
  /** By blob id in hex. A new grant takes the place of the one before it, so there are never more than blobs. */
  readonly #grants = new Map<string, Grant>();

  constructor(clock: Clock, lifetimeMs: number) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeMs;
  }

  give(blobId: Uint8Array, token: Uint8Array): void {
    const now = this.#clock.now();
    for (const [id, { expiresAt }] of this.#grants) {
      // In the order in which they were given, which is that in which they expire.
      if (expiresAt > now) break;
      this.#grants.delete(id);
    }
    const id = hex(blobId);
    this.#grants.delete(id);
    this.#grants.set(id, { tokenHash: sha256(token), expiresAt: now + this.#lifetimeMs });
  }

  allows(blobId: Uint8Array, token: Uint8Array): boolean {
    const grant = this.#grants.get(hex(blobId));
    if (grant === undefined || grant.expiresAt <= this.#clock.now()) return false;
    // Hashes are compared, so how long it takes says nothing about the token.
    return equalBytes(grant.tokenHash, sha256(token));
  }

  revoke(blobId: Uint8Array): void {
    this.#grants.delete(hex(blobId));
  }
}
