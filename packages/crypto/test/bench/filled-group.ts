// A group of any size with a filled tree, without running it through its history: every second leaf sets its path once, so
// no parent is blank. The keys of all members are made here, so two of them can be handed out as states.
import { generateKeyPackage } from '../../src/group/key-package.ts';
import { encodedContext, type GroupState } from '../../src/group/state.ts';
import { MLS10 } from '../../src/messages/group-context.ts';
import type { LeafNode } from '../../src/messages/leaf-node.ts';
import { deriveFromEpochSecret } from '../../src/schedule/key-schedule.ts';
import { startSecretTree } from '../../src/schedule/secret-tree.ts';
import { confirmationTag, interimTranscriptHash } from '../../src/schedule/transcript-hash.ts';
import { Secret } from '../../src/secret.ts';
import type { CipherSuite } from '../../src/suite/cipher-suite.ts';
import type { SignatureKeyPair } from '../../src/suite/signature.ts';
import { directPath, leafIndexOf, leafToNode, type LeafIndex, type NodeIndex } from '../../src/tree/math.ts';
import { RatchetTree } from '../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../src/tree/tree-hash.ts';
import { makeFreshPath } from '../../src/tree/update-path.ts';
import { platformRandom } from '../random.ts';

/** A member's private side, before it is made a state. */
interface Keys {
  readonly signature: SignatureKeyPair;
  encryption: Secret;
}

export interface FilledGroup {
  /** The state of one member. Each call gives a state with secrets of its own. */
  stateOf(leaf: number): GroupState;
}

/** Seconds since the Unix epoch, for all lifetimes of the benchmark. */
export const NOW_SECONDS = 1_800_000_000;
export const LIFETIME = { notBefore: 0n, notAfter: 4_000_000_000n };

/** Makes the tree: some seconds for thousands of members. */
export function filledGroup(suite: CipherSuite, members: number): FilledGroup {
  const groupId = platformRandom(16);
  const keys: Keys[] = [];
  const leaves: LeafNode[] = [];
  for (let index = 0; index < members; index += 1) {
    const signature = suite.signature.keyPairFromSeed(Secret.of(platformRandom(32)));
    const { keyPackage, secrets } = generateKeyPackage({
      suite,
      credential: { type: 'basic', identity: new TextEncoder().encode(`member ${index}`) },
      signatureKeyPair: signature,
      lifetime: LIFETIME,
      random: platformRandom,
    });
    keys.push({ signature, encryption: secrets.encryptionKey });
    leaves.push(keyPackage.leafNode);
  }
  let tree = RatchetTree.ofNodes(
    leaves.flatMap((leafNode) => [{ type: 'leaf' as const, leafNode }, null]).slice(0, -1),
  );
  const nodeKeys = new Map<NodeIndex, Secret>();
  for (let index = 0; index < members; index += 2) {
    const leafIndex = leafIndexOf(index);
    const [leaf, own] = [leaves[index], keys[index]];
    if (leaf === undefined || own === undefined) throw new Error('a leaf without keys');
    const signatureKey = own.signature.secretKey;
    const fresh = makeFreshPath({
      suite,
      tree,
      groupId,
      leafIndex,
      leaf,
      signatureKey,
      random: platformRandom,
    });
    ({ tree } = fresh);
    for (const [node, secret] of fresh.privateKeys) nodeKeys.set(node, secret);
    own.encryption = nodeKeys.get(leafToNode(leafIndex)) ?? own.encryption;
  }

  const context = encodedContext({
    version: MLS10,
    cipherSuite: suite.id,
    groupId,
    epoch: BigInt(members),
    treeHash: treeHash(tree.root, suite.hash),
    confirmedTranscriptHash: platformRandom(suite.hash.bytes),
    extensions: [],
  });
  const epochSecret = platformRandom(suite.kdf.bytes);
  const stateOf = (leaf: number): GroupState => {
    const own = keys[leaf];
    if (own === undefined) throw new Error('no such member');
    const { secrets, encryptionSecret } = deriveFromEpochSecret(suite, Secret.of(epochSecret.slice()));
    const { confirmedTranscriptHash } = context.context;
    const tag = confirmationTag(suite, secrets.confirmationKey, confirmedTranscriptHash);
    return {
      suite,
      signatureKey: own.signature.secretKey,
      ownLeafIndex: leafIndexOf(leaf),
      epoch: {
        ...context,
        tree,
        secretTree: startSecretTree(encryptionSecret, tree.leafCount),
        secrets,
        privateKeys: keysAbove(leafIndexOf(leaf), tree, own.encryption, nodeKeys),
        confirmationTag: tag,
        interimTranscriptHash: interimTranscriptHash(suite, confirmedTranscriptHash, tag),
      },
      pastEpochs: [],
      proposals: [],
      ownUpdates: [],
      condition: { type: 'active' },
    };
  };
  return { stateOf };
}

function keysAbove(
  leaf: LeafIndex,
  tree: RatchetTree,
  encryption: Secret,
  nodeKeys: ReadonlyMap<NodeIndex, Secret>,
): Map<NodeIndex, Secret> {
  const above = new Map<NodeIndex, Secret>([[leafToNode(leaf), encryption]]);
  for (const node of directPath(leaf, tree.leafCount)) {
    const key = nodeKeys.get(node);
    if (key !== undefined) above.set(node, key);
  }
  return above;
}
