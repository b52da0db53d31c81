// The labelled signatures, encryptions and references of RFC 9420 §5. All share one form: label<V>, then content<V>.
import { encode, text, Writer } from '@hushroom/codec';
import { concat } from '../bytes.ts';
import type { Random } from '../random.ts';
import type { Secret } from '../secret.ts';
import type { CipherSuite } from './cipher-suite.ts';
import type { HpkeInfo, HpkeSealed } from './hpke.ts';

const LABEL_BYTES_MAX = 255;
const NO_AAD = new Uint8Array(0);

/** RFC 9420 §5.1.2: SignWithLabel. `label` is given without "MLS 1.0 ". */
export function signWithLabel(
  suite: CipherSuite,
  secretKey: Secret,
  label: string,
  content: Uint8Array,
): Uint8Array {
  return suite.signature.sign(secretKey, [labeledHeader(`MLS 1.0 ${label}`, content), content]);
}

/** RFC 9420 §5.1.2: VerifyWithLabel. Throws `bad-signature`. */
export function verifyWithLabel(
  suite: CipherSuite,
  publicKey: Uint8Array,
  label: string,
  content: Uint8Array,
  signature: Uint8Array,
): void {
  suite.signature.verify(publicKey, [labeledHeader(`MLS 1.0 ${label}`, content), content], signature);
}

/** RFC 9420 §5.1.3: EncryptWithLabel. The plaintext stays the caller's to wipe. Throws `bad-public-key`. */
export function encryptWithLabel(
  suite: CipherSuite,
  publicKey: Uint8Array,
  label: string,
  context: Uint8Array,
  plaintext: Uint8Array,
  random: Random,
): HpkeSealed {
  const info = labeledContent(`MLS 1.0 ${label}`, context);
  return suite.hpke.sealBase(publicKey, info, NO_AAD, plaintext, random);
}

/** Label and context of {@link encryptWithLabel}, hashed once for {@link encryptWithInfo}. */
export function encryptionInfo(suite: CipherSuite, label: string, context: Uint8Array): HpkeInfo {
  return suite.hpke.hashInfo(labeledContent(`MLS 1.0 ${label}`, context));
}

/** EncryptWithLabel for one of many recipients under the same label and context. Throws `bad-public-key`. */
export function encryptWithInfo(
  suite: CipherSuite,
  publicKey: Uint8Array,
  info: HpkeInfo,
  plaintext: Uint8Array,
  random: Random,
): HpkeSealed {
  return suite.hpke.sealBase(publicKey, info, NO_AAD, plaintext, random);
}

/**
 * RFC 9420 §5.1.3: DecryptWithLabel. `publicKey`, the recipient's own, only saves time. Throws `decryption-failed` with
 * scope `own`.
 */
export function decryptWithLabel(
  suite: CipherSuite,
  secretKey: Secret,
  label: string,
  context: Uint8Array,
  sealed: HpkeSealed,
  publicKey?: Uint8Array,
): Secret {
  const info = labeledContent(`MLS 1.0 ${label}`, context);
  return suite.hpke.openBase(sealed, secretKey, info, NO_AAD, publicKey);
}

/** RFC 9420 §5.2: RefHash. `label` is whole, as in "MLS 1.0 KeyPackage Reference". */
export function refHash(suite: CipherSuite, label: string, value: Uint8Array): Uint8Array {
  return suite.hash.digest(labeledHeader(label, value), value);
}

/** Encoded `label<V>` by label. Labels are constants of the RFC and of the application, so the map stays small. */
const encodedLabels = new Map<string, Uint8Array>();

/** SignContent, EncryptContext and RefHashInput alike: opaque label<V>; opaque content<V>. */
export function labeledContent(label: string, content: Uint8Array): Uint8Array {
  return concat(labeledHeader(label, content), content);
}

/** What stands before the content: the label, and the content's length. */
function labeledHeader(label: string, content: Uint8Array): Uint8Array {
  let encoded = encodedLabels.get(label);
  if (encoded === undefined) {
    encoded = encode(text(LABEL_BYTES_MAX), label);
    encodedLabels.set(label, encoded);
  }
  const writer = new Writer();
  writer.bytes(encoded);
  writer.vectorLength(content.length);
  return writer.finish();
}
