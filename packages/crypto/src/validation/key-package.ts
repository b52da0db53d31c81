// What makes a key package valid (RFC 9420 §10.1).
import { encode } from '@hushroom/codec';
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import { MLS10 } from '../messages/group-context.ts';
import { keyPackageContentCodec, type KeyPackage } from '../messages/key-package.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { verifyWithLabel } from '../suite/labeled.ts';
import { checkExtensionsDistinct } from './extensions.ts';
import { checkLeafNode, checkLeafSource } from './leaf-node.ts';

/** Every rule that looks at the key package alone. */
export function checkKeyPackage(suite: CipherSuite, keyPackage: KeyPackage): void {
  checkKeyPackageSuite(suite, keyPackage);
  checkInitKey(suite, keyPackage);
  checkExtensionsDistinct(keyPackage.extensions);
  checkLeafSource(keyPackage.leafNode, 'keyPackage');
  checkKeyPackageSignature(suite, keyPackage);
  checkLeafNode(suite, keyPackage.leafNode, null);
}

/** RFC 9420 §10.1: version and cipher suite are the group's. */
function checkKeyPackageSuite(suite: CipherSuite, { version, cipherSuite }: KeyPackage): void {
  if (version !== MLS10 || cipherSuite !== suite.id) {
    throw new CryptoError('key-package-suite', 'version or cipher suite');
  }
}

/** RFC 9420 §10.1: the signature verifies under the leaf's signature key. */
function checkKeyPackageSignature(suite: CipherSuite, keyPackage: KeyPackage): void {
  try {
    const tbs = encode(keyPackageContentCodec, keyPackage);
    verifyWithLabel(suite, keyPackage.leafNode.signatureKey, 'KeyPackageTBS', tbs, keyPackage.signature);
  } catch (cause) {
    throw new CryptoError('key-package-signature', 'key package', { cause });
  }
}

/** RFC 9420 §10.1: the init key is not the leaf's encryption key. Throws `bad-public-key` for one that is no key. */
function checkInitKey(suite: CipherSuite, { initKey, leafNode }: KeyPackage): void {
  suite.kem.checkPublicKey(initKey);
  if (equalBytes(initKey, leafNode.encryptionKey)) {
    throw new CryptoError('key-package-init-key', 'the same as the encryption key');
  }
}
