// Joining by a welcome (RFC 9420 §12.4.3.1). Everything in the welcome is checked before a state is returned.
import { encode } from '@hushroom/codec';
import { equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { Extension } from '../messages/extension.ts';
import { groupInfoCodec, type GroupInfo } from '../messages/group-info.ts';
import { MLS10 } from '../messages/group-context.ts';
import type { KeyPackage } from '../messages/key-package.ts';
import { leafNodeCodec } from '../messages/leaf-node.ts';
import { parse } from '../messages/parse.ts';
import { groupSecretsCodec, type GroupSecrets, type Welcome } from '../messages/welcome.ts';
import { Secret, wipeAll } from '../secret.ts';
import { deriveEpoch } from '../schedule/key-schedule.ts';
import { derivePskSecret } from '../schedule/psk-secret.ts';
import { startSecretTree } from '../schedule/secret-tree.ts';
import { confirmationTag, interimTranscriptHash } from '../schedule/transcript-hash.ts';
import { suiteById, type CipherSuite } from '../suite/cipher-suite.ts';
import { decryptWithLabel } from '../suite/labeled.ts';
import { commonAncestor, isInSubtree, type LeafIndex } from '../tree/math.ts';
import { leafKeyOnly, replaceKeys, type PrivateKeys } from '../tree/private-keys.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { deriveUpwards } from '../tree/update-path.ts';
import { checkExtensionsDistinct } from '../validation/extensions.ts';
import type { CheckCredential } from '../validation/leaf-node.ts';
import { checkRatchetTree } from '../validation/ratchet-tree.ts';
import { parseMlsMessage } from './envelope.ts';
import { checkGroupInfoSignature, treeForJoining } from './group-info.ts';
import { keyPackageRef, type KeyPackageSecrets } from './key-package.ts';
import { checkConfirmationTag } from './process-commit.ts';
import { findPskWith, identifyPsks, noPsks, type FindPsk } from './psks.ts';
import { checkContinuation, checkResumptionPsks } from './resumption.ts';
import { encodedContext, type GroupState } from './state.ts';
import { WELCOME_LABEL, welcomeKey } from './welcome.ts';

const NO_AAD = new Uint8Array(0);

export interface JoinOptions {
  readonly welcome: Uint8Array;
  /** The key package that the welcome was made for, and its private side. */
  readonly keyPackage: KeyPackage;
  readonly secrets: KeyPackageSecrets;
  readonly signatureKey: Secret;
  /** The tree, if the welcome comes without it. */
  readonly ratchetTree?: Uint8Array;
  readonly checkCredential: CheckCredential;
  readonly findPsk?: FindPsk;
  /** The group that the new one continues (RFC 9420 §11.2, §11.3); without it, a welcome that claims to is refused. */
  readonly continues?: GroupState;
}

export interface JoinedGroup {
  readonly state: GroupState;
  /** Extensions of the GroupInfo: what the welcoming member added for joiners. */
  readonly groupInfoExtensions: readonly Extension[];
  /** Who made the welcome. */
  readonly signer: LeafIndex;
  readonly consumed: readonly Secret[];
}

/** The references of the key packages that a welcome is for, to find out which of ours was used. */
export function welcomeKeyPackageRefs(welcome: Uint8Array): readonly Uint8Array[] {
  return parseWelcome(welcome).secrets.map(({ newMember }) => newMember);
}

/**
 * Joins a group. Throws `welcome-not-for-us` if the welcome is for other key packages only, else what is wrong with it.
 * Whether a group of this id is already known is for the caller to check (RFC 9420 §12.4.3).
 */
export function joinGroup(options: JoinOptions): JoinedGroup {
  const { keyPackage } = options;
  const welcome = parseWelcome(options.welcome);
  const suite = suiteById(welcome.cipherSuite);
  checkWelcomeSuite(welcome, keyPackage);
  const groupSecrets = openGroupSecrets(suite, welcome, keyPackage, options.secrets.initKey);
  const joinerSecret = Secret.of(groupSecrets.joinerSecret);
  let pskSecret: Secret | null = null;
  try {
    checkResumptionPsks(groupSecrets.psks);
    const { continues, findPsk = noPsks } = options;
    const find = continues === undefined ? findPsk : findPskWith(continues, findPsk);
    pskSecret = derivePskSecret(suite, identifyPsks(groupSecrets.psks, find));
    const groupInfo = openGroupInfo(suite, welcome, joinerSecret, pskSecret);
    return enterGroup(suite, groupInfo, { ...groupSecrets, joinerSecret, pskSecret }, options);
  } finally {
    joinerSecret.wipe();
    pskSecret?.wipe();
    groupSecrets.pathSecret?.pathSecret.fill(0);
  }
}

/** Checks what a GroupInfo says, and begins the state in its epoch. */
function enterGroup(
  suite: CipherSuite,
  groupInfo: GroupInfo,
  groupSecrets: Omit<GroupSecrets, 'joinerSecret'> & {
    readonly joinerSecret: Secret;
    readonly pskSecret: Secret;
  },
  options: JoinOptions,
): JoinedGroup {
  const { groupContext, signer } = groupInfo;
  const { joinerSecret, pskSecret } = groupSecrets;
  checkGroupParameters(suite, groupInfo);
  const tree = treeForJoining(groupInfo, options.ratchetTree ?? null);
  checkGroupInfoSignature(suite, tree, groupInfo);
  checkRatchetTree(suite, tree, groupContext, options.checkCredential);
  const own = findOwnLeaf(tree, options.keyPackage);
  checkContinuation(groupSecrets.psks, groupContext, tree, options.continues ?? null);

  const context = encodedContext(groupContext);
  const { secrets, encryptionSecret } = deriveEpoch(suite, joinerSecret, pskSecret, context.contextBytes);
  const confirmed = groupContext.confirmedTranscriptHash;
  const tag = confirmationTag(suite, secrets.confirmationKey, confirmed);
  let privateKeys: PrivateKeys;
  try {
    checkConfirmationTag(tag, groupInfo.confirmationTag);
    privateKeys = privateKeysFrom(suite, tree, signer, own, groupSecrets.pathSecret, options.secrets);
  } catch (error) {
    wipeAll([...Object.values<Secret>({ ...secrets }), encryptionSecret]);
    throw error;
  }
  const state: GroupState = {
    suite,
    signatureKey: options.signatureKey,
    ownLeafIndex: own,
    epoch: {
      ...context,
      tree,
      secretTree: startSecretTree(encryptionSecret, tree.leafCount),
      secrets,
      privateKeys,
      confirmationTag: tag,
      interimTranscriptHash: interimTranscriptHash(suite, confirmed, tag),
    },
    pastEpochs: [],
    proposals: [],
    ownUpdates: [],
    condition: { type: 'active' },
  };
  const groupInfoExtensions = groupInfo.extensions;
  return { state, groupInfoExtensions, signer, consumed: [options.secrets.initKey] };
}

function parseWelcome(message: Uint8Array): Welcome {
  const decoded = parseMlsMessage(message);
  if (decoded.type !== 'welcome') throw new CryptoError('wrong-wire-format', decoded.type);
  return decoded.welcome;
}

/** RFC 9420 §12.4.3.1: the welcome is of the key package's suite. */
function checkWelcomeSuite(welcome: Welcome, keyPackage: KeyPackage): void {
  if (welcome.cipherSuite !== keyPackage.cipherSuite) {
    throw new CryptoError('welcome-suite', 'not that of the key package');
  }
}

/** RFC 9420 §12.4.3.1: our entry is found by the reference of our key package, and opens with its init key. */
export function openGroupSecrets(
  suite: CipherSuite,
  welcome: Welcome,
  keyPackage: KeyPackage,
  initKey: Secret,
): GroupSecrets {
  const reference = keyPackageRef(keyPackage);
  const entry = welcome.secrets.find(({ newMember }) => equalBytes(newMember, reference));
  if (entry === undefined) {
    throw new CryptoError('welcome-not-for-us', 'other key packages', { scope: 'own' });
  }
  const { kemOutput: enc, ciphertext } = entry.encryptedGroupSecrets;
  const context = welcome.encryptedGroupInfo;
  const sealed = { enc, ciphertext };
  const opened = decryptWithLabel(suite, initKey, WELCOME_LABEL, context, sealed, keyPackage.initKey);
  const groupSecrets = opened.use((bytes) => parse(groupSecretsCodec, bytes));
  opened.wipe();
  return groupSecrets;
}

/** The GroupInfo, which proves itself only once its signature is checked against the tree. */
export function openGroupInfo(
  suite: CipherSuite,
  welcome: Welcome,
  joinerSecret: Secret,
  pskSecret: Secret,
): GroupInfo {
  const { key, nonce } = welcomeKey(suite, joinerSecret, pskSecret);
  try {
    const plaintext = nonce.use((bytes) => suite.aead.open(key, bytes, NO_AAD, welcome.encryptedGroupInfo));
    return parse(groupInfoCodec, plaintext);
  } finally {
    key.wipe();
    nonce.wipe();
  }
}

/** RFC 9420 §12.4.3.1, §13.4: version and suite are ours, and no list of extensions has a type twice. */
export function checkGroupParameters(suite: CipherSuite, { groupContext, extensions }: GroupInfo): void {
  if (groupContext.version !== MLS10 || groupContext.cipherSuite !== suite.id) {
    throw new CryptoError('group-version', 'version or cipher suite');
  }
  checkExtensionsDistinct(groupContext.extensions);
  checkExtensionsDistinct(extensions);
}

/** RFC 9420 §12.4.3.1: one leaf of the tree is that of our key package. Throws `own-leaf-missing`. */
function findOwnLeaf(tree: RatchetTree, { leafNode }: KeyPackage): LeafIndex {
  for (const member of tree.members()) {
    if (!equalBytes(member.leafNode.encryptionKey, leafNode.encryptionKey)) continue;
    if (equalBytes(encode(leafNodeCodec, member.leafNode), encode(leafNodeCodec, leafNode))) {
      return member.leafIndex;
    }
  }
  throw new CryptoError('own-leaf-missing', 'not in the tree', { scope: 'own' });
}

/** Our leaf's key, and those above the committer's and our common ancestor, from the path secret we were given. */
function privateKeysFrom(
  suite: CipherSuite,
  tree: RatchetTree,
  signer: LeafIndex,
  own: LeafIndex,
  pathSecret: GroupSecrets['pathSecret'],
  { encryptionKey }: KeyPackageSecrets,
): PrivateKeys {
  const leafKey = leafKeyOnly(own, encryptionKey);
  if (pathSecret === null) return leafKey;
  const ancestor = commonAncestor(own, signer);
  const above = tree
    .filteredDirectPath(signer)
    .filter(({ nodeIndex }) => isInSubtree(own, nodeIndex))
    .map(({ nodeIndex }) => ({ nodeIndex, encryptionKey: tree.encryptionKey(nodeIndex) ?? undefined }));
  if (above[0]?.nodeIndex !== ancestor) {
    throw new CryptoError('path-secret', 'not on the path', { scope: 'own' });
  }
  const { privateKeys, commitSecret } = deriveUpwards(suite, Secret.of(pathSecret.pathSecret), above);
  commitSecret.wipe();
  return replaceKeys(leafKey, privateKeys).keys;
}
