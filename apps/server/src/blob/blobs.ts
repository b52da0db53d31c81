// Blobs: opaque bytes under a random id, which whoever knows the id may read. Put in pieces by the device that reserved
// the place, deleted by whoever has the token, gone after a while. Nothing is served before all of it is durable.
import { RelayError } from '@hushroom/wire';
import { equalBytes, hex, sha256 } from '../bytes.ts';
import type { Clock } from '../clock.ts';
import type { GroupCommit } from '../group-commit.ts';
import type { RelayLimits } from '../limits.ts';
import { blobRoom } from '../store/decision.ts';
import type { Store } from '../store/store.ts';
import type { BlobBytes, BlobWriter } from './blob-bytes.ts';
import { Grants } from './grants.ts';
import { Room } from './room.ts';

export interface BlobPut {
  readonly blobId: Uint8Array;
  readonly token: Uint8Array;
  /** Where the body stands in the blob. */
  readonly offset: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** A blob that can be read. */
export interface BlobReading {
  readonly size: number;
  /** From `offset` up to `end`, not included. */
  read(offset: number, end: number): AsyncIterable<Uint8Array>;
}

/** What a listener lets the world do with blobs over HTTP. */
export interface BlobDoor {
  /**
   * Takes bytes; resolves to how many the relay has of the blob, durably. What came before a body broke off is kept.
   * Throws RelayError `no-access` (also where it was deleted meanwhile), `conflict` (another offset is expected, or another put is under way), `too-large`,
   * `storage-full`.
   */
  put(put: BlobPut): Promise<number>;
  /** Null if there is no such blob, whole. */
  find(blobId: Uint8Array): BlobReading | null;
  /** Resolves once no put is under way. */
  settled(): Promise<void>;
}

interface BlobsOptions {
  readonly store: Store;
  readonly bytes: BlobBytes;
  readonly commits: GroupCommit;
  readonly clock: Clock;
  readonly limits: RelayLimits;
  readonly onFault: (error: unknown) => void;
}

/** Blobs that one step of expiry removes. */
const EXPIRY_BLOBS_MAX = 100;

export class Blobs implements BlobDoor {
  readonly grants: Grants;
  readonly room: Room;
  readonly #options: BlobsOptions;
  /** Puts under way, by blob id in hex. */
  readonly #busy = new Map<string, Promise<number>>();
  /** Those of them whose blob was deleted since they began: another one may have its id by now. */
  readonly #deleted = new Set<string>();
  #isExpiring = false;

  constructor(options: BlobsOptions) {
    this.#options = options;
    this.grants = new Grants(options.clock, options.limits.blobGrantMs);
    this.room = new Room(options.limits.blobBytesMax, options.store.blobs.room());
  }

