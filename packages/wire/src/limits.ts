// Every maximum of the relay protocol, in bytes unless the name says otherwise. A relay may announce smaller ones.

/** The version of the protocol that this package speaks, and the WebSocket subprotocol that names it. */
export const PROTOCOL_VERSION = 1;
export const SUBPROTOCOL = 'hushroom.v1';

/** One frame, whatever it holds. */
export const FRAME_BYTES_MAX = 4 * 1024 * 1024;
/** The payload of one message entry. */
export const MESSAGE_BYTES_MAX = 128 * 1024;
/** The payload of one commit entry. */
export const COMMIT_BYTES_MAX = 1024 * 1024;
/** One item of an inbox: a welcome carries the whole tree of its room. */
export const INBOX_BYTES_MAX = 2 * 1024 * 1024;
/** All welcomes of one commit together. */
export const WELCOMES_BYTES_MAX = 3 * 1024 * 1024;
/** An ephemeral payload. */
export const EPHEMERAL_BYTES_MAX = 1024;
/** One published key package. */
export const KEY_PACKAGE_BYTES_MAX = 8 * 1024;
/** Key packages in one publish request, all together. */
export const KEY_PACKAGES_BYTES_MAX = 1024 * 1024;
/** A device certificate, in a roster entry. */
export const CERTIFICATE_BYTES_MAX = 4 * 1024;
/** One blob: the longest file, its header and the tag of each chunk (docs/protocol.md, "Files"). */
export const BLOB_BYTES_MAX = 24 + 2 * 1024 ** 3 + ((2 * 1024 ** 3) / (64 * 1024)) * 17;
/** All entries of one reply together. */
export const READ_BYTES_MAX = 3 * 1024 * 1024;

export const USER_NAME_BYTES_MAX = 32;
export const RELAY_NAME_BYTES_MAX = 64;
export const INVITE_BYTES_MAX = 64;
export const ERROR_DETAIL_BYTES_MAX = 256;

export const HASH_BYTES = 32;
export const LOG_ID_BYTES = 32;
export const DEVICE_ID_BYTES = 16;
export const CLIENT_ENTRY_ID_BYTES = 16;
export const TOKEN_BYTES = 32;
export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;
export const NONCE_BYTES = 32;
export const BLOB_ID_BYTES = 32;

/** RFC 9266 §4.2: what both ends of one TLS connection export, and nobody in between can make equal on two. */
export const CHANNEL_BINDING_LABEL = 'EXPORTER-Channel-Binding';
export const CHANNEL_BINDING_BYTES = 32;
