// Blobs in memory: the part of memory.ts that keeps their places.
import { hex } from '../bytes.ts';
import { blobRoom, checkBlobQuota, settleReservation } from './decision.ts';
import type { BlobPlaces, BlobQuota, BlobReservation, StoredBlob } from './store.ts';

interface Place extends StoredBlob {
  readonly blobId: Uint8Array;
  readonly userName: string;
  readonly touchedAt: number;
}

export class MemoryBlobs implements BlobPlaces {
  readonly #places = new Map<string, Place>();

  reserve(reservation: BlobReservation, quota: BlobQuota): StoredBlob {
    const { blobId, size, deleteHash, userName, now } = reservation;
    const key = hex(blobId);
    const found = settleReservation(this.#places.get(key) ?? null, reservation);
    if (found !== null) return found;
    const own = [...this.#places.values()].filter((place) => place.userName === userName);
    const accountBytes = own.reduce((sum, place) => sum + place.size, 0);
    checkBlobQuota({ accountBytes, accountBlobs: own.length }, size, quota);
    const place = { blobId, size, received: 0, deleteHash, userName, touchedAt: now };
    this.#places.set(key, place);
    return place;
  }

  room(): number {
    return [...this.#places.values()].reduce((sum, place) => sum + blobRoom(place), 0);
  }

  find(blobId: Uint8Array): StoredBlob | null {
    const place = this.#places.get(hex(blobId));
    if (place === undefined) return null;
    const { size, received, deleteHash } = place;
    return { size, received, deleteHash };
  }

  grow(blobId: Uint8Array, received: number, now: number): void {
    const place = this.#places.get(hex(blobId));
    if (place !== undefined) this.#places.set(hex(blobId), { ...place, received, touchedAt: now });
  }

  delete(blobId: Uint8Array): void {
    this.#places.delete(hex(blobId));
  }

  expired({ wholeBefore, partialBefore, max }: { wholeBefore: number; partialBefore: number; max: number }) {
    return [...this.#places.values()]
      .filter(
        ({ received, size, touchedAt }) => touchedAt < (received === size ? wholeBefore : partialBefore),
      )
      .sort((left, right) => left.touchedAt - right.touchedAt)
      .slice(0, max)
      .map(({ blobId }) => blobId);
  }
}
