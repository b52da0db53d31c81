// Every maximum of the channel between a page or the command and the engine.

/** One message in either direction, in bytes of UTF-8 JSON. */
export const MESSAGE_BYTES_MAX = 1024 * 1024;
/** Calls of one page under way at once. */
export const CALLS_IN_FLIGHT_MAX = 64;
/** The text of one chat message, in UTF-8 bytes. */
export const TEXT_BYTES_MAX = 16 * 1024;
export const ROOM_NAME_CHARS_MAX = 80;
export const PASSPHRASE_CHARS_MAX = 1024;
/** Messages in one page of a conversation. */
export const PAGE_MESSAGES_MAX = 200;
