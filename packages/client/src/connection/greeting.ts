// The first exchange on a connection: who the relay is, what it promises, and the nonce to sign.
import { CryptoError, ed25519 } from '@hushroom/crypto';
import {
  headKeyStatement,
  policy,
  PROTOCOL_VERSION,
  relayIdOf,
  signContent,
  type HelloReply,
  type Policy,
  type RelayAddress,
} from '@hushroom/wire';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import type { HeadSigner } from '../log/head-check.ts';
import { sha256 } from '../sha256.ts';
import type { Link } from './link.ts';

/** A relay whose chain of keys was checked. */
export interface Greeting extends HeadSigner {
  readonly relayName: string;
  readonly policy: Policy;
  readonly nonce: Uint8Array;
}

/**
 * Says hello and checks the chain from relay id to head key and policy. `relayId` is the one that this profile knows or
 * its address names; null accepts the first. Throws {@link EngineError} `relay-not-the-one`, `relay-version`.
 */
export async function greet(link: Link, relayId: RelayAddress['relayId']): Promise<Greeting> {
  const reply = await link.request({
    type: 'hello',
    versionMin: PROTOCOL_VERSION,
    versionMax: PROTOCOL_VERSION,
  });
  if (reply.version !== PROTOCOL_VERSION) throw new EngineError('relay-version', String(reply.version));
  const claimed = relayIdOf(sha256, reply.headKey.caKey);
  if (relayId !== null && !sameBytes(claimed, relayId)) throw new EngineError('relay-not-the-one');
  checkSignatures(reply, claimed);
  const { relayName, nonce } = reply;
  const { caKey, headKey, signature: headKeySignature } = reply.headKey;
  return { relayId: claimed, relayName, nonce, headKey, caKey, headKeySignature, policy: reply.policy };
}

function checkSignatures(reply: HelloReply, relayId: Uint8Array): void {
  const { caKey, headKey, signature } = reply.headKey;
  const headKeyContent = signContent('HeadKey', headKeyStatement, { relayId, headKey });
  try {
    ed25519.verify(caKey, headKeyContent, signature);
    ed25519.verify(headKey, signContent('Policy', policy, reply.policy), reply.policySignature);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new EngineError('relay-not-the-one', 'head key or policy', { cause: error });
  }
}

/** SHA-256 over two encoded roster entries, account then device: what a registration signs. */
export function registrationHash(account: Uint8Array, device: Uint8Array): Uint8Array {
  const both = new Uint8Array(account.length + device.length);
  both.set(account);
  both.set(device, account.length);
  return sha256(both);
}
