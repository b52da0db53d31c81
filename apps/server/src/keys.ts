// The relay's signing key as the relay core uses it: heads and policy are signed by a key that the CA certified.
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import type { Codec } from '@hushroom/codec';
import {
  headKeyStatement,
  relayIdOf,
  signContent,
  type HeadKeyCertificate,
  type StatementLabel,
} from '@hushroom/wire';
import { sha256 } from './bytes.ts';

/** Who the relay is, and its voice. */
export interface RelayKeys {
  readonly relayId: Uint8Array;
  readonly headKey: HeadKeyCertificate;
  /** Signs by the head key; 64 bytes. */
  sign<T>(label: StatementLabel, codec: Codec<T>, content: T): Uint8Array;
}

// RFC 8410 §7: the PKCS #8 form of an Ed25519 private key is this prefix and the 32 bytes of the seed.
const ED25519_PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key from its seed of 32 bytes. */
export function keyFromSeed(seed: Uint8Array): KeyObject {
  const key = Buffer.concat([ED25519_PKCS8_PREFIX, seed]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

/** The 32 raw bytes of the public half of an Ed25519 key. */
export function publicKeyOf(key: KeyObject): Uint8Array {
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return Uint8Array.from(Buffer.from(x, 'base64url'));
}

/** The CA's word for a head key: done once, with the CA key at hand. */
export function certifyHeadKey(caKey: KeyObject, headKey: KeyObject): HeadKeyCertificate {
  const ca = publicKeyOf(caKey);
  const statement = { relayId: relayIdOf(sha256, ca), headKey: publicKeyOf(headKey) };
  const signature = sign(null, signContent('HeadKey', headKeyStatement, statement), caKey);
  return { caKey: ca, headKey: statement.headKey, signature: Uint8Array.from(signature) };
}

/** The keys of a running relay, without its CA key. */
export function relayKeys(headKey: KeyObject, certificate: HeadKeyCertificate): RelayKeys {
  return {
    relayId: relayIdOf(sha256, certificate.caKey),
    headKey: certificate,
    sign: (label, codec, content) => Uint8Array.from(sign(null, signContent(label, codec, content), headKey)),
  };
}

/** Keys that live only in memory, from two seeds of 32 bytes: for simulations and tests of the relay core. */
export function keysFromSeeds(seeds: { ca: Uint8Array; head: Uint8Array }): RelayKeys {
  const headKey = keyFromSeed(seeds.head);
  return relayKeys(headKey, certifyHeadKey(keyFromSeed(seeds.ca), headKey));
}
