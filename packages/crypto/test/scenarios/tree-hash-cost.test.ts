// What a change to the tree costs in hashes, counted: only the nodes between the changed leaf and the root are new.
import { beforeAll, expect, it } from 'vitest';
import { ready } from '../../src/sodium/libsodium.ts';
import { Secret } from '../../src/secret.ts';
import { SUITE_X25519, suiteById } from '../../src/suite/cipher-suite.ts';
import type { Hash } from '../../src/suite/hash.ts';
import { leafIndexOf } from '../../src/tree/math.ts';
import type { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../src/tree/tree-hash.ts';
import { makeFreshPath } from '../../src/tree/update-path.ts';
import { filledGroup } from '../bench/filled-group.ts';
import { platformRandom } from '../random.ts';

const LEVELS = 7;

beforeAll(() => ready);

it('hashes no subtree again that did not change', () => {
  const suite = suiteById(SUITE_X25519);
  const { tree } = filledGroup(suite, 2 ** LEVELS).stateOf(0).epoch;
  let hashed = 0;
  const counting: Hash = {
    ...suite.hash,
    digest: (...parts) => {
      hashed += 1;
      return suite.hash.digest(...parts);
    },
  };
  const hashesOf = (changed: RatchetTree): number => {
    hashed = 0;
    treeHash(changed.root, counting);
    return hashed;
  };
  expect(hashesOf(tree)).toBe(0);

  const leafIndex = leafIndexOf(5);
  const leaf = tree.leaf(leafIndex)!;
  const { secretKey } = suite.signature.keyPairFromSeed(Secret.of(platformRandom(32)));
  const path = { suite, tree, groupId: platformRandom(16), leafIndex, leaf, random: platformRandom };
  const updated = makeFreshPath({ ...path, signatureKey: secretKey }).tree;
  expect(hashesOf(updated)).toBe(LEVELS + 1);
  expect(hashesOf(updated)).toBe(0);
  expect(hashesOf(updated.remove(leafIndexOf(9)))).toBe(LEVELS + 1);
  expect(hashesOf(tree)).toBe(0);
});
