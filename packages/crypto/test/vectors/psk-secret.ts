import assert from 'node:assert/strict';
import { derivePskSecret } from '../../src/schedule/psk-secret.ts';
import { bare, hex, secret, suiteOf, type VectorFamily } from './family.ts';

interface PskSecretVector {
  cipher_suite: number;
  psks: { psk_id: string; psk: string; psk_nonce: string }[];
  psk_secret: string;
}

export const pskSecret: VectorFamily = {
  name: 'psk_secret',
  fields: ['psks', 'psk_secret'],
  check(vector: PskSecretVector) {
    const psks = vector.psks.map(({ psk_id, psk, psk_nonce }) => ({
      id: { psk: { type: 'external' as const, pskId: hex(psk_id) }, pskNonce: hex(psk_nonce) },
      psk: secret(psk),
    }));
    assert.equal(bare(derivePskSecret(suiteOf(vector), psks)), vector.psk_secret);
  },
};
