// An account's statement that a device is its own: the credential of every MLS leaf. The account key signs it; from an
// account's second certificate on, a device the account already has signs it too, so that the account key alone, once
// taken, cannot add a device unseen. A certificate is a claim: who the account is, only a pin or a comparison tells.
import { encode, optional, struct, uint16, uint32, uint53, vector, type Codec } from '@hushroom/codec';
import { concat, equalBytes } from '../bytes.ts';
import { CryptoError } from '../errors.ts';
import type { SignatureKeyPair } from '../suite/signature.ts';
import { decodeCertificate, deviceIdCodec, publicKeyCodec, signatureCodec } from './identity-fields.ts';
import { signStatement, verifyStatement } from './statement.ts';
import { userNameCodec, type UserName } from './user-name.ts';

const VERSION = 1;
const LABEL = 'DeviceCertificate';
const COUNTERSIGN_LABEL = 'DeviceCountersignature';
const FIRST_NUMBER = 1;
/** Cipher suites are two bytes each: at most 16 of them. */
const SUITES_BYTES_MAX = 32;

/** Longest encoded certificate in bytes, for whoever stores or relays one. */
export const DEVICE_CERTIFICATE_BYTES_MAX = 384;

/** What the account key signs. */
export interface DeviceContent {
  readonly version: number;
  readonly userName: UserName;
  /** Ed25519 public key of the account. */
  readonly accountKey: Uint8Array;
  /** 16 random bytes. */
  readonly deviceId: Uint8Array;
  /** Ed25519 public key of the device: the signature key of its MLS leaves. */
  readonly deviceKey: Uint8Array;
  /** Cipher suites the device takes part in, ascending. A later certificate only adds to them. */
  readonly suites: readonly number[];
  /** Counts the account's certificates from 1. */
  readonly number: number;
  /** The account's claim, in milliseconds since 1970. */
  readonly created: number;
}

/** By a device of the same account. Whether it is unrevoked, only the roster tells. */
export interface Countersignature {
  readonly deviceKey: Uint8Array;
  readonly signature: Uint8Array;
}

export interface DeviceCertificate extends DeviceContent {
  /** By the account key. */
  readonly signature: Uint8Array;
  /** `null` on an account's first certificate only. */
  readonly countersignature: Countersignature | null;
}

const contentFields = {
  version: uint16,
  userName: userNameCodec,
  accountKey: publicKeyCodec,
  deviceId: deviceIdCodec,
  deviceKey: publicKeyCodec,
  suites: vector(uint16, SUITES_BYTES_MAX),
  number: uint32,
  created: uint53,
};
const contentCodec: Codec<DeviceContent> = struct<DeviceContent>(contentFields);
const certificateCodec: Codec<DeviceCertificate> = struct<DeviceCertificate>({
  ...contentFields,
  signature: signatureCodec,
  countersignature: optional(
    struct<Countersignature>({ deviceKey: publicKeyCodec, signature: signatureCodec }),
  ),
});

/**
 * Certifies a device. `number` counts the account's certificates from 1; all but the first still need
 * {@link countersignDeviceCertificate}. Throws `bad-certificate` for content that nobody would accept.
 */
export function signDeviceCertificate(
  content: Omit<DeviceContent, 'version' | 'accountKey'>,
  accountKeys: SignatureKeyPair,
): DeviceCertificate {
  const signed: DeviceContent = { ...content, version: VERSION, accountKey: accountKeys.publicKey };
  checkContent(signed);
  const signature = signStatement(LABEL, encode(contentCodec, signed), accountKeys.secretKey);
  return { ...signed, signature, countersignature: null };
}

/** Adds the signature of a device that the account already has. */
export function countersignDeviceCertificate(
  certificate: DeviceCertificate,
  deviceKeys: SignatureKeyPair,
): DeviceCertificate {
  const signature = signStatement(COUNTERSIGN_LABEL, countersigned(certificate), deviceKeys.secretKey);
  return { ...certificate, countersignature: { deviceKey: deviceKeys.publicKey, signature } };
}

/**
 * Throws `bad-certificate` unless the content is sound, the account key signed it, and it is either the account's first
 * or countersigned by another device key. Reaches the same verdict everywhere: it looks at the certificate alone.
 */
export function verifyDeviceCertificate(certificate: DeviceCertificate): void {
  checkContent(certificate);
  const { accountKey, deviceKey, number, signature, countersignature } = certificate;
  if ((number === FIRST_NUMBER) !== (countersignature === null)) {
    throw new CryptoError('bad-certificate', 'countersignature missing or uncalled for');
  }
  if (countersignature !== null && equalBytes(countersignature.deviceKey, deviceKey)) {
    throw new CryptoError('bad-certificate', 'countersigned by itself');
  }
  try {
    verifyStatement(LABEL, encode(contentCodec, certificate), accountKey, signature);
    if (countersignature !== null) {
      const content = countersigned(certificate);
      verifyStatement(COUNTERSIGN_LABEL, content, countersignature.deviceKey, countersignature.signature);
    }
  } catch (cause) {
    throw new CryptoError('bad-certificate', 'signature', { cause });
  }
}

/** At most {@link DEVICE_CERTIFICATE_BYTES_MAX} bytes: the identity of an MLS basic credential. */
export function encodeDeviceCertificate(certificate: DeviceCertificate): Uint8Array {
  return encode(certificateCodec, certificate);
}

/** Decodes without verifying. Throws `bad-certificate`. */
export function decodeDeviceCertificate(bytes: Uint8Array): DeviceCertificate {
  return decodeCertificate(certificateCodec, bytes);
}

/** A device signs what the account key signed and that signature with it. */
function countersigned(certificate: DeviceCertificate): Uint8Array {
  return concat(encode(contentCodec, certificate), certificate.signature);
}

function checkContent(content: DeviceContent): void {
  const { version, accountKey, deviceKey, suites, number } = content;
  if (version !== VERSION) throw new CryptoError('bad-certificate', 'version');
  if (number < FIRST_NUMBER) throw new CryptoError('bad-certificate', 'number');
  // The account key is kept sealed; a device that signed with it would have it at hand all day.
  if (equalBytes(accountKey, deviceKey)) {
    throw new CryptoError('bad-certificate', 'device key is the account key');
  }
  const ascending = suites.every((suite, index) => index === 0 || suite > (suites[index - 1] ?? 0));
  if (suites.length === 0 || !ascending) throw new CryptoError('bad-certificate', 'suites');
}
