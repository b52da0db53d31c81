// How a call ended that did not end in a value, on the side of whoever made it.
import type { ErrorCode, ErrorView } from '@hushroom/ipc';

export class CallError extends Error {
  readonly code: ErrorCode;
  /** The limit, name or number that words for this code mention; empty where there is none. */
  readonly detail: string;

  constructor({ code, detail = '' }: ErrorView) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'CallError';
    this.code = code;
    this.detail = detail;
  }
}
