// Founding a group with oneself as its only member (RFC 9420 §11).
import type { Extension } from '../messages/extension.ts';
import { MLS10 } from '../messages/group-context.ts';
import type { KeyPackage } from '../messages/key-package.ts';
import type { Random } from '../random.ts';
import { Secret } from '../secret.ts';
import { deriveFromEpochSecret } from '../schedule/key-schedule.ts';
import { startSecretTree } from '../schedule/secret-tree.ts';
import { confirmationTag, interimTranscriptHash } from '../schedule/transcript-hash.ts';
import { suiteById } from '../suite/cipher-suite.ts';
import { leafIndexOf } from '../tree/math.ts';
import { leafKeyOnly } from '../tree/private-keys.ts';
import { RatchetTree } from '../tree/ratchet-tree.ts';
import { treeHash } from '../tree/tree-hash.ts';
import { checkExtensionsDistinct } from '../validation/extensions.ts';
import { checkKeyPackage } from '../validation/key-package.ts';
import { checkLeafInGroup } from '../validation/leaf-node.ts';
import type { KeyPackageSecrets } from './key-package.ts';
import { encodedContext, type GroupState } from './state.ts';

/**
 * Founds a group of the key package's suite. The key package is used up: its init key is returned as consumed. Throws if
 * the creator itself would not be a valid member, as with extensions that it does not support.
 */
export function createGroup(options: {
  /** Never used before; random and long enough never to be used again. */
  readonly groupId: Uint8Array;
  readonly keyPackage: KeyPackage;
  readonly secrets: KeyPackageSecrets;
  readonly signatureKey: Secret;
  /** Of the GroupContext. */
  readonly extensions: readonly Extension[];
  readonly random: Random;
}): { readonly state: GroupState; readonly consumed: readonly Secret[] } {
  const { keyPackage, extensions } = options;
  const suite = suiteById(keyPackage.cipherSuite);
  checkKeyPackage(suite, keyPackage);
  checkExtensionsDistinct(extensions);
  const tree = RatchetTree.ofOne(keyPackage.leafNode);
  checkLeafInGroup(tree, keyPackage.leafNode, extensions);

  const confirmedTranscriptHash = new Uint8Array(0);
  const context = encodedContext({
    version: MLS10,
    cipherSuite: suite.id,
    groupId: options.groupId,
    epoch: 0n,
    treeHash: treeHash(tree.root, suite.hash),
    confirmedTranscriptHash,
    extensions,
  });
  const epochSecret = Secret.of(options.random(suite.kdf.bytes));
  const { secrets, encryptionSecret } = deriveFromEpochSecret(suite, epochSecret);
  epochSecret.wipe();
  const tag = confirmationTag(suite, secrets.confirmationKey, confirmedTranscriptHash);
  const state: GroupState = {
    suite,
    signatureKey: options.signatureKey,
    ownLeafIndex: leafIndexOf(0),
    epoch: {
      ...context,
      tree,
      secretTree: startSecretTree(encryptionSecret, tree.leafCount),
      secrets,
      privateKeys: leafKeyOnly(leafIndexOf(0), options.secrets.encryptionKey),
      confirmationTag: tag,
      interimTranscriptHash: interimTranscriptHash(suite, confirmedTranscriptHash, tag),
    },
    pastEpochs: [],
    proposals: [],
    ownUpdates: [],
    condition: { type: 'active' },
  };
  return { state, consumed: [options.secrets.initKey] };
}
