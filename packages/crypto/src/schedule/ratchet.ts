// One sender ratchet (RFC 9420 §9.1): a key and nonce for each generation, each used once. Immutable; what a step uses
// up is handed back to be wiped. Keys of skipped generations are kept for messages that come late, in bounded number.
import { CryptoError } from '../errors.ts';
import type { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';

/** Generations that one message may leave out at most; deriving more would let a member buy work cheaply. */
export const GENERATIONS_SKIPPED_MAX = 1024;

/** Keys of skipped generations kept per ratchet; older ones are wiped. */
const SKIPPED_KEYS_MAX = 256;

/** What encrypts one message. */
export interface MessageKey {
  readonly key: Secret;
  readonly nonce: Secret;
}

export interface Ratchet {
  /** The generation that `secret` leads to. */
  readonly generation: number;
  readonly secret: Secret;
  /** In increasing order of generation. */
  readonly skipped: ReadonlyMap<number, MessageKey>;
}

/** A ratchet that has moved, the key it gave, and the secrets to wipe once the new ratchet is saved. */
export interface RatchetStep extends MessageKey {
  readonly ratchet: Ratchet;
  readonly generation: number;
  readonly consumed: readonly Secret[];
}

const NOTHING_SKIPPED: ReadonlyMap<number, MessageKey> = new Map();

export function startRatchet(secret: Secret): Ratchet {
  return { generation: 0, secret, skipped: NOTHING_SKIPPED };
}

/** Takes the next unused generation, for sending. */
export function nextKey(suite: CipherSuite, ratchet: Ratchet): RatchetStep {
  const { generation, secret } = ratchet;
  const { key, nonce, next } = deriveStep(suite, secret, generation);
  return {
    ratchet: { generation: generation + 1, secret: next, skipped: ratchet.skipped },
    key,
    nonce,
    generation,
    consumed: [secret, key, nonce],
  };
}

/**
 * Takes the key of a given generation, for receiving. Throws `key-consumed` for one used before, or skipped too long
 * ago, and `ratchet-too-far` for one more than {@link GENERATIONS_SKIPPED_MAX} ahead.
 */
export function keyAt(suite: CipherSuite, ratchet: Ratchet, generation: number): RatchetStep {
  if (generation < ratchet.generation) return takeSkipped(ratchet, generation);
  checkGenerationReach(ratchet, generation);
  if (generation === ratchet.generation) return nextKey(suite, ratchet);

  const skipped = new Map(ratchet.skipped);
  const consumed: Secret[] = [];
  let { secret } = ratchet;
  for (let at = ratchet.generation; at < generation; at++) {
    const { key, nonce, next } = deriveStep(suite, secret, at);
    consumed.push(secret);
    skipped.set(at, { key, nonce });
    secret = next;
  }
  // A map iterates in the order of insertion, so the first entries are the oldest generations.
  for (const [oldest, { key, nonce }] of skipped) {
    if (skipped.size <= SKIPPED_KEYS_MAX) break;
    skipped.delete(oldest);
    consumed.push(key, nonce);
  }
  const step = nextKey(suite, { generation, secret, skipped });
  return { ...step, consumed: [...consumed, ...step.consumed] };
}

/** Every secret that a ratchet holds. */
export function ratchetSecrets(ratchet: Ratchet): Secret[] {
  const secrets = [ratchet.secret];
  for (const { key, nonce } of ratchet.skipped.values()) secrets.push(key, nonce);
  return secrets;
}

/** RFC 9420 §15.3: a generation far ahead is refused before anything is derived. */
function checkGenerationReach(ratchet: Ratchet, generation: number): void {
  if (generation - ratchet.generation > GENERATIONS_SKIPPED_MAX) {
    throw new CryptoError('ratchet-too-far', 'generation');
  }
}

function takeSkipped(ratchet: Ratchet, generation: number): RatchetStep {
  const found = ratchet.skipped.get(generation);
  // RFC 9420 §9.1: a key and nonce are used for one message.
  if (found === undefined) throw new CryptoError('key-consumed', 'generation');
  const skipped = new Map(ratchet.skipped);
  skipped.delete(generation);
  return { ratchet: { ...ratchet, skipped }, ...found, generation, consumed: [found.key, found.nonce] };
}

function deriveStep(suite: CipherSuite, secret: Secret, generation: number): MessageKey & { next: Secret } {
  const { aead, kdf } = suite;
  return {
    key: kdf.deriveTreeSecret(secret, 'key', generation, aead.keyBytes),
    nonce: kdf.deriveTreeSecret(secret, 'nonce', generation, aead.nonceBytes),
    next: kdf.deriveTreeSecret(secret, 'secret', generation, kdf.bytes),
  };
}
