// Joining without being added (RFC 9420 §12.4.3.2): a commit made from a GroupInfo, by someone outside the group. With
// `removed` it replaces an earlier appearance of oneself.
import { CryptoError } from '../errors.ts';
import type { Capabilities } from '../messages/capabilities.ts';
import type { Credential } from '../messages/credential.ts';
import { EXTENSION_TYPE, externalPubCodec, readExtension, type Extension } from '../messages/extension.ts';
import type { GroupInfo } from '../messages/group-info.ts';
import type { LeafNode } from '../messages/leaf-node.ts';
import type { PreSharedKeyId } from '../messages/pre-shared-key.ts';
import type { Proposal } from '../messages/proposal.ts';
import type { Random } from '../random.ts';
import type { Secret } from '../secret.ts';
import { interimTranscriptHash } from '../schedule/transcript-hash.ts';
import { suiteById, type CipherSuite } from '../suite/cipher-suite.ts';
import type { SignatureKeyPair } from '../suite/signature.ts';
import type { LeafIndex } from '../tree/math.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { makeFreshPath, wipeFreshPath, type FreshPath, type LeafNodeChoice } from '../tree/update-path.ts';
import type { CheckCredential } from '../validation/leaf-node.ts';
import { checkExternalProposalList, type CommittedProposal } from '../validation/proposal-list.ts';
import { checkRatchetTree } from '../validation/ratchet-tree.ts';
import { applyProposals, checkChangedLeaves, type AppliedProposals } from './apply.ts';
import { buildCommit } from './build-commit.ts';
import { parseMlsMessage } from './envelope.ts';
import { protectPublic } from './framing.ts';
import { checkGroupInfoSignature, treeForJoining } from './group-info.ts';
import { checkGroupParameters } from './join.ts';
import { ownCapabilities } from './key-package.ts';
import { EXTERNAL_INIT_LABEL } from './process-commit.ts';
import { identifyPsks, noPsks, type FindPsk } from './psks.ts';
import { encodedContext, type GroupState } from './state.ts';

const NO_BYTES = new Uint8Array(0);

export interface ExternalCommitOptions {
  /** A GroupInfo as an MLSMessage, with the external key of the group's current epoch. */
  readonly groupInfo: Uint8Array;
  /** The tree, if the GroupInfo comes without it. */
  readonly ratchetTree?: Uint8Array;
  readonly credential: Credential;
  readonly signatureKeyPair: SignatureKeyPair;
  readonly capabilities?: Capabilities;
  readonly leafExtensions?: readonly Extension[];
  /** The leaf of an earlier appearance of ours. */
  readonly removed?: LeafIndex;
  readonly psks?: readonly PreSharedKeyId[];
  readonly findPsk?: FindPsk;
  readonly authenticatedData?: Uint8Array;
  readonly checkCredential: CheckCredential;
  readonly random: Random;
}

/**
 * Makes an external commit. The state returned is that of the epoch it begins, and holds only if the group takes it.
 * Throws what joining by a welcome would throw, and `external-pub-missing`.
 */
