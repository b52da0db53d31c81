// MLS-Exporter (RFC 9420 §8.5).
import type { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';

/** A secret of `length` bytes for use outside of MLS, bound to the epoch, the label and the context. */
export function exportFrom(
  suite: CipherSuite,
  exporterSecret: Secret,
  label: string,
  context: Uint8Array,
  length: number,
): Secret {
  const derived = suite.kdf.deriveSecret(exporterSecret, label);
  const exported = suite.kdf.expandWithLabel(derived, 'exported', suite.hash.digest(context), length);
  derived.wipe();
  return exported;
}
