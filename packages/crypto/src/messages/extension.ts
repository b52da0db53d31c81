// Extension, and the contents of the extensions that RFC 9420 itself defines (§7.2, §11.1, §12.1.8.1, §12.4.3.2).
import { decode, struct, uint16, type Codec } from '@hushroom/codec';
import { CryptoError } from '../errors.ts';
import { credentialCodec, type Credential } from './credential.ts';
import { bytes, list } from './vector.ts';

/** Numbers of the "MLS Extension Types" registry (RFC 9420 §17.3). */
export const EXTENSION_TYPE = {
  applicationId: 1,
  ratchetTree: 2,
  requiredCapabilities: 3,
  externalPub: 4,
  externalSenders: 5,
} as const;

/** The extension types that every client supports and none lists (RFC 9420 §7.2). */
export const EXTENSION_TYPE_DEFAULT_MAX = 5;

/** One extension: a number and content that only those who know the number read. */
export interface Extension {
  readonly extensionType: number;
  readonly extensionData: Uint8Array;
}

export const extensionsCodec = list(struct<Extension>({ extensionType: uint16, extensionData: bytes }));

/** What every member of a group must support beyond the defaults (RFC 9420 §11.1). */
export interface RequiredCapabilities {
  readonly extensionTypes: readonly number[];
  readonly proposalTypes: readonly number[];
  readonly credentialTypes: readonly number[];
}

export const requiredCapabilitiesCodec = struct<RequiredCapabilities>({
  extensionTypes: list(uint16),
  proposalTypes: list(uint16),
  credentialTypes: list(uint16),
});

/** A party outside the group that may send it proposals (RFC 9420 §12.1.8.1). */
export interface ExternalSender {
  readonly signatureKey: Uint8Array;
  readonly credential: Credential;
}

export const externalSendersCodec = list(
  struct<ExternalSender>({ signatureKey: bytes, credential: credentialCodec }),
);

export const externalPubCodec = struct<{ readonly externalPub: Uint8Array }>({ externalPub: bytes });

/**
 * Decodes the extension of one type, or returns `null` if the list has none. Throws `extension-malformed` if its content
 * is not what its type says.
 */
export function readExtension<T>(
  extensions: readonly Extension[],
  extensionType: number,
  codec: Codec<T>,
): T | null {
  const found = extensions.find((extension) => extension.extensionType === extensionType);
  if (found === undefined) return null;
  try {
    return decode(codec, found.extensionData);
  } catch (cause) {
    throw new CryptoError('extension-malformed', `type ${extensionType}`, { cause });
  }
}
