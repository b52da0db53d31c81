// The room that all blobs take up together, counted in memory: it is asked at every piece that comes.
import { RelayError } from '@hushroom/wire';

export class Room {
  readonly #max: number;
  #used: number;

  constructor(max: number, used: number) {
    this.#max = max;
    this.#used = used;
  }

  get left(): number {
    return Math.max(0, this.#max - this.#used);
  }

  /** Throws `storage-full` if so much is not left. */
  take(bytes: number): void {
    if (bytes > this.left) throw new RelayError('storage-full');
    this.#used += bytes;
  }

  free(bytes: number): void {
    this.#used -= bytes;
  }
}
