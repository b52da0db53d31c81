// What makes a leaf node valid (RFC 9420 §7.3), rule by rule. Some rules look at the leaf alone and are checked when it
// arrives; others hold it against the tree it ends up in, and are checked there.
import { CryptoError } from '../errors.ts';
import { equalBytes } from '../bytes.ts';
import { CREDENTIAL_TYPE } from '../messages/credential.ts';
import { EXTENSION_TYPE_DEFAULT_MAX, type Extension } from '../messages/extension.ts';
import { MLS10 } from '../messages/group-context.ts';
import {
  encodeLeafNodeTbs,
  type LeafNode,
  type LeafNodeSource,
  type LeafPlace,
} from '../messages/leaf-node.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { verifyWithLabel } from '../suite/labeled.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { checkExtensionsDistinct, requiredCapabilitiesOf } from './extensions.ts';
import { PROPOSAL_TYPE_DEFAULT_MAX } from '../messages/proposal.ts';

/**
 * The application's authentication service (RFC 9420 §5.3.1): throws unless the leaf's credential is good, and, where it
 * takes the place of `previous`, a good successor. Only rules that every member decides alike belong here.
 */
export type CheckCredential = (leafNode: LeafNode, previous: LeafNode | null) => void;

/** Every rule that looks at the leaf alone. `place` is null for the leaf of a key package. */
export function checkLeafNode(suite: CipherSuite, leafNode: LeafNode, place: LeafPlace | null): void {
  checkLeafKeys(suite, leafNode);
  checkLeafSuite(suite, leafNode);
  checkLeafExtensions(leafNode);
  checkExtensionsDistinct(leafNode.extensions);
  checkLeafSignature(suite, leafNode, place);
}

/** Every rule that holds a leaf against the group. `tree` has the leaf in it. */
export function checkLeafInGroup(
  tree: RatchetTree,
  leafNode: LeafNode,
  groupExtensions: readonly Extension[],
): void {
  checkSignatureKeyUnique(tree, leafNode);
  checkEncryptionKeyUnique(tree, leafNode);
  checkLeafCredentialType(tree, leafNode);
  checkLeafRequiredCapabilities(leafNode, groupExtensions);
  checkLeafGroupExtensions(leafNode, groupExtensions);
}

/** RFC 9420 §5.3.1: the credential is validated with the authentication service. */
export function checkLeafCredential(
  check: CheckCredential,
  leafNode: LeafNode,
  previous: LeafNode | null,
): void {
  try {
    check(leafNode, previous);
  } catch (cause) {
    throw new CryptoError('credential-refused', 'leaf', { cause });
  }
}

/** RFC 9420 §7.3: the signature verifies under `signature_key`. */
function checkLeafSignature(suite: CipherSuite, leafNode: LeafNode, place: LeafPlace | null): void {
  try {
    const tbs = encodeLeafNodeTbs(leafNode, place);
    verifyWithLabel(suite, leafNode.signatureKey, 'LeafNodeTBS', tbs, leafNode.signature);
  } catch (cause) {
    throw new CryptoError('leaf-signature', 'leaf', { cause });
  }
}

/** RFC 9420 §5.1.1: a key that nobody can encrypt to would stop every later commit. Throws `bad-public-key`. */
function checkLeafKeys(suite: CipherSuite, leafNode: LeafNode): void {
  suite.kem.checkPublicKey(leafNode.encryptionKey);
}

/** RFC 9420 §11.1: every member supports the version and the cipher suite in use. */
function checkLeafSuite(suite: CipherSuite, { capabilities }: LeafNode): void {
  if (!capabilities.versions.includes(MLS10) || !capabilities.cipherSuites.includes(suite.id)) {
    throw new CryptoError('leaf-suite-unsupported', 'version or cipher suite');
  }
}

