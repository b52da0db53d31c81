// A device's request to be taken out of a room's group and in again, because it cannot read on: signed by the key of its
// leaf, with a key package that only this request names. Which requests count is decided in readd-rules.ts.
import { CodecError, decode, encode, opaque, struct, uint16, uint53, type Codec } from '@hushroom/codec';
import { CryptoError, ed25519, type Extension, type LeafNode, type Secret } from '@hushroom/crypto';
import {
  deviceId,
  KEY_PACKAGE_BYTES_MAX,
  logId,
  readdStatement,
  signature,
  signContent,
  type ReaddStatement,
} from '@hushroom/wire';
import { sha256 } from '../sha256.ts';
import { READD_EXTENSION } from './room-context.ts';

const VERSION = 1;

/** What a commit shows of the request that it serves; the rest follows from its proposals. */
export interface ReaddProof {
  /** Ms since 1970; above that of every earlier request of the device for this room. */
  readonly made: number;
  readonly signature: Uint8Array;
}

export const readdProof: Codec<ReaddProof> = struct<ReaddProof>({ made: uint53, signature });

export interface ReaddRequest extends ReaddProof {
  readonly logId: Uint8Array;
  readonly deviceId: Uint8Array;
  /** As an MLSMessage. */
  readonly keyPackage: Uint8Array;
}

const request = struct<ReaddRequest & { readonly version: number }>({
  version: uint16,
  logId,
  deviceId,
  made: uint53,
  keyPackage: opaque(KEY_PACKAGE_BYTES_MAX),
  signature,
});

export function signReadd(
  deviceSecret: Secret,
  asked: Omit<ReaddRequest, 'signature'>,
): { readonly payload: Uint8Array } {
  const signed = ed25519.sign(deviceSecret, contentOf(asked));
  return { payload: encode(request, { ...asked, signature: signed, version: VERSION }) };
}

/** Throws a CodecError or CryptoError for anything else than a request. Its signature is not looked at. */
export function parseReadd(payload: Uint8Array): ReaddRequest {
  const { version, ...asked } = decode(request, payload);
  if (version !== VERSION) throw new CryptoError('malformed', 'version of a re-add request');
  return asked;
}

/** Throws a CryptoError unless the request was signed with this key. */
export function verifyReadd(deviceKey: Uint8Array, asked: ReaddRequest): void {
  ed25519.verify(deviceKey, contentOf(asked), asked.signature);
}

function contentOf({ keyPackage, ...asked }: Omit<ReaddRequest, 'signature'>): Uint8Array {
  const { logId: log, deviceId: device, made } = asked;
  const statement: ReaddStatement = { logId: log, deviceId: device, made, keyPackage: sha256(keyPackage) };
  return signContent('Readd', readdStatement, statement);
}

/** The extension of a leaf that came by a request; every later leaf of the device carries it on. */
export function readdExtension(made: number): Extension {
  return { extensionType: READD_EXTENSION, extensionData: encode(uint53, made) };
}

/** When the request was made by which a leaf came, ms since 1970; 0 for one that came otherwise. */
export function readdedAt({ extensions }: LeafNode): number {
  const found = extensions.find(({ extensionType }) => extensionType === READD_EXTENSION);
  if (found === undefined) return 0;
  try {
    return decode(uint53, found.extensionData);
  } catch (error) {
    if (error instanceof CodecError) return 0;
    throw error;
  }
}
