// Making welcomes (RFC 9420 §12.4.3.1): one GroupInfo for all new members, and for each its own sealed secrets.
import { encode } from '@hushroom/codec';
import { mlsMessageCodec } from '../messages/mls-message.ts';
import type { PreSharedKeyId } from '../messages/pre-shared-key.ts';
import { groupInfoCodec, type GroupInfo } from '../messages/group-info.ts';
import { groupSecretsCodec, type EncryptedGroupSecrets, type Welcome } from '../messages/welcome.ts';
import type { Random } from '../random.ts';
import type { Secret } from '../secret.ts';
import { deriveWelcomeSecret } from '../schedule/key-schedule.ts';
import type { MessageKey } from '../schedule/ratchet.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { encryptionInfo, encryptWithInfo } from '../suite/labeled.ts';
import { commonAncestor, type LeafIndex } from '../tree/math.ts';
import type { FreshPath } from '../tree/update-path.ts';
import type { AddedMember } from './apply.ts';
import { keyPackageRef } from './key-package.ts';

const NO_AAD = new Uint8Array(0);
const NO_CONTEXT = new Uint8Array(0);
/** The label under which group secrets are sealed to an init key. */
export const WELCOME_LABEL = 'Welcome';

/** Seals a welcome for everyone that a commit adds. `path` is the commit's, or `null`. */
export function sealWelcome(options: {
  readonly suite: CipherSuite;
  readonly groupInfo: GroupInfo;
  readonly joinerSecret: Secret;
  readonly pskSecret: Secret;
  readonly psks: readonly PreSharedKeyId[];
  readonly path: FreshPath | null;
  readonly committer: LeafIndex;
  readonly added: readonly AddedMember[];
  readonly random: Random;
}): Uint8Array {
  const { suite, joinerSecret, psks } = options;
  const { key, nonce } = welcomeKey(suite, joinerSecret, options.pskSecret);
  const encryptedGroupInfo = nonce.use((bytes) =>
    suite.aead.seal(key, bytes, NO_AAD, encode(groupInfoCodec, options.groupInfo)),
  );
  key.wipe();
  nonce.wipe();

  // The context of every entry is the whole sealed GroupInfo, tree included: it is hashed once.
  const info = encryptionInfo(suite, WELCOME_LABEL, encryptedGroupInfo);
  const secrets = options.added.map(({ leafIndex, keyPackage }): EncryptedGroupSecrets => {
    const pathSecret = pathSecretFor(options.path, options.committer, leafIndex);
    const plaintext = joinerSecret.use((joinerBytes) =>
      pathSecret === null
        ? encode(groupSecretsCodec, { joinerSecret: joinerBytes, pathSecret: null, psks })
        : pathSecret.use((pathBytes) =>
            encode(groupSecretsCodec, {
              joinerSecret: joinerBytes,
              pathSecret: { pathSecret: pathBytes },
              psks,
            }),
          ),
    );
    const { initKey } = keyPackage;
    const sealed = encryptWithInfo(suite, initKey, info, plaintext, options.random);
    plaintext.fill(0);
    return {
      newMember: keyPackageRef(keyPackage),
      encryptedGroupSecrets: { kemOutput: sealed.enc, ciphertext: sealed.ciphertext },
    };
  });
  const welcome: Welcome = { cipherSuite: suite.id, secrets, encryptedGroupInfo };
  return encode(mlsMessageCodec, { type: 'welcome', welcome });
}

/** The key and nonce of a welcome's GroupInfo. The caller wipes both. */
export function welcomeKey(suite: CipherSuite, joinerSecret: Secret, pskSecret: Secret): MessageKey {
  const { aead, kdf } = suite;
  const welcomeSecret = deriveWelcomeSecret(suite, joinerSecret, pskSecret);
  const key = kdf.expandWithLabel(welcomeSecret, 'key', NO_CONTEXT, aead.keyBytes);
  const nonce = kdf.expandWithLabel(welcomeSecret, 'nonce', NO_CONTEXT, aead.nonceBytes);
  welcomeSecret.wipe();
  return { key, nonce };
}

/** RFC 9420 §12.4.1: the path secret of the lowest node above both committer and new member. */
function pathSecretFor(path: FreshPath | null, committer: LeafIndex, added: LeafIndex): Secret | null {
  if (path === null) return null;
  const ancestor = commonAncestor(committer, added);
  return path.pathSecrets[path.steps.findIndex(({ nodeIndex }) => nodeIndex === ancestor)] ?? null;
}