/** RFC 9420 §7.3: the extensions in the leaf are listed in its capabilities. */
function checkLeafExtensions({ extensions, capabilities }: LeafNode): void {
  for (const { extensionType } of extensions) {
    if (extensionType > EXTENSION_TYPE_DEFAULT_MAX && !capabilities.extensions.includes(extensionType)) {
      throw new CryptoError('leaf-extension-unlisted', `type ${extensionType}`);
    }
  }
}

/** RFC 9420 §7.3: `leaf_node_source` says how the leaf came. */
export function checkLeafSource(leafNode: LeafNode, expected: LeafNodeSource['type']): void {
  if (leafNode.leafNodeSource.type !== expected) throw new CryptoError('leaf-source', `not ${expected}`);
}

/** RFC 9420 §7.3: who sends a leaf makes sure that it is valid now. `nowSeconds` since the Unix epoch. */
export function checkLeafLifetime({ leafNodeSource }: LeafNode, nowSeconds: number): void {
  if (leafNodeSource.type !== 'keyPackage') return;
  const { notBefore, notAfter } = leafNodeSource.lifetime;
  if (nowSeconds < notBefore || nowSeconds > notAfter) {
    throw new CryptoError('leaf-lifetime', 'not valid now', { scope: 'own' });
  }
}

/** RFC 9420 §7.3, §12.4.2: a leaf that replaces another has a new encryption key. */
export function checkLeafKeyChanged(leafNode: LeafNode, replaced: LeafNode): void {
  if (equalBytes(leafNode.encryptionKey, replaced.encryptionKey)) {
    throw new CryptoError('leaf-key-unchanged', 'encryption key');
  }
}

/** RFC 9420 §7.3: no two members have one signature key. */
function checkSignatureKeyUnique(tree: RatchetTree, leafNode: LeafNode): void {
  if (tree.signatureKeys.count(leafNode.signatureKey) > 1) {
    throw new CryptoError('signature-key-in-use', 'leaf');
  }
}

/** RFC 9420 §7.3: no two members have one encryption key. */
function checkEncryptionKeyUnique(tree: RatchetTree, leafNode: LeafNode): void {
  if (tree.encryptionKeys.count(leafNode.encryptionKey) > 1) {
    throw new CryptoError('encryption-key-in-use', 'leaf');
  }
}

/** RFC 9420 §7.3: all members support the leaf's credential type, and the leaf supports all types in use. */
function checkLeafCredentialType({ census, memberCount }: RatchetTree, leafNode: LeafNode): void {
  const own = CREDENTIAL_TYPE[leafNode.credential.type];
  const supported = leafNode.capabilities.credentials;
  const understood = census.count('credential', own) === memberCount;
  if (!understood || !census.credentialTypesInUse().every((type) => supported.includes(type))) {
    throw new CryptoError('leaf-credential-unsupported', `type ${own}`);
  }
}

/** RFC 9420 §7.3: the leaf has what the group's `required_capabilities` extension asks for. */
function checkLeafRequiredCapabilities(
  { capabilities }: LeafNode,
  groupExtensions: readonly Extension[],
): void {
  const required = requiredCapabilitiesOf(groupExtensions);
  if (required === null) return;
  const met =
    required.extensionTypes.every(
      (type) => type <= EXTENSION_TYPE_DEFAULT_MAX || capabilities.extensions.includes(type),
    ) &&
    required.proposalTypes.every(
      (type) => type <= PROPOSAL_TYPE_DEFAULT_MAX || capabilities.proposals.includes(type),
    ) &&
    required.credentialTypes.every((type) => capabilities.credentials.includes(type));
  if (!met) throw new CryptoError('leaf-required-capabilities', 'leaf');
}

/** RFC 9420 §13.4: the leaf supports every extension in the GroupContext. */
function checkLeafGroupExtensions({ capabilities }: LeafNode, groupExtensions: readonly Extension[]): void {
  for (const { extensionType } of groupExtensions) {
    if (extensionType > EXTENSION_TYPE_DEFAULT_MAX && !capabilities.extensions.includes(extensionType)) {
      throw new CryptoError('group-extension-unsupported', `type ${extensionType}`);
    }
  }
}
