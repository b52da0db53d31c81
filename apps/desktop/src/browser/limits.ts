// Every maximum of the browser shell.
import { MESSAGE_BYTES_MAX } from '@hushroom/ipc';

/** From the moment a link is made until its token is refused. */
export const TOKEN_LIFETIME_MS = 60_000;
/** Links waiting to be opened; the oldest gives way to a new one. */
export const TOKENS_MAX = 16;
/** Browser tabs that were let in; the one longest unused gives way to a new one. */
export const SESSIONS_MAX = 32;
/** Open WebSockets, let in or not. */
export const SOCKETS_MAX = 32;
/** From the opening of a WebSocket until its first message. */
export const ADMISSION_TIMEOUT_MS = 5_000;
/** One WebSocket message: the guard's own limit decides, this one bounds what is read before it is asked. */
export const SOCKET_MESSAGE_BYTES_MAX = MESSAGE_BYTES_MAX + 1024;
/** Bytes waiting for a page that does not read; more, and it is dropped. */
export const SOCKET_BACKLOG_BYTES_MAX = 16 * 1024 * 1024;
/** A request's header block; browsers send about 1 KiB. */
export const HEADER_BYTES_MAX = 8 * 1024;
/** Files that go to or come from pages at once. */
export const STREAMS_MAX = 16;
