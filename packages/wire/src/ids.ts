// The fixed-size values that appear all over the protocol, and their text form in APIs and databases.
import { fixed, text, vector } from '@hushroom/codec';
import {
  BLOB_ID_BYTES,
  CHANNEL_BINDING_BYTES,
  CLIENT_ENTRY_ID_BYTES,
  DEVICE_ID_BYTES,
  HASH_BYTES,
  LOG_ID_BYTES,
  PUBLIC_KEY_BYTES,
  SIGNATURE_BYTES,
  TOKEN_BYTES,
  USER_NAME_BYTES_MAX,
} from './limits.ts';

/** SHA-256 of the relay's CA key (its DER SubjectPublicKeyInfo). */
export const relayId = fixed(HASH_BYTES);
/** Random; equal to the MLS group id of the room that the log carries. */
export const logId = fixed(LOG_ID_BYTES);
/** Random, chosen by the device. */
export const deviceId = fixed(DEVICE_ID_BYTES);
/** Random, chosen by the appending device: makes an append idempotent. */
export const clientEntryId = fixed(CLIENT_ENTRY_ID_BYTES);
/** Random, chosen by the device: whoever knows it may read the blob. */
export const blobId = fixed(BLOB_ID_BYTES);
/** Exported from the TLS connection (RFC 9266): another one on every connection, and the same at both of its ends. */
export const channelBinding = fixed(CHANNEL_BINDING_BYTES);
export const accessToken = fixed(TOKEN_BYTES);
export const hash = fixed(HASH_BYTES);
/** Ed25519. */
export const publicKey = fixed(PUBLIC_KEY_BYTES);
/** Ed25519. */
export const signature = fixed(SIGNATURE_BYTES);
export const userName = text(USER_NAME_BYTES_MAX);

/** The log id under which the roster's heads are signed. */
export const ROSTER_LOG_ID: Uint8Array = new Uint8Array(LOG_ID_BYTES);

/** The keys that may sign a log's rotations: one pseudonymous Ed25519 key per admin, at most 128. */
export const controlKeys = vector(publicKey, 128 * PUBLIC_KEY_BYTES);
