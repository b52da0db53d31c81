// Credential (RFC 9420 §5.3). A type that this package does not know has no length on the wire, so it cannot be read.
import { select, struct, uint16, type Codec, type Of } from '@hushroom/codec';
import { bytes, list } from './vector.ts';

/** Numbers of the "MLS Credential Types" registry (RFC 9420 §17.5). */
export const CREDENTIAL_TYPE = { basic: 1, x509: 2 } as const;

const basic: Codec<{ readonly identity: Uint8Array }> = struct({ identity: bytes });
const x509: Codec<{ readonly certificates: readonly Uint8Array[] }> = struct({ certificates: list(bytes) });

export const credentialCodec = select<{ basic: Of<typeof basic>; x509: Of<typeof x509> }>(uint16, {
  basic: [CREDENTIAL_TYPE.basic, basic],
  x509: [CREDENTIAL_TYPE.x509, x509],
});

/** Who a member claims to be: `basic` is an application-defined identity, `x509` a chain of DER certificates. */
export type Credential = Of<typeof credentialCodec>;
