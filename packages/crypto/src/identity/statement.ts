// What an account or device key signs outside MLS: always in the form of MLS SignContent (RFC 9420 §5.1.2) under a
// label that starts with "Hushroom 1.0 ", so that no signature made for one purpose, MLS included, is valid for another.
import type { Secret } from '../secret.ts';
import { labeledContent } from '../suite/labeled.ts';
import { ed25519 } from '../suite/signature.ts';

/** Signs `content` for the purpose `label`, which is given without "Hushroom 1.0 ". 64 bytes. */
export function signStatement(label: string, content: Uint8Array, secretKey: Secret): Uint8Array {
  return ed25519.sign(secretKey, statement(label, content));
}

/** Throws `bad-signature` unless `signature` is that of `content` for the purpose `label` under `publicKey`. */
export function verifyStatement(
  label: string,
  content: Uint8Array,
  publicKey: Uint8Array,
  signature: Uint8Array,
): void {
  ed25519.verify(publicKey, statement(label, content), signature);
}

/** The bytes that are signed or hashed for the purpose `label`: label<V>, then content<V>. */
export function statement(label: string, content: Uint8Array): Uint8Array {
  return labeledContent(`Hushroom 1.0 ${label}`, content);
}
