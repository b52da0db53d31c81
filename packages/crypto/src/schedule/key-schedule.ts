// The key schedule (RFC 9420 §8): from the last epoch's init secret to everything an epoch derives.
import { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import type { KemKeyPair } from '../suite/kem.ts';

/** What one epoch derives and keeps. The encryption secret goes straight into the secret tree. */
export interface EpochSecrets {
  readonly initSecret: Secret;
  readonly senderDataSecret: Secret;
  readonly exporterSecret: Secret;
  readonly externalSecret: Secret;
  readonly confirmationKey: Secret;
  readonly membershipKey: Secret;
  readonly resumptionPsk: Secret;
  readonly epochAuthenticator: Secret;
}

/** The secrets of an epoch, and the root of its secret tree. */
interface NewEpoch {
  readonly secrets: EpochSecrets;
  readonly encryptionSecret: Secret;
}

/** Nh zeros: the commit secret of a commit without a path, and the PSK secret of one without PSKs. */
export function zeroSecret(suite: CipherSuite): Secret {
  return Secret.of(new Uint8Array(suite.kdf.bytes));
}

/** The joiner secret, which welcomes carry. Both inputs stay the caller's. */
export function deriveJoinerSecret(
  suite: CipherSuite,
  initSecret: Secret,
  commitSecret: Secret,
  groupContext: Uint8Array,
): Secret {
  const extracted = suite.kdf.extract(initSecret, commitSecret);
  const joinerSecret = suite.kdf.expandWithLabel(extracted, 'joiner', groupContext, suite.kdf.bytes);
  extracted.wipe();
  return joinerSecret;
}

/** The welcome secret, under which the GroupInfo of a welcome is sealed. */
export function deriveWelcomeSecret(suite: CipherSuite, joinerSecret: Secret, pskSecret: Secret): Secret {
  const memberSecret = suite.kdf.extract(joinerSecret, pskSecret);
  const welcomeSecret = suite.kdf.deriveSecret(memberSecret, 'welcome');
  memberSecret.wipe();
  return welcomeSecret;
}

/** Everything that follows from the joiner secret. Both inputs stay the caller's. */
export function deriveEpoch(
  suite: CipherSuite,
  joinerSecret: Secret,
  pskSecret: Secret,
  groupContext: Uint8Array,
): NewEpoch {
  const memberSecret = suite.kdf.extract(joinerSecret, pskSecret);
  const epochSecret = suite.kdf.expandWithLabel(memberSecret, 'epoch', groupContext, suite.kdf.bytes);
  memberSecret.wipe();
  const epoch = deriveFromEpochSecret(suite, epochSecret);
  epochSecret.wipe();
  return epoch;
}

/** Everything that follows from the epoch secret, which for epoch 0 is random (RFC 9420 §11). It stays the caller's. */
export function deriveFromEpochSecret(suite: CipherSuite, epochSecret: Secret): NewEpoch {
  const derive = (label: string): Secret => suite.kdf.deriveSecret(epochSecret, label);
  return {
    secrets: {
      initSecret: derive('init'),
      senderDataSecret: derive('sender data'),
      exporterSecret: derive('exporter'),
      externalSecret: derive('external'),
      confirmationKey: derive('confirm'),
      membershipKey: derive('membership'),
      resumptionPsk: derive('resumption'),
      epochAuthenticator: derive('authentication'),
    },
    encryptionSecret: derive('encryption'),
  };
}

/** The key pair to which external commits are made (RFC 9420 §8). */
export function externalKeyPair(suite: CipherSuite, externalSecret: Secret): KemKeyPair {
  return suite.kem.deriveKeyPair(externalSecret);
}
