// The PSK secret (RFC 9420 §8.4): any number of pre-shared keys, chained in order.
import { encode } from '@hushroom/codec';
import { pskLabelCodec, type PreSharedKeyId } from '../messages/pre-shared-key.ts';
import type { Secret } from '../secret.ts';
import type { CipherSuite } from '../suite/cipher-suite.ts';
import { zeroSecret } from './key-schedule.ts';

/** A pre-shared key with the id under which it is injected. */
export interface IdentifiedPsk {
  readonly id: PreSharedKeyId;
  readonly psk: Secret;
}

/** Chains the keys, which stay the caller's; without any, the result is all zeros. */
export function derivePskSecret(suite: CipherSuite, psks: readonly IdentifiedPsk[]): Secret {
  let pskSecret = zeroSecret(suite);
  const zero = zeroSecret(suite);
  psks.forEach(({ id, psk }, index) => {
    const label = encode(pskLabelCodec, { id, index, count: psks.length });
    const extracted = suite.kdf.extract(zero, psk);
    const input = suite.kdf.expandWithLabel(extracted, 'derived psk', label, suite.kdf.bytes);
    const next = suite.kdf.extract(input, pskSecret);
    extracted.wipe();
    input.wipe();
    pskSecret.wipe();
    pskSecret = next;
  });
  return pskSecret;
}
