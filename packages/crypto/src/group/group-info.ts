// GroupInfo (RFC 9420 §12.4.3): made by members for joiners, inside a welcome or published for external commits.
import { encode } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import { EXTENSION_TYPE, externalPubCodec, type Extension } from '../messages/extension.ts';
import { groupInfoContentCodec, type GroupInfo, type GroupInfoContent } from '../messages/group-info.ts';
import { mlsMessageCodec } from '../messages/mls-message.ts';
import { parse } from '../messages/parse.ts';
import { ratchetTreeCodec } from '../messages/parent-node.ts';
import type { Secret } from '../secret.ts';
import { externalKeyPair } from '../schedule/key-schedule.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { signWithLabel, verifyWithLabel } from '../suite/labeled.ts';
import type { LeafIndex } from '../tree/math.ts';
import { RatchetTree } from '../tree/ratchet-tree.ts';
import { checkTreeEnd } from '../validation/ratchet-tree.ts';
import { checkActive, type Epoch, type GroupState } from './state.ts';

const LABEL = 'GroupInfoTBS';

/** What a GroupInfo carries beside the GroupContext. */
export interface GroupInfoOptions {
  /** Whether the tree travels inside; without it, joiners get it elsewhere. */
  readonly withTree: boolean;
  /** Whether to offer the key that external commits need. */
  readonly withExternalPub?: boolean;
  readonly extensions?: readonly Extension[];
}

/** Signs a GroupInfo for an epoch. */
export function signGroupInfo(
  suite: CipherSuite,
  epoch: Pick<Epoch, 'context' | 'tree' | 'secrets' | 'confirmationTag'>,
  signer: LeafIndex,
  signatureKey: Secret,
  options: GroupInfoOptions,
): GroupInfo {
  const extensions: Extension[] = [...(options.extensions ?? [])];
  if (options.withTree) {
    extensions.push({ extensionType: EXTENSION_TYPE.ratchetTree, extensionData: encodeTree(epoch.tree) });
  }
  if (options.withExternalPub === true) {
    const { publicKey, secretKey } = externalKeyPair(suite, epoch.secrets.externalSecret);
    secretKey.wipe();
    extensions.push({
      extensionType: EXTENSION_TYPE.externalPub,
      extensionData: encode(externalPubCodec, { externalPub: publicKey }),
    });
  }
  const content: GroupInfoContent = {
    groupContext: epoch.context,
    extensions,
    confirmationTag: epoch.confirmationTag,
    signer,
  };
  const tbs = encode(groupInfoContentCodec, content);
  return { ...content, signature: signWithLabel(suite, signatureKey, LABEL, tbs) };
}

/** Makes a GroupInfo of the current epoch as an MLSMessage, for those who join by an external commit. */
export function exportGroupInfo(state: GroupState, options: GroupInfoOptions): Uint8Array {
  checkActive(state);
  const groupInfo = signGroupInfo(state.suite, state.epoch, state.ownLeafIndex, state.signatureKey, options);
  return encode(mlsMessageCodec, { type: 'groupInfo', groupInfo });
}

/** The `ratchet_tree` value of the current epoch, for joiners whose welcome comes without it. */
export function exportTree(state: GroupState): Uint8Array {
  return encodeTree(state.epoch.tree);
}

/** RFC 9420 §12.4.3: the signer is a member and its signature verifies. */
export function checkGroupInfoSignature(suite: CipherSuite, tree: RatchetTree, groupInfo: GroupInfo): void {
  const signer = tree.leaf(groupInfo.signer);
  if (signer === null) throw new CryptoError('group-info-signer', 'no such member');
  const tbs = encode(groupInfoContentCodec, groupInfo);
  try {
    verifyWithLabel(suite, signer.signatureKey, LABEL, tbs, groupInfo.signature);
  } catch (cause) {
    throw new CryptoError('group-info-signature', 'group info', { cause });
  }
}

/**
 * The tree of a group that is being joined: from the GroupInfo's extension, else from `apart`. Throws `tree-missing`,
 * `tree-malformed` or `malformed`.
 */
export function treeForJoining(groupInfo: GroupInfo, apart: Uint8Array | null): RatchetTree {
  const inside = groupInfo.extensions.find(
    ({ extensionType }) => extensionType === EXTENSION_TYPE.ratchetTree,
  );
  const encoded = inside?.extensionData ?? apart;
  if (encoded === null) throw new CryptoError('tree-missing', 'neither inside nor apart', { scope: 'own' });
  const nodes = parse(ratchetTreeCodec, encoded);
  checkTreeEnd(nodes);
  return RatchetTree.ofNodes(nodes);
}

function encodeTree(tree: RatchetTree): Uint8Array {
  return encode(ratchetTreeCodec, tree.nodes());
}
