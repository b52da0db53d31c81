// Path secrets (RFC 9420 §7.4): a chain of secrets up a filtered direct path, and the key pair that each one gives.
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { KemKeyPair } from '../suite/kem.ts';
import type { Secret } from '../secret.ts';

/** The path secret of the next node up; above the last node it is the commit secret. The given one stays the caller's. */
export function nextPathSecret(suite: CipherSuite, pathSecret: Secret): Secret {
  return suite.kdf.deriveSecret(pathSecret, 'path');
}

/** The key pair of the node that a path secret belongs to. */
export function nodeKeyPair(suite: CipherSuite, pathSecret: Secret): KemKeyPair {
  const nodeSecret = suite.kdf.deriveSecret(pathSecret, 'node');
  const pair = suite.kem.deriveKeyPair(nodeSecret);
  nodeSecret.wipe();
  return pair;
}