  async put({ blobId, token, offset, body }: BlobPut): Promise<number> {
    if (!this.grants.allows(blobId, token)) throw new RelayError('no-access');
    const key = hex(blobId);
    const blob = this.#options.store.blobs.find(blobId);
    if (blob === null) throw new RelayError('no-access');
    if (this.#busy.has(key)) throw new RelayError('conflict', 'another put is under way');
    if (offset !== blob.received) throw new RelayError('conflict', 'another offset is expected');
    const taken = this.#take(blobId, { offset, size: blob.size, body });
    this.#busy.set(key, taken);
    try {
      return await taken;
    } finally {
      this.#busy.delete(key);
      this.#deleted.delete(key);
    }
  }

  find(blobId: Uint8Array): BlobReading | null {
    const { store, bytes } = this.#options;
    const blob = store.blobs.find(blobId);
    if (blob === null || blob.received < blob.size) return null;
    return { size: blob.size, read: (offset, end) => bytes.read(blobId, { offset, end }) };
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#busy.values());
  }

  /** Deletes a blob for whoever has its token. Throws `no-access`, also where there is none. */
  async remove(blobId: Uint8Array, deleteToken: Uint8Array): Promise<void> {
    const blob = this.#options.store.blobs.find(blobId);
    if (blob === null || !equalBytes(blob.deleteHash, sha256(deleteToken))) throw new RelayError('no-access');
    await this.#forget([blobId]);
  }

  /** Removes what has expired, step by step. Does nothing while that is still going on. */
  async expire(): Promise<void> {
    if (this.#isExpiring) return;
    this.#isExpiring = true;
    try {
      for (let expired = this.#expired(); expired.length > 0; expired = this.#expired()) {
        await this.#forget(expired);
      }
    } finally {
      this.#isExpiring = false;
    }
  }

  /** Removes bytes that no blob stands for: a relay that was killed between the two steps of a removal left them. */
  async removeStrays(): Promise<void> {
    const { store, bytes } = this.#options;
    for await (const blobId of bytes.all()) {
      if (store.blobs.find(blobId) === null) await bytes.remove(blobId);
    }
  }

  #expired(): Uint8Array[] {
    const { store, clock, limits } = this.#options;
    const now = clock.now();
    const expired = store.blobs.expired({
      wholeBefore: now - limits.blobLifetimeMs,
      partialBefore: now - limits.blobPartialLifetimeMs,
      max: EXPIRY_BLOBS_MAX,
    });
    return expired.filter((blobId) => !this.#busy.has(hex(blobId)));
  }

  async #take(
    blobId: Uint8Array,
    { offset, size, body }: { offset: number; size: number; body: AsyncIterable<Uint8Array> },
  ): Promise<number> {
    const writer = await this.#options.bytes.open(blobId, offset);
    let received = offset;
    let room = blobRoom({ size, received });
    let failure: { readonly error: unknown } | null = null;
    try {
      for await (const chunk of body) {
        if (received + chunk.length > size) throw new RelayError('too-large');
        const needed = blobRoom({ size, received: received + chunk.length });
        this.room.take(needed - room);
        room = needed;
        await writer.write(chunk);
        received += chunk.length;
      }
    } catch (error) {
      failure = { error };
    }
    let durable = offset;
    try {
      await this.#settle(blobId, writer, { offset, received });
      durable = received;
    } finally {
      this.room.free(room - blobRoom({ size, received: durable }));
    }
    if (failure !== null) throw failure.error;
    return received;
  }

  /**
   * First the bytes, then the number that says they are there: a crash in between costs bytes, never truth. Throws
   * `no-access` where the blob was deleted meanwhile.
   */
  async #settle(
    blobId: Uint8Array,
    writer: BlobWriter,
    { offset, received }: { offset: number; received: number },
  ): Promise<void> {
    const { store, bytes, clock } = this.#options;
    await writer.close();
    const isThere = await this.#commit(() => {
      if (this.#deleted.has(hex(blobId))) return false;
      // A put that brought nothing keeps no blob from its end.
      if (received > offset) store.blobs.grow(blobId, received, clock.now());
      return true;
    });
    if (isThere) return;
    // They may have been written after those of the blob were removed.
    await bytes.remove(blobId);
    throw new RelayError('no-access');
  }

  async #forget(blobIds: readonly Uint8Array[]): Promise<void> {
    const { store, bytes } = this.#options;
    if (blobIds.length === 0) return;
    const room = await this.#commit(() => {
      let freed = 0;
      for (const blobId of blobIds) {
        const blob = store.blobs.find(blobId);
        if (blob !== null) freed += blobRoom(blob);
        store.blobs.delete(blobId);
        if (this.#busy.has(hex(blobId))) this.#deleted.add(hex(blobId));
      }
      return freed;
    });
    this.room.free(room);
    for (const blobId of blobIds) {
      this.grants.revoke(blobId);
      await bytes.remove(blobId);
    }
  }

  #commit<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#options.commits.enqueue(work, resolve, reject);
    });
  }
}
