// What no honest member would send: content signed and protected by a member's real keys, without any of the checks that
// creating it would run. The receiver's rules are all that stands against it.
import { encode } from '@hushroom/codec';
import { protectPrivate, protectPublic, signContent } from '../../src/group/framing.ts';
import { sealWelcome } from '../../src/group/welcome.ts';
import { encodedContext } from '../../src/group/state.ts';
import type { Commit } from '../../src/messages/commit.ts';
import type {
  AuthData,
  Content,
  FramedContent,
  FramedWireFormat,
} from '../../src/messages/framed-content.ts';
import type { GroupContext } from '../../src/messages/group-context.ts';
import { groupInfoContentCodec, type GroupInfoContent } from '../../src/messages/group-info.ts';
import {
  keyPackageContentCodec,
  type KeyPackage,
  type KeyPackageContent,
} from '../../src/messages/key-package.ts';
import type { LeafNode, LeafNodeContent } from '../../src/messages/leaf-node.ts';
import { ratchetTreeCodec } from '../../src/messages/parent-node.ts';
import type { PreSharedKeyId } from '../../src/messages/pre-shared-key.ts';
import type { Proposal } from '../../src/messages/proposal.ts';
import type { UpdatePath } from '../../src/messages/update-path.ts';
import { EXTENSION_TYPE } from '../../src/messages/extension.ts';
import { deriveEpoch } from '../../src/schedule/key-schedule.ts';
import { derivePskSecret, type IdentifiedPsk } from '../../src/schedule/psk-secret.ts';
import { confirmationTag } from '../../src/schedule/transcript-hash.ts';
import { Secret } from '../../src/secret.ts';
import { signWithLabel } from '../../src/suite/labeled.ts';
import { leafIndexOf, type LeafIndex } from '../../src/tree/math.ts';
import type { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../src/tree/tree-hash.ts';
import { makeFreshPath, sealFreshPath, signLeafNode } from '../../src/tree/update-path.ts';
import type { Client, Participant } from '../people.ts';

const NO_BYTES = new Uint8Array(0);
const NO_LEAVES: ReadonlySet<LeafIndex> = new Set();

export interface Forgery {
  readonly wireFormat?: FramedWireFormat;
  readonly framed?: Partial<FramedContent>;
  readonly auth?: Partial<AuthData>;
  readonly signatureKey?: Secret;
}

/** Any content as a message of `by`. A commit's confirmation tag is wrong, which is found only after all shared rules. */
export function forge(by: Participant, content: Content, change: Forgery = {}): Uint8Array {
  const { suite, epoch, ownLeafIndex } = by.state;
  const wireFormat = change.wireFormat ?? 'privateMessage';
  const framed: FramedContent = {
    groupId: epoch.context.groupId,
    epoch: epoch.context.epoch,
    sender: { type: 'member', leafIndex: ownLeafIndex },
    authenticatedData: NO_BYTES,
    content,
    ...change.framed,
  };
  const key = change.signatureKey ?? by.state.signatureKey;
  const auth: AuthData = {
    signature: signContent(suite, key, wireFormat, framed, epoch.contextBytes),
    confirmationTag: content.type === 'commit' ? new Uint8Array(suite.hash.bytes) : null,
    ...change.auth,
  };
  if (wireFormat === 'publicMessage') {
    const member = framed.sender.type === 'member';
    const membership = { key: epoch.secrets.membershipKey, contextBytes: epoch.contextBytes };
    return protectPublic(suite, framed, auth, member ? membership : null);
  }
  const keys = { ...epoch, senderDataSecret: epoch.secrets.senderDataSecret };
  const options = { padTo: 0, random: by.client.random };
  return protectPrivate(suite, keys, ownLeafIndex, framed, auth, options).message;
}

/** A commit of `by` with proposals by value and, unless `path` is given or null, a sound path over its own tree. */
export function forgeCommit(
  by: Participant,
  proposals: readonly Proposal[],
  path: UpdatePath | null = soundPath(by),
  change: Forgery = {},
): Uint8Array {
  const commit: Commit = { proposals: proposals.map((proposal) => ({ type: 'proposal', proposal })), path };
  return forge(by, { type: 'commit', commit }, change);
}

/** A path of `by` that fits a tree, by default its current one. */
export function soundPath(by: Participant, tree: RatchetTree = by.state.epoch.tree): UpdatePath {
  const { suite, epoch, ownLeafIndex, signatureKey } = by.state;
  const leaf = tree.leaf(ownLeafIndex);
  if (leaf === null) throw new TypeError('the committer is in the tree');
  const { random } = by.client;
  const { groupId } = epoch.context;
  const fresh = makeFreshPath({ suite, tree, groupId, leafIndex: ownLeafIndex, leaf, signatureKey, random });
  return sealFreshPath(suite, fresh, epoch.contextBytes, NO_LEAVES, random);
}

/** A leaf of a client with something changed, signed again. `place` is null for a key package's. */
export function resignedLeaf(
  client: Client,
  leaf: LeafNodeContent,
  change: Partial<LeafNodeContent>,
  place: { readonly groupId: Uint8Array; readonly leafIndex: LeafIndex } | null = null,
): LeafNode {
  return signLeafNode(client.suite, { ...leaf, ...change }, place, client.signatureKeyPair.secretKey);
}

/** A key package of a client with something changed in its leaf or around it, signed again. */
export function forgedKeyPackage(
  client: Client,
  leaf: Partial<LeafNodeContent> = {},
  around: Partial<KeyPackageContent> = {},
): KeyPackage {
  const { keyPackage } = client.keyPackage();
  const leafNode = resignedLeaf(client, keyPackage.leafNode, leaf);
  const content: KeyPackageContent = { ...keyPackage, leafNode, ...around };
  const tbs = encode(keyPackageContentCodec, content);
  const { secretKey } = client.signatureKeyPair;
  return { ...content, signature: signWithLabel(client.suite, secretKey, 'KeyPackageTBS', tbs) };
}

export interface ForgedWelcome {
  readonly tree: RatchetTree;
  readonly keyPackage: KeyPackage;
  readonly context?: Partial<GroupContext>;
  readonly groupInfo?: Partial<GroupInfoContent>;
  readonly signature?: Uint8Array;
  readonly psks?: readonly IdentifiedPsk[];
  readonly psksNamed?: readonly PreSharedKeyId[];
}

/** A welcome of leaf 0 into a group that never was, sound but for what is changed. */
export function forgeWelcome(by: Client, change: ForgedWelcome): Uint8Array {
  const { suite, random } = by;
  const { tree } = change;
  const { context, contextBytes } = encodedContext({
    version: 1,
    cipherSuite: suite.id,
    groupId: new Uint8Array(16),
    epoch: 1n,
    treeHash: treeHash(tree.root, suite.hash),
    confirmedTranscriptHash: new Uint8Array(suite.hash.bytes),
    extensions: [],
    ...change.context,
  });
  const joinerSecret = Secret.of(random(suite.kdf.bytes));
  const pskSecret = derivePskSecret(suite, change.psks ?? []);
  const { secrets } = deriveEpoch(suite, joinerSecret, pskSecret, contextBytes);
  const content: GroupInfoContent = {
    groupContext: context,
    extensions: [
      {
        extensionType: EXTENSION_TYPE.ratchetTree,
        extensionData: encode(ratchetTreeCodec, tree.nodes()),
      },
    ],
    confirmationTag: confirmationTag(suite, secrets.confirmationKey, context.confirmedTranscriptHash),
    signer: leafIndexOf(0),
    ...change.groupInfo,
  };
  const tbs = encode(groupInfoContentCodec, content);
  const signature = signWithLabel(suite, by.signatureKeyPair.secretKey, 'GroupInfoTBS', tbs);
  return sealWelcome({
    suite,
    groupInfo: { ...content, signature: change.signature ?? signature },
    joinerSecret,
    pskSecret,
    psks: change.psksNamed ?? (change.psks ?? []).map(({ id }) => id),
    path: null,
    committer: leafIndexOf(0),
    added: [
      { leafIndex: leafIndexOf(1), leafNode: change.keyPackage.leafNode, keyPackage: change.keyPackage },
    ],
    random,
  });
}
