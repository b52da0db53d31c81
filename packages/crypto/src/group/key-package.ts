// Making key packages (RFC 9420 §10) and naming them.
import { encode } from '@hushroom/codec';
import { CREDENTIAL_TYPE, type Credential } from '../messages/credential.ts';
import type { Capabilities, Lifetime } from '../messages/capabilities.ts';
import type { Extension } from '../messages/extension.ts';
import { MLS10 } from '../messages/group-context.ts';
import {
  keyPackageCodec,
  keyPackageContentCodec,
  type KeyPackage,
  type KeyPackageContent,
} from '../messages/key-package.ts';
import { mlsMessageCodec } from '../messages/mls-message.ts';
import type { Random } from '../random.ts';
import { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { refHash, signWithLabel } from '../suite/labeled.ts';
import type { SignatureKeyPair } from '../suite/signature.ts';
import { suiteById, suiteIds } from '../suite/cipher-suite.ts';
import { signLeafNode } from '../tree/update-path.ts';
import { checkKeyPackage } from '../validation/key-package.ts';
import { CryptoError } from '../errors.ts';
import { parseMlsMessage } from './envelope.ts';

/** The private side of a key package. Wiped once it is used, or has expired. */
export interface KeyPackageSecrets {
  readonly initKey: Secret;
  readonly encryptionKey: Secret;
}

/** What this package supports: MLS 1.0, its suites, basic credentials, and nothing beyond the defaults. */
export const ownCapabilities: Capabilities = {
  versions: [MLS10],
  cipherSuites: suiteIds,
  extensions: [],
  proposals: [],
  credentials: [CREDENTIAL_TYPE.basic],
};

/** Makes a key package with fresh init and encryption keys. */
export function generateKeyPackage(options: {
  readonly suite: CipherSuite;
  readonly credential: Credential;
  readonly signatureKeyPair: SignatureKeyPair;
  /** From when to when it may be used, in seconds since the Unix epoch. */
  readonly lifetime: Lifetime;
  readonly random: Random;
  readonly capabilities?: Capabilities;
  readonly extensions?: readonly Extension[];
  readonly leafExtensions?: readonly Extension[];
}): { readonly keyPackage: KeyPackage; readonly secrets: KeyPackageSecrets } {
  const { suite, signatureKeyPair, random } = options;
  const freshKeyPair = (): ReturnType<CipherSuite['kem']['deriveKeyPair']> => {
    const seed = Secret.of(random(suite.kdf.bytes));
    const pair = suite.kem.deriveKeyPair(seed);
    seed.wipe();
    return pair;
  };
  const init = freshKeyPair();
  const encryption = freshKeyPair();
  const leafNode = signLeafNode(
    suite,
    {
      encryptionKey: encryption.publicKey,
      signatureKey: signatureKeyPair.publicKey,
      credential: options.credential,
      capabilities: options.capabilities ?? ownCapabilities,
      leafNodeSource: { type: 'keyPackage', lifetime: options.lifetime },
      extensions: options.leafExtensions ?? [],
    },
    null,
    signatureKeyPair.secretKey,
  );
  const content: KeyPackageContent = {
    version: MLS10,
    cipherSuite: suite.id,
    initKey: init.publicKey,
    leafNode,
    extensions: options.extensions ?? [],
  };
  const tbs = encode(keyPackageContentCodec, content);
  const signature = signWithLabel(suite, signatureKeyPair.secretKey, 'KeyPackageTBS', tbs);
  return {
    keyPackage: { ...content, signature },
    secrets: { initKey: init.secretKey, encryptionKey: encryption.secretKey },
  };
}

/** RFC 9420 §5.2: KeyPackageRef, the name under which a welcome finds its key package. */
export function keyPackageRef(keyPackage: KeyPackage): Uint8Array {
  const suite = suiteById(keyPackage.cipherSuite);
  return refHash(suite, 'MLS 1.0 KeyPackage Reference', encode(keyPackageCodec, keyPackage));
}

/** A key package as an MLSMessage. */
export function encodeKeyPackage(keyPackage: KeyPackage): Uint8Array {
  return encode(mlsMessageCodec, { type: 'keyPackage', keyPackage });
}

/**
 * Reads a key package from an MLSMessage and checks everything that can be checked outside of a group
 * (RFC 9420 §10.1); whose it is, is for the caller to judge by the credential.
 */
export function decodeKeyPackage(message: Uint8Array): KeyPackage {
  const decoded = parseMlsMessage(message);
  if (decoded.type !== 'keyPackage') throw new CryptoError('wrong-wire-format', decoded.type);
  checkKeyPackage(suiteById(decoded.keyPackage.cipherSuite), decoded.keyPackage);
  return decoded.keyPackage;
}
