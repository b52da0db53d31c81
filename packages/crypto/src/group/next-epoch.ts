// From a commit to the epoch it begins: what committer, receivers and joiner compute alike (RFC 9420 §12.4.1, §12.4.2).
import type { AuthenticatedContent } from '../messages/framed-content.ts';
import type { Extension } from '../messages/extension.ts';
import type { GroupContext } from '../messages/group-context.ts';
import type { Secret } from '../secret.ts';
import { deriveEpoch, deriveJoinerSecret, type EpochSecrets } from '../schedule/key-schedule.ts';
import { startSecretTree, type SecretTree } from '../schedule/secret-tree.ts';
import { confirmationTag, confirmedTranscriptHash } from '../schedule/transcript-hash.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { RatchetTree } from '../tree/ratchet-tree.ts';
import { treeHash } from '../tree/tree-hash.ts';
import { encodedContext } from './state.ts';

/** The context of the next epoch with the old confirmed transcript hash: what path secrets are sealed under. */
export function provisionalContext(
  suite: CipherSuite,
  before: GroupContext,
  tree: RatchetTree,
  extensions: readonly Extension[],
): ReturnType<typeof encodedContext> {
  return encodedContext({
    ...before,
    epoch: before.epoch + 1n,
    treeHash: treeHash(tree.root, suite.hash),
    extensions,
  });
}

/** An epoch before anyone has compared confirmation tags. */
export interface DerivedEpoch {
  readonly context: GroupContext;
  readonly contextBytes: Uint8Array;
  readonly secrets: EpochSecrets;
  readonly secretTree: SecretTree;
  readonly confirmationTag: Uint8Array;
  readonly joinerSecret: Secret;
}

/** Runs the key schedule for the epoch after a commit. The secrets passed in stay the caller's. */
export function deriveNextEpoch(options: {
  readonly suite: CipherSuite;
  readonly provisional: GroupContext;
  readonly interimTranscriptHash: Uint8Array;
  /** The commit as signed; its confirmation tag is not looked at. */
  readonly commit: AuthenticatedContent;
  readonly initSecret: Secret;
  readonly commitSecret: Secret;
  readonly pskSecret: Secret;
  readonly leafCount: number;
}): DerivedEpoch {
  const { suite } = options;
  const confirmed = confirmedTranscriptHash(suite, options.interimTranscriptHash, options.commit);
  const context = encodedContext({ ...options.provisional, confirmedTranscriptHash: confirmed });
  const { contextBytes } = context;
  const joinerSecret = deriveJoinerSecret(suite, options.initSecret, options.commitSecret, contextBytes);
  const { secrets, encryptionSecret } = deriveEpoch(suite, joinerSecret, options.pskSecret, contextBytes);
  return {
    ...context,
    secrets,
    secretTree: startSecretTree(encryptionSecret, options.leafCount),
    confirmationTag: confirmationTag(suite, secrets.confirmationKey, confirmed),
    joinerSecret,
  };
}
