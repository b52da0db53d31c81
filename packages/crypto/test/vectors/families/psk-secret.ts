// The chain of external pre-shared keys: RFC 9420 §8.4.
import { derivePskSecret } from '../../../src/schedule/psk-secret.ts';
import { Secret } from '../../../src/secret.ts';
import { fromHex, same, suiteFamily, toHex } from './family.ts';

interface PskSecretCase {
  readonly cipher_suite: number;
  readonly psks: readonly { readonly psk_id: string; readonly psk: string; readonly psk_nonce: string }[];
  readonly psk_secret: string;
}

export const pskSecret = suiteFamily<PskSecretCase>('psk_secret', ['psks', 'psk_secret'], (vector, suite) => {
  const psks = vector.psks.map(({ psk_id, psk, psk_nonce }) => ({
    id: { psk: { type: 'external' as const, pskId: fromHex(psk_id) }, pskNonce: fromHex(psk_nonce) },
    psk: Secret.of(fromHex(psk)),
  }));
  same('psk_secret', derivePskSecret(suite, psks).use(toHex), vector.psk_secret);
});
