// PreSharedKeyID and PSKLabel (RFC 9420 §8.4).
import { enumeration, select, struct, uint16, uint64, uint8, type Of } from '@hushroom/codec';
import { bytes } from './vector.ts';

const resumptionPskUsage = enumeration<'application' | 'reinit' | 'branch'>(uint8, {
  application: 1,
  reinit: 2,
  branch: 3,
});

const pskCodec = select<{
  external: { readonly pskId: Uint8Array };
  resumption: {
    readonly usage: Of<typeof resumptionPskUsage>;
    readonly pskGroupId: Uint8Array;
    readonly pskEpoch: bigint;
  };
}>(uint8, {
  external: [1, struct({ pskId: bytes })],
  resumption: [2, struct({ usage: resumptionPskUsage, pskGroupId: bytes, pskEpoch: uint64 })],
});

/** Which key is meant, without the nonce of one injection. */
export type Psk = Of<typeof pskCodec>;

/** One injection of a pre-shared key: the key, and a nonce that makes this use of it unlike any other. */
export interface PreSharedKeyId {
  readonly psk: Psk;
  readonly pskNonce: Uint8Array;
}

export const preSharedKeyIdCodec = struct<PreSharedKeyId>({ psk: pskCodec, pskNonce: bytes });

export const pskLabelCodec = struct<{
  readonly id: PreSharedKeyId;
  readonly index: number;
  readonly count: number;
}>({ id: preSharedKeyIdCodec, index: uint16, count: uint16 });
