// Blobs go over HTTPS on the relay's port, beside the WebSocket: what both sides know of those requests
// (docs/protocol.md, "Blobs").
import { isRelayErrorCode, type RelayErrorCode } from './error.ts';
import { BLOB_ID_BYTES, TOKEN_BYTES } from './limits.ts';

const PATH = new RegExp(`^/blob/([0-9a-f]{${BLOB_ID_BYTES * 2}})(?:\\?offset=([0-9]{1,15}))?$`);
const BEARER = new RegExp(`^Bearer ([0-9a-f]{${TOKEN_BYTES * 2}})$`);

/** The path of a blob; with an offset, that of a put which goes on there. */
export function blobPath(blobId: Uint8Array, offset?: number): string {
  return `/blob/${hexOf(blobId)}${offset === undefined ? '' : `?offset=${offset}`}`;
}

/** Reads what {@link blobPath} writes; null for any other path. The offset is 0 where none is given. */
export function parseBlobPath(path: string): { readonly blobId: Uint8Array; readonly offset: number } | null {
  const match = PATH.exec(path);
  if (match?.[1] === undefined) return null;
  return { blobId: bytesOf(match[1]), offset: Number(match[2] ?? 0) };
}

/** The value of the `authorization` header of a put. */
export function bearer(token: Uint8Array): string {
  return `Bearer ${hexOf(token)}`;
}

/** The token in an `authorization` header; null if there is none. */
export function parseBearer(header: string): Uint8Array | null {
  const match = BEARER.exec(header);
  return match?.[1] === undefined ? null : bytesOf(match[1]);
}

const STATUSES: Partial<Record<RelayErrorCode, number>> = {
  'bad-request': 400,
  'no-access': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  quota: 429,
  'rate-limited': 429,
  'shutting-down': 503,
  'storage-full': 507,
};

/** The HTTP status of a refusal. Its body is the code itself. */
export function statusOf(code: RelayErrorCode): number {
  return STATUSES[code] ?? 500;
}

/** The code in the body of a refusal; `internal` for what is none. */
export function codeOfRefusal(body: string): RelayErrorCode {
  return isRelayErrorCode(body) ? body : 'internal';
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** `hex` was matched before. */
function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}
