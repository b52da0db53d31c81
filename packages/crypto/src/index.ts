// The whole public surface of the package, by name.
export { CryptoError, type CryptoErrorCode, type CryptoErrorScope } from './errors.ts';
export type { Random } from './random.ts';
export { equalInConstantTime, Secret, wipeAll } from './secret.ts';
export { ready } from './sodium.ts';
export {
  isCipherSuiteId,
  SUITE_X25519,
  SUITE_XWING,
  suiteById,
  suiteIds,
  type CipherSuite,
  type CipherSuiteId,
} from './suite/cipher-suite.ts';
export { ed25519, type SignatureKeyPair, type SignatureScheme } from './suite/signature.ts';
