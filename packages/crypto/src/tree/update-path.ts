// TreeKEM (RFC 9420 §7.4 to §7.6): making an UpdatePath, merging one into the tree, and taking one's secrets from it.
import { CryptoError } from '../errors.ts';
import { equalBytes } from '../bytes.ts';
import { encodeLeafNodeTbs, type LeafNode, type LeafNodeContent } from '../messages/leaf-node.ts';
import type { UpdatePath, UpdatePathNode } from '../messages/update-path.ts';
import type { Random } from '../random.ts';
import { Secret, wipeAll } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { decryptWithLabel, encryptionInfo, encryptWithInfo, signWithLabel } from '../suite/labeled.ts';
import { isInSubtree, leafToNode, type LeafIndex, type NodeIndex } from './math.ts';
import { hashPath } from './parent-hash.ts';
import { nextPathSecret, nodeKeyPair } from './path-secret.ts';
import type { PrivateKeys } from './private-keys.ts';
import type { PathStep, RatchetTree } from './ratchet-tree.ts';
import { resolution } from './resolution.ts';

const LABEL = 'UpdatePathNode';

/** What a committer puts into its new leaf; the key and the parent hash come from the path. */
export type LeafNodeChoice = Omit<LeafNodeContent, 'encryptionKey' | 'leafNodeSource'>;

/** A path of fresh keys, in the tree already, its secrets not yet sealed to anyone. */
export interface FreshPath {
  readonly tree: RatchetTree;
  readonly leafNode: LeafNode;
  readonly steps: readonly PathStep[];
  readonly publicKeys: readonly Uint8Array[];
  /** One for each step. Wiped by {@link wipeFreshPath}. */
  readonly pathSecrets: readonly Secret[];
  readonly privateKeys: PrivateKeys;
  readonly commitSecret: Secret;
}

/**
 * Makes fresh keys for a leaf and its filtered direct path and puts them into the tree (RFC 9420 §7.5). For a leaf of a
 * joiner that is not in the tree yet, the caller first places a stand-in there.
 */
export function makeFreshPath(options: {
  readonly suite: CipherSuite;
  readonly tree: RatchetTree;
  readonly groupId: Uint8Array;
  readonly leafIndex: LeafIndex;
  readonly leaf: LeafNodeChoice;
  readonly signatureKey: Secret;
  readonly random: Random;
}): FreshPath {
  const { suite, leafIndex } = options;
  const steps = options.tree.filteredDirectPath(leafIndex);
  const leafSeed = Secret.of(options.random(suite.kdf.bytes));
  const leafKeys = suite.kem.deriveKeyPair(leafSeed);
  leafSeed.wipe();

  const privateKeys = new Map<NodeIndex, Secret>([[leafToNode(leafIndex), leafKeys.secretKey]]);
  const publicKeys: Uint8Array[] = [];
  const pathSecrets: Secret[] = [];
  let pathSecret = Secret.of(options.random(suite.kdf.bytes));
  for (const { nodeIndex } of steps) {
    const pair = nodeKeyPair(suite, pathSecret);
    privateKeys.set(nodeIndex, pair.secretKey);
    publicKeys.push(pair.publicKey);
    pathSecrets.push(pathSecret);
    pathSecret = nextPathSecret(suite, pathSecret);
  }

  const { parentNodes, leafParentHash } = hashPath(steps, publicKeys, suite.hash);
  const content: LeafNodeContent = {
    ...options.leaf,
    encryptionKey: leafKeys.publicKey,
    leafNodeSource: { type: 'commit', parentHash: leafParentHash },
  };
  const leafNode = signLeafNode(
    suite,
    content,
    { groupId: options.groupId, leafIndex },
    options.signatureKey,
  );
  return {
    tree: options.tree.setPath(leafIndex, leafNode, parentNodes),
    leafNode,
    steps,
    publicKeys,
    pathSecrets,
    privateKeys,
    commitSecret: pathSecret,
  };
}

/** Signs a leaf (RFC 9420 §7.2). `place` is null for a key package's. */
export function signLeafNode(
  suite: CipherSuite,
  content: LeafNodeContent,
  place: { readonly groupId: Uint8Array; readonly leafIndex: LeafIndex } | null,
  signatureKey: Secret,
): LeafNode {
  const signature = signWithLabel(suite, signatureKey, 'LeafNodeTBS', encodeLeafNodeTbs(content, place));
  return { ...content, signature };
}

/** Seals each path secret to the resolution of its copath child, without the leaves that the commit adds. */
export function sealFreshPath(
  suite: CipherSuite,
  path: FreshPath,
  groupContext: Uint8Array,
  added: ReadonlySet<LeafIndex>,
  random: Random,
): UpdatePath {
  const info = encryptionInfo(suite, LABEL, groupContext);
  const nodes = path.steps.map(({ copath }, at): UpdatePathNode => {
    const encryptionKey = path.publicKeys[at];
    const pathSecret = path.pathSecrets[at];
    if (encryptionKey === undefined || pathSecret === undefined) throw new TypeError('one key for each step');
    const encryptedPathSecret = resolution(copath, added).map((node) =>
      pathSecret.use((plaintext) => {
        const sealed = encryptWithInfo(suite, node.encryptionKey, info, plaintext, random);
        return { kemOutput: sealed.enc, ciphertext: sealed.ciphertext };
      }),
    );
    return { encryptionKey, encryptedPathSecret };
  });
  return { leafNode: path.leafNode, nodes };
}

/** Wipes what nobody needs once the commit and its welcome are made. */
export function wipeFreshPath(path: FreshPath): void {
  wipeAll(path.pathSecrets);
  path.commitSecret.wipe();
}

