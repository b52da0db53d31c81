import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { EMPTY_ROSTER_TREE, rosterTreeAppend, rosterTreeHash, type RosterTree } from './index.ts';

const sha256 = (...parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return Uint8Array.from(hash.digest());
};

/** MTH as RFC 9162 §2.1.1 writes it: by splitting at the largest power of two below the size. */
function definition(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256();
  if (leaves.length === 1) return sha256(Uint8Array.of(0), first);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Uint8Array.of(1), definition(leaves.slice(0, split)), definition(leaves.slice(split)));
}

describe('roster tree', () => {
  it('is the Merkle tree hash of RFC 9162 at every size', () => {
    const leaves: Uint8Array[] = [];
    let tree: RosterTree = EMPTY_ROSTER_TREE;
    for (let size = 0; size <= 70; size++) {
      expect(tree.size).toBe(size);
      expect(rosterTreeHash(sha256, tree)).toEqual(definition(leaves));
      const leaf = Uint8Array.of(size, 1, 2);
      leaves.push(leaf);
      tree = rosterTreeAppend(sha256, tree, leaf);
    }
  });

  it('keeps an older tree as it was', () => {
    const one = rosterTreeAppend(sha256, EMPTY_ROSTER_TREE, Uint8Array.of(1));
    const before = rosterTreeHash(sha256, one);
    rosterTreeAppend(sha256, one, Uint8Array.of(2));
    expect(rosterTreeHash(sha256, one)).toEqual(before);
    expect(rosterTreeHash(sha256, EMPTY_ROSTER_TREE)).toEqual(sha256());
  });
});