export function createExternalCommit(options: ExternalCommitOptions): {
  readonly commit: Uint8Array;
  readonly state: GroupState;
} {
  const groupInfo = parseGroupInfo(options.groupInfo);
  const { groupContext } = groupInfo;
  const suite = suiteById(groupContext.cipherSuite);
  checkGroupParameters(suite, groupInfo);
  const tree = treeForJoining(groupInfo, options.ratchetTree ?? null);
  checkGroupInfoSignature(suite, tree, groupInfo);
  checkRatchetTree(suite, tree, groupContext, options.checkCredential);

  const { enc, exported } = suite.hpke.sendExportBase(
    externalPubOf(groupInfo),
    NO_BYTES,
    EXTERNAL_INIT_LABEL,
    suite.kdf.bytes,
    options.random,
  );
  const list = externalProposals(enc, options);
  checkExternalProposalList(suite, tree, list);
  const { groupId, extensions } = groupContext;
  const { checkCredential } = options;
  const applied = applyProposals({ suite, tree, groupId, extensions, list, checkCredential });
  const ownLeafIndex = applied.tree.nextLeafIndex();
  const path = pathOfJoiner(suite, applied, ownLeafIndex, groupId, options);
  checkChangedLeaves(path.tree, applied, path.leafNode, false);
  const interim = interimTranscriptHash(
    suite,
    groupContext.confirmedTranscriptHash,
    groupInfo.confirmationTag,
  );
  const built = buildCommit({
    suite,
    epoch: { ...encodedContext(groupContext), interimTranscriptHash: interim },
    initSecret: exported,
    sender: { type: 'newMemberCommit' },
    wireFormat: 'publicMessage',
    authenticatedData: options.authenticatedData ?? NO_BYTES,
    proposals: list.map(({ proposal }) => ({ type: 'proposal', proposal })),
    applied,
    psks: identifyPsks(applied.psks, options.findPsk ?? noPsks),
    path,
    signatureKey: options.signatureKeyPair.secretKey,
    random: options.random,
  });
  for (const secret of [exported, built.joinerSecret, built.pskSecret]) secret.wipe();
  wipeFreshPath(path);
  const { framed, auth } = built.content;
  return {
    commit: protectPublic(suite, framed, auth, null),
    state: joinedState(suite, built.epoch, path, ownLeafIndex, options.signatureKeyPair.secretKey),
  };
}

function joinedState(
  suite: CipherSuite,
  epoch: Omit<GroupState['epoch'], 'privateKeys'>,
  { privateKeys }: FreshPath,
  ownLeafIndex: LeafIndex,
  signatureKey: Secret,
): GroupState {
  return {
    suite,
    signatureKey,
    ownLeafIndex,
    epoch: { ...epoch, privateKeys },
    pastEpochs: [],
    proposals: [],
    ownUpdates: [],
    condition: { type: 'active' },
  };
}

function parseGroupInfo(message: Uint8Array): GroupInfo {
  const decoded = parseMlsMessage(message);
  if (decoded.type !== 'groupInfo') throw new CryptoError('wrong-wire-format', decoded.type);
  return decoded.groupInfo;
}

/** RFC 9420 §12.4.3.2: an external commit needs the group's external key. */
function externalPubOf({ extensions }: GroupInfo): Uint8Array {
  const extension = readExtension(extensions, EXTENSION_TYPE.externalPub, externalPubCodec);
  if (extension === null) throw new CryptoError('external-pub-missing', 'group info', { scope: 'own' });
  return extension.externalPub;
}

function externalProposals(kemOutput: Uint8Array, options: ExternalCommitOptions): CommittedProposal[] {
  const proposals: Proposal[] = [{ type: 'externalInit', kemOutput }];
  if (options.removed !== undefined) proposals.push({ type: 'remove', removed: options.removed });
  for (const psk of options.psks ?? []) proposals.push({ type: 'psk', psk });
  return proposals.map((proposal) => ({ proposal, sender: { type: 'newMemberCommit' }, byReference: false }));
}

/** The joiner's path (RFC 9420 §12.4.1), made over a stand-in for its leaf that the path then replaces. */
function pathOfJoiner(
  suite: CipherSuite,
  applied: AppliedProposals,
  leafIndex: LeafIndex,
  groupId: Uint8Array,
  options: ExternalCommitOptions,
): FreshPath {
  const { signatureKeyPair, random } = options;
  const leaf: LeafNodeChoice = {
    signatureKey: signatureKeyPair.publicKey,
    credential: options.credential,
    capabilities: options.capabilities ?? ownCapabilities,
    extensions: options.leafExtensions ?? [],
  };
  const standIn: LeafNode = {
    ...leaf,
    encryptionKey: NO_BYTES,
    leafNodeSource: { type: 'update' },
    signature: NO_BYTES,
  };
  const tree: RatchetTree = applied.tree.add(standIn).tree;
  const signatureKey = signatureKeyPair.secretKey;
  return makeFreshPath({ suite, tree, groupId, leafIndex, leaf, signatureKey, random });
}
