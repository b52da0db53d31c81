// The closed list of what a relay can answer instead of a value. docs/protocol.md says what each means.
import { enumeration, struct, text, uint16, type Codec } from '@hushroom/codec';
import { ERROR_DETAIL_BYTES_MAX } from './limits.ts';

const NUMBERS = {
  /** The frame does not decode: the connection is closed after this answer. */
  'bad-frame': 1,
  /** The client's newest version is older than the relay's oldest. */
  'version-too-old': 2,
  /** The request needs `hello` or `authenticate` first, or comes a second time. */
  'out-of-order': 3,
  /** The device is not registered here, or was revoked. */
  'unknown-device': 4,
  'bad-signature': 5,
  'name-taken': 6,
  'name-invalid': 7,
  'registration-closed': 8,
  'invite-invalid': 9,
  /** The log does not exist, or the token does not open it: one answer for both. */
  'no-access': 10,
  /** The token was ended by a rotation; it reads up to the commit that ended it and appends nothing. */
  'access-ended': 11,
  'log-exists': 12,
  /** A commit stands after the one that the sender has seen. */
  conflict: 13,
  /** The client entry id was used before for other bytes. */
  'id-reused': 14,
  /** A rotation without a good signature by one of the log's control keys. */
  'rotation-refused': 15,
  'too-large': 16,
  quota: 17,
  /** Too many requests; try again later. */
  'rate-limited': 18,
  /** Nobody by that name or id. */
  'not-found': 19,
  'no-key-package': 20,
  /** The relay's disk is full: nothing was stored. */
  'storage-full': 21,
  'shutting-down': 22,
  /** A fault of the relay: asking again settles whether anything was stored. */
  internal: 23,
  /** The frame decodes, but its fields contradict each other or name what cannot be: nothing was done. */
  'bad-request': 24,
  /** The client's oldest version is newer than the relay's newest. */
  'version-too-new': 25,
} as const;

export type RelayErrorCode = keyof typeof NUMBERS;

/** Whether a text names a code. */
export function isRelayErrorCode(text: string): text is RelayErrorCode {
  return Object.hasOwn(NUMBERS, text);
}

/** The codes after which the same request may succeed later, unchanged. */
const RETRYABLE: ReadonlySet<RelayErrorCode> = new Set([
  'rate-limited',
  'storage-full',
  'shutting-down',
  'internal',
]);

/** Whether the same request may succeed later, unchanged. */
export function isRetryable(code: RelayErrorCode): boolean {
  return RETRYABLE.has(code);
}

/** A refusal by the relay. On the relay it is thrown, on the wire it is a reply, on a client it is thrown again. */
export class RelayError extends Error {
  readonly code: RelayErrorCode;
  /** For people reading a log, never for programs. */
  readonly detail: string;

  constructor(code: RelayErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'RelayError';
    this.code = code;
    this.detail = detail;
  }
}

export interface ErrorReply {
  readonly code: RelayErrorCode;
  /** For people reading a log, never for programs. */
  readonly detail: string;
}

export const errorReply: Codec<ErrorReply> = struct<ErrorReply>({
  code: enumeration(uint16, NUMBERS),
  detail: text(ERROR_DETAIL_BYTES_MAX),
});
