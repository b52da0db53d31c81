// Every maximum of the channel between a page or the command and the engine.

/** One message in either direction, in bytes of UTF-8 JSON. */
export const MESSAGE_BYTES_MAX = 1024 * 1024;
/** Calls of one page under way at once. */
export const CALLS_IN_FLIGHT_MAX = 64;
/** The text of one chat message, in UTF-8 bytes. */
export const TEXT_BYTES_MAX = 16 * 1024;
export const ROOM_NAME_CHARS_MAX = 80;
/** What may be typed into a search. */
export const SEARCH_CHARS_MAX = 200;
/** One day: whoever wants longer wants never. */
export const IDLE_LOCK_MINUTES_MAX = 24 * 60;
/** Percent of the usual size of text. */
export const TEXT_SIZE_MIN = 80;
export const TEXT_SIZE_MAX = 200;
export const PASSPHRASE_CHARS_MAX = 1024;
/** Messages in one page of a conversation. */
export const PAGE_MESSAGES_MAX = 200;
/** One file that is sent. */
export const FILE_BYTES_MAX = 2 * 1024 * 1024 * 1024;
/** The name of a file as a page gives it; what is sent is cut to 255 bytes. */
export const FILE_NAME_CHARS_MAX = 1024;
/** What is written beside a file, in UTF-8 bytes. */
export const CAPTION_BYTES_MAX = 4 * 1024;
/** The small picture that goes with a file. */
export const THUMBNAIL_BYTES_MAX = 16 * 1024;
/** Values that draw a recording. */
export const WAVEFORM_VALUES_MAX = 128;
export const NICKNAME_CHARS_MAX = 64;
/** A room's picture: it travels with every change of the room, and so is a thumbnail. */
export const PICTURE_BYTES_MAX = 8 * 1024;
/** A year: longer is for ever. */
export const DISAPPEAR_AFTER_SECONDS_MAX = 365 * 24 * 60 * 60;
/** Stands for "muted until I say otherwise": the last moment that a date can show. */
export const MUTED_FOR_GOOD = 8.64e15;
/** A draft: may be too long to send, and is kept all the same. */
export const DRAFT_CHARS_MAX = 128 * 1024;
/** Names that one message mentions. */
export const MENTIONS_MAX = 64;
/** Conversations that one message is forwarded to at once. */
export const FORWARDS_MAX = 16;
/** One reaction, in UTF-8 bytes: a family of four with skin tones and more. */
export const REACTION_BYTES_MAX = 64;
