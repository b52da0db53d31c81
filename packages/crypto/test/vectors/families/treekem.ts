// TreeKEM: update paths processed by every member, and made anew by every sender: RFC 9420 §7.4 to §7.6.
import { decode, encode } from '@hushroom/codec';
import { groupContextCodec, MLS10 } from '../../../src/messages/group-context.ts';
import { ratchetTreeCodec } from '../../../src/messages/parent-node.ts';
import { updatePathCodec, type UpdatePath } from '../../../src/messages/update-path.ts';
import { Secret } from '../../../src/secret.ts';
import type { CipherSuite } from '../../../src/suite/cipher-suite.ts';
import {
  leafIndexOf,
  leafToNode,
  nodeIndexOf,
  type LeafIndex,
  type NodeIndex,
} from '../../../src/tree/math.ts';
import { nodeKeyPair } from '../../../src/tree/path-secret.ts';
import type { PrivateKeys } from '../../../src/tree/private-keys.ts';
import { RatchetTree } from '../../../src/tree/ratchet-tree.ts';
import { treeHash } from '../../../src/tree/tree-hash.ts';
import {
  checkPathCiphertexts,
  makeFreshPath,
  mergeUpdatePath,
  openUpdatePath,
  sealFreshPath,
} from '../../../src/tree/update-path.ts';
import { platformRandom } from '../../random.ts';
import { fromHex, same, sameBytes, suiteFamily, toHex } from './family.ts';

interface PathSecret {
  readonly node: number;
  readonly path_secret: string;
}

interface TreeKemCase {
  readonly cipher_suite: number;
  readonly group_id: string;
  readonly epoch: number;
  readonly confirmed_transcript_hash: string;
  readonly ratchet_tree: string;
  readonly leaves_private: readonly {
    readonly index: number;
    readonly encryption_priv: string;
    readonly signature_priv: string;
    readonly path_secrets: readonly PathSecret[];
  }[];
  readonly update_paths: readonly {
    readonly sender: number;
    readonly update_path: string;
    readonly path_secrets: readonly (string | null)[];
    readonly commit_secret: string;
    readonly tree_hash_after: string;
  }[];
}

const NOBODY_ADDED: ReadonlySet<LeafIndex> = new Set();

export const treekem = suiteFamily<TreeKemCase>(
  'treekem',
  ['ratchet_tree', 'leaves_private', 'update_paths'],
  (vector, suite) => {
    const tree = RatchetTree.ofNodes(decode(ratchetTreeCodec, fromHex(vector.ratchet_tree)));
    const members = vector.leaves_private.map((leaf) => ({
      leafIndex: leafIndexOf(leaf.index),
      signatureKeys: suite.signature.keyPairFromSeed(Secret.of(fromHex(leaf.signature_priv))),
      privateKeys: privateKeysOf(suite, tree, leaf),
    }));
    const contextWith = (after: RatchetTree): Uint8Array =>
      encode(groupContextCodec, {
        version: MLS10,
        cipherSuite: vector.cipher_suite,
        groupId: fromHex(vector.group_id),
        epoch: BigInt(vector.epoch),
        treeHash: treeHash(after.root, suite.hash),
        confirmedTranscriptHash: fromHex(vector.confirmed_transcript_hash),
        extensions: [],
      });

    /** Every other member opens the path and reaches the same commit secret. */
    const openByAll = (
      sender: LeafIndex,
      path: UpdatePath,
      commitSecret: string,
      pathSecrets: readonly (string | null)[] | null,
    ): void => {
      const after = mergeUpdatePath(suite, tree, sender, path);
      checkPathCiphertexts(tree, sender, path, NOBODY_ADDED);
      for (const { leafIndex, privateKeys } of members) {
        if (leafIndex === sender) continue;
        const opened = openUpdatePath({
          suite,
          before: tree,
          sender,
          path,
          added: NOBODY_ADDED,
          own: leafIndex,
          privateKeys,
          groupContext: contextWith(after),
        });
        same(`commit secret of leaf ${leafIndex}`, opened.commitSecret.use(toHex), commitSecret);
        const [lowest] = opened.privateKeys.keys();
        const expected = pathSecrets?.[leafIndex] ?? null;
        if (lowest === undefined) throw new Error('a path that gave no key');
        if (expected !== null) {
          // The path secret itself is gone by now; the key pair it gives is not.
          const { publicKey } = nodeKeyPair(suite, Secret.of(fromHex(expected)));
          sameBytes('path secret', publicKey, toHex(after.encryptionKey(lowest) ?? new Uint8Array(0)));
        }
      }
    };

    for (const update of vector.update_paths) {
      const sender = leafIndexOf(update.sender);
      const path = decode(updatePathCodec, fromHex(update.update_path));
      const after = mergeUpdatePath(suite, tree, sender, path);
      sameBytes('tree_hash_after', treeHash(after.root, suite.hash), update.tree_hash_after);
      openByAll(sender, path, update.commit_secret, update.path_secrets);

      const member = members.find(({ leafIndex }) => leafIndex === sender);
      const leafNode = tree.leaf(sender);
      if (member === undefined || leafNode === null) throw new Error('a sender who is no member');
      const fresh = makeFreshPath({
        suite,
        tree,
        groupId: fromHex(vector.group_id),
        leafIndex: sender,
        leaf: leafNode,
        signatureKey: member.signatureKeys.secretKey,
        random: platformRandom,
      });
      const ours = sealFreshPath(suite, fresh, contextWith(fresh.tree), NOBODY_ADDED, platformRandom);
      openByAll(sender, ours, fresh.commitSecret.use(toHex), null);
    }
  },
);

/** Checks a leaf's private state against the tree on the way. */
function privateKeysOf(
  suite: CipherSuite,
  tree: RatchetTree,
  leaf: TreeKemCase['leaves_private'][number],
): PrivateKeys {
  const leafIndex = leafIndexOf(leaf.index);
  const keys = new Map<NodeIndex, Secret>([
    [leafToNode(leafIndex), Secret.of(fromHex(leaf.encryption_priv))],
  ]);
  for (const { node, path_secret } of leaf.path_secrets) {
    const nodeIndex = nodeIndexOf(node);
    const pair = nodeKeyPair(suite, Secret.of(fromHex(path_secret)));
    same(
      `public key of node ${node}`,
      toHex(pair.publicKey),
      toHex(tree.encryptionKey(nodeIndex) ?? new Uint8Array(0)),
    );
    keys.set(nodeIndex, pair.secretKey);
  }
  return keys;
}
