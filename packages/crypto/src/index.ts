// The whole public surface of the package, by name.
export { CryptoError, type CryptoErrorCode, type CryptoErrorScope } from './errors.ts';
export type { Random } from './random.ts';
export { equalInConstantTime, Secret, wipeAll } from './secret.ts';
export { ready } from './sodium/libsodium.ts';
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

// MLS (RFC 9420). A state is a value: each operation returns the next one and the secrets to wipe once it is saved.
export { createGroup } from './group/create-group.ts';
export {
  createCommit,
  mergeCommit,
  stagedSecrets,
  type CommitOptions,
  type CreatedCommit,
  type ExportNext,
  type LeafChange,
  type StagedCommit,
} from './group/commit.ts';
export { type CheckCommit, type CommitSummary } from './group/commit-summary.ts';
export { createExternalCommit, type ExternalCommitOptions } from './group/external-commit.ts';
export { createExternalProposal } from './group/external-proposal.ts';
export { readEnvelope, type Envelope } from './group/envelope.ts';
export { exportGroupInfo, exportTree, type GroupInfoOptions } from './group/group-info.ts';
export { joinGroup, welcomeKeyPackageRefs, type JoinedGroup, type JoinOptions } from './group/join.ts';
export {
  decodeKeyPackage,
  encodeKeyPackage,
  generateKeyPackage,
  keyPackageRef,
  ownCapabilities,
  type KeyPackageSecrets,
} from './group/key-package.ts';
export {
  createMessage,
  createProposal,
  createUpdate,
  type CreatedMessage,
  type CreatedProposal,
  type MessageOptions,
} from './group/messages.ts';
export {
  processMessage,
  type ProcessedApplication,
  type ProcessedCommitMessage,
  type ProcessedMessage,
  type ProcessedProposal,
} from './group/process.ts';
export { type ApplicationRules } from './group/process-commit.ts';
export { type CheckProposal } from './group/proposals.ts';
export { type FindPsk } from './group/psks.ts';
export { epochAuthenticator, exportSecret } from './group/secrets.ts';
export {
  forgetEpochsBefore,
  groupContext,
  groupSecrets,
  members,
  ownLeafNode,
  type GroupState,
  type Member,
  type PendingProposal,
} from './group/state.ts';
export { type AddedMember, type UpdatedMember } from './group/apply.ts';
export { type Credential } from './messages/credential.ts';
export { type Capabilities, type Lifetime } from './messages/capabilities.ts';
export { EXTENSION_TYPE, type Extension } from './messages/extension.ts';
export { type Sender } from './messages/framed-content.ts';
export { type GroupContext } from './messages/group-context.ts';
export { type KeyPackage } from './messages/key-package.ts';
export { type LeafNode } from './messages/leaf-node.ts';
export { type PreSharedKeyId, type Psk } from './messages/pre-shared-key.ts';
export { type Proposal, type ReInit } from './messages/proposal.ts';
export { leafIndexOf, type LeafIndex } from './tree/math.ts';
export { type CheckCredential } from './validation/leaf-node.ts';
export { type CommittedProposal } from './validation/proposal-list.ts';
export { type MlsErrorCode } from './validation/code.ts';

// The stored form.
export { loadGroup } from './stored/load-group.ts';
export { type StoredChange, type StoredRecords } from './stored/record.ts';
export { loadStagedCommit, storeStagedCommit } from './stored/staged-commit.ts';
export { storedRecordNames, storeGroup } from './stored/store-group.ts';

// Files.
export {
  FILE_CHUNK_BYTES,
  FILE_HEADER_BYTES,
  FILE_KEY_BYTES,
  FILE_TAG_BYTES,
  FileOpener,
  FileSealer,
} from './file/file-stream.ts';
export { Sha256 } from './sodium/hashes.ts';
