// Rules on the path of a commit beside those that merging it enforces (RFC 9420 §12.4.2).
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { UpdatePath } from '../messages/update-path.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { checkLeafKeyChanged, checkLeafSource } from './leaf-node.ts';

/**
 * Every such rule. `tree` is the new tree without the path; `replaced` is the committer's leaf before, `null` for someone who
 * joins by an external commit and was no member.
 */
export function checkUpdatePath(
  suite: CipherSuite,
  tree: RatchetTree,
  path: UpdatePath,
  replaced: LeafNode | null,
): void {
  checkLeafSource(path.leafNode, 'commit');
  if (replaced !== null) checkLeafKeyChanged(path.leafNode, replaced);
  checkPathKeys(suite, path);
  checkPathKeysNew(tree, path);
}

/** RFC 9420 §5.1.1: a path node that nobody can encrypt to would stop every later commit. Throws `bad-public-key`. */
function checkPathKeys(suite: CipherSuite, path: UpdatePath): void {
  for (const { encryptionKey } of path.nodes) suite.kem.checkPublicKey(encryptionKey);
}

/** RFC 9420 §12.4.2: no key of the path is in the new tree already, or twice in the path. */
function checkPathKeysNew(tree: RatchetTree, path: UpdatePath): void {
  const keys = [path.leafNode, ...path.nodes].map(({ encryptionKey }) => encryptionKey);
  const repeated = keys.some((key, at) => keys.slice(at + 1).some((other) => equalBytes(key, other)));
  if (repeated || keys.some((key) => tree.encryptionKeys.count(key) > 0)) {
    throw new CryptoError('path-key-in-use', 'path');
  }
}
