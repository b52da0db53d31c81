// How far the roster goes: its Merkle tree, read once from the store and grown with every durable entry.
import {
  EMPTY_ROSTER_TREE,
  READ_BYTES_MAX,
  rosterTreeAppend,
  rosterTreeHash,
  type RosterTree,
} from '@hushroom/wire';
import { sha256 } from './bytes.ts';
import type { Store } from './store/store.ts';

export class RosterHead {
  #tree: RosterTree = EMPTY_ROSTER_TREE;

  constructor(store: Store) {
    let more = true;
    while (more) {
      const page = store.readRoster({ after: this.#tree.size, bytesMax: READ_BYTES_MAX });
      for (const { payload } of page.entries) this.append(payload);
      more = page.more;
    }
  }

  get seq(): number {
    return this.#tree.size;
  }

  get transcript(): Uint8Array {
    return rosterTreeHash(sha256, this.#tree);
  }

  append(payload: Uint8Array): void {
    this.#tree = rosterTreeAppend(sha256, this.#tree, payload);
  }
}
