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
export {
  decodeAccountCertificate,
  encodeAccountCertificate,
  isAnnouncedSuccessor,
  nextAccountKeyHash,
  signAccountCertificate,
  verifyAccountCertificate,
  type AccountCertificate,
} from './identity/account-certificate.ts';
export {
  countersignDeviceCertificate,
  decodeDeviceCertificate,
  DEVICE_CERTIFICATE_BYTES_MAX,
  encodeDeviceCertificate,
  signDeviceCertificate,
  verifyDeviceCertificate,
  type Countersignature,
  type DeviceCertificate,
  type DeviceContent,
} from './identity/device-certificate.ts';
export {
  fingerprint,
  safetyNumber,
  safetyWordIndexes,
  type AccountIdentity,
} from './identity/fingerprint.ts';
export { DEVICE_ID_BYTES } from './identity/identity-fields.ts';
export {
  encodeSafetyCode,
  judgeSafetyCode,
  parseSafetyCode,
  type RosterHead,
  type SafetyCode,
  type SafetyVerdict,
} from './identity/safety-code.ts';
export { signStatement, verifyStatement } from './identity/statement.ts';
export {
  isUserName,
  parseUserName,
  USER_NAME_LENGTH_MAX,
  USER_NAME_LENGTH_MIN,
  userNameCodec,
  type UserName,
} from './identity/user-name.ts';
