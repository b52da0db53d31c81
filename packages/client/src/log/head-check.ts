// Heads that the relay signs: genuine or not. What a genuine one proves is decided where the log's transcript is known.
import { CryptoError, ed25519 } from '@hushroom/crypto';
import { head, signContent, type SignedHead } from '@hushroom/wire';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';

/** Who may sign heads: the relay, and the key that its CA certified on this connection. */
export interface HeadSigner {
  readonly relayId: Uint8Array;
  readonly headKey: Uint8Array;
  /** The key whose hash is the relay id, and its signature over the head key. */
  readonly caKey: Uint8Array;
  readonly headKeySignature: Uint8Array;
}

/** Throws {@link EngineError} `relay-refused` unless the head is of this log and signed by the relay. */
export function checkHead(signed: SignedHead, logId: Uint8Array, signer: HeadSigner): void {
  const { signature, ...content } = signed;
  if (!sameBytes(content.relayId, signer.relayId) || !sameBytes(content.logId, logId)) {
    throw new EngineError('relay-refused', 'head of something else');
  }
  try {
    ed25519.verify(signer.headKey, signContent('Head', head, content), signature);
  } catch (error) {
    if (!(error instanceof CryptoError)) throw error;
    throw new EngineError('relay-refused', 'head signature', { cause: error });
  }
}
