// What the members of a group support and use, counted, so that "do all members support this?" needs no walk over the
// tree (RFC 9420 §7.3, §11.1, §13.4). Immutable.
import { CREDENTIAL_TYPE } from '../messages/credential.ts';
import type { LeafNode } from '../messages/leaf-node.ts';

/** The lists of Capabilities that members are compared by, and the credential types they present. */
const ASPECTS = { extension: 0, proposal: 1, credential: 2, credentialInUse: 3 } as const;

export type Aspect = keyof typeof ASPECTS;

/** For each aspect and number, how many members have it. */
export class Census {
  static readonly empty = new Census(new Map());

  readonly #counts: ReadonlyMap<number, number>;

  private constructor(counts: ReadonlyMap<number, number>) {
    this.#counts = counts;
  }

  /** Counts many leaves at once. */
  static of(leaves: Iterable<LeafNode>): Census {
    const counts = new Map<number, number>();
    for (const leaf of leaves) tally(counts, leaf, 1);
    return new Census(counts);
  }

  /** Takes one leaf out, puts another in, or both. */
  change(removed: LeafNode | null, added: LeafNode | null): Census {
    const counts = new Map(this.#counts);
    if (removed !== null) tally(counts, removed, -1);
    if (added !== null) tally(counts, added, 1);
    return new Census(counts);
  }

  /** How many members have a number in an aspect. */
  count(aspect: Aspect, type: number): number {
    return this.#counts.get(keyOf(aspect, type)) ?? 0;
  }

  /** The credential types that members present. */
  credentialTypesInUse(): number[] {
    return Object.values(CREDENTIAL_TYPE).filter((type) => this.count('credentialInUse', type) > 0);
  }
}

function tally(counts: Map<number, number>, leaf: LeafNode, step: 1 | -1): void {
  const { extensions, proposals, credentials } = leaf.capabilities;
  const add = (aspect: Aspect, types: readonly number[]): void => {
    // A number listed twice still counts one member.
    for (const type of new Set(types)) {
      const key = keyOf(aspect, type);
      const count = (counts.get(key) ?? 0) + step;
      if (count === 0) counts.delete(key);
      else counts.set(key, count);
    }
  };
  add('extension', extensions);
  add('proposal', proposals);
  add('credential', credentials);
  add('credentialInUse', [CREDENTIAL_TYPE[leaf.credential.type]]);
}

/** Types are 16 bits wide, so aspect and type make one number. */
function keyOf(aspect: Aspect, type: number): number {
  return ASPECTS[aspect] * 0x1_0000 + type;
}