/**
 * Puts the public keys of a received path into the tree (RFC 9420 §7.5). Throws `path-length` if it does not fit the
 * sender's filtered direct path, `path-parent-hash` if the leaf was not signed for it.
 */
export function mergeUpdatePath(
  suite: CipherSuite,
  tree: RatchetTree,
  sender: LeafIndex,
  path: UpdatePath,
): RatchetTree {
  const steps = tree.filteredDirectPath(sender);
  checkPathLength(path, steps.length);
  const { parentNodes, leafParentHash } = hashPath(
    steps,
    path.nodes.map((node) => node.encryptionKey),
    suite.hash,
  );
  checkPathParentHash(path, leafParentHash);
  return tree.setPath(sender, path.leafNode, parentNodes);
}

/** RFC 9420 §7.6: one node for each step of the filtered direct path. */
function checkPathLength(path: UpdatePath, steps: number): void {
  if (path.nodes.length !== steps) throw new CryptoError('path-length', `${path.nodes.length} of ${steps}`);
}

/** RFC 9420 §7.9.2: the leaf's parent hash is that of the path, recomputed. */
function checkPathParentHash(path: UpdatePath, expected: Uint8Array): void {
  const { leafNodeSource } = path.leafNode;
  if (leafNodeSource.type !== 'commit' || !equalBytes(leafNodeSource.parentHash, expected)) {
    throw new CryptoError('path-parent-hash', 'leaf');
  }
}

/** RFC 9420 §7.6: each path secret is sealed once to each node of the resolution. `tree` is without the path. */
export function checkPathCiphertexts(
  tree: RatchetTree,
  sender: LeafIndex,
  path: UpdatePath,
  added: ReadonlySet<LeafIndex>,
): void {
  tree.filteredDirectPath(sender).forEach(({ copath }, at) => {
    if (path.nodes[at]?.encryptedPathSecret.length !== resolution(copath, added).length) {
      throw new CryptoError('path-ciphertexts', 'not one for each node of the resolution');
    }
  });
}

/** What a received path gives to one member. */
export interface OpenedPath {
  /** For the nodes from the common ancestor up. */
  readonly privateKeys: PrivateKeys;
  readonly commitSecret: Secret;
}

/**
 * Opens the path secret that was sealed to us and derives the keys above it (RFC 9420 §7.5). `before` is the tree without
 * the path, `privateKeys` ours in it. Throws `path-secret` with scope `own` if it does not open, or does not give the
 * public keys sent with it.
 */
export function openUpdatePath(options: {
  readonly suite: CipherSuite;
  readonly before: RatchetTree;
  readonly sender: LeafIndex;
  readonly path: UpdatePath;
  readonly added: ReadonlySet<LeafIndex>;
  readonly own: LeafIndex;
  readonly privateKeys: PrivateKeys;
  readonly groupContext: Uint8Array;
}): OpenedPath {
  const { suite, before, path } = options;
  const steps = before.filteredDirectPath(options.sender);
  const first = steps.findIndex(({ copath }) => isInSubtree(options.own, copath.nodeIndex));
  const step = steps[first];
  if (step === undefined) throw new CryptoError('path-secret', 'not on the path', { scope: 'own' });
  const candidates = resolution(step.copath, options.added);
  const at = candidates.findIndex(({ nodeIndex }) => options.privateKeys.has(nodeIndex));
  const target = candidates[at];
  const sealed = path.nodes[first]?.encryptedPathSecret[at];
  const secretKey = target && options.privateKeys.get(target.nodeIndex);
  if (target === undefined || sealed === undefined || secretKey === undefined) {
    throw new CryptoError('path-secret', 'nothing sealed to us', { scope: 'own' });
  }
  const pathSecret = openPathSecret(suite, secretKey, options.groupContext, sealed, target.encryptionKey);
  const above = steps.slice(first).map((each, offset) => ({
    nodeIndex: each.nodeIndex,
    encryptionKey: path.nodes[first + offset]?.encryptionKey,
  }));
  return deriveUpwards(suite, pathSecret, above);
}

/**
 * Derives the private keys of nodes from the path secret of the lowest of them, which is consumed. Throws `path-secret`
 * with scope `own` if one is not the key to its public key.
 */
export function deriveUpwards(
  suite: CipherSuite,
  lowest: Secret,
  nodes: readonly { readonly nodeIndex: NodeIndex; readonly encryptionKey: Uint8Array | undefined }[],
): OpenedPath {
  const privateKeys = new Map<NodeIndex, Secret>();
  let pathSecret = lowest;
  for (const { nodeIndex, encryptionKey } of nodes) {
    const { publicKey, secretKey } = nodeKeyPair(suite, pathSecret);
    // RFC 9420 §7.5: the derived public keys are the ones sent.
    if (encryptionKey === undefined || !equalBytes(publicKey, encryptionKey)) {
      wipeAll([pathSecret, secretKey, ...privateKeys.values()]);
      throw new CryptoError('path-secret', 'another public key', { scope: 'own' });
    }
    privateKeys.set(nodeIndex, secretKey);
    const next = nextPathSecret(suite, pathSecret);
    pathSecret.wipe();
    pathSecret = next;
  }
  return { privateKeys, commitSecret: pathSecret };
}

function openPathSecret(
  suite: CipherSuite,
  secretKey: Secret,
  groupContext: Uint8Array,
  sealed: { readonly kemOutput: Uint8Array; readonly ciphertext: Uint8Array },
  publicKey: Uint8Array,
): Secret {
  try {
    const { kemOutput: enc, ciphertext } = sealed;
    return decryptWithLabel(suite, secretKey, LABEL, groupContext, { enc, ciphertext }, publicKey);
  } catch (cause) {
    throw new CryptoError('path-secret', 'does not open', { scope: 'own', cause });
  }
}
