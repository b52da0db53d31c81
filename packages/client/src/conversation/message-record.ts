// One row of a timeline as it is kept: what storage needs for lists and counting, and the engine's own encoding beside.
import {
  boolean,
  CodecError,
  decode,
  encode,
  fixed,
  optional,
  select,
  struct,
  text,
  uint16,
  uint53,
  uint8,
  type Codec,
} from '@hushroom/codec';
import { logId as logIdCodec, publicKey } from '@hushroom/wire';
import type { FileBody, MessageBody, RoomEvent } from '@hushroom/ipc';
import { attachmentPart, type AttachmentPart } from '../content/attachment.ts';
import { MESSAGE_ID_BYTES } from '../content/content.ts';
import { safeFileName } from '../files/file-name.ts';
import { toHex } from '../hex.ts';
import { sha256 } from '../sha256.ts';
import type { MessageRow } from '../storage.ts';
import { roomEvent } from './event-record.ts';
import { messageMarks, NO_MARKS, type Author, type MessageMarks } from './message-marks.ts';

const ROW_ID_BYTES = 16;
const ACCOUNT_KEY_BYTES = 32;
const CODE_BYTES_MAX = 64;

/** What a row holds: what is shown, save that of a file it is the means to get it. */
export type RecordBody =
  Exclude<MessageBody, FileBody> | { readonly type: 'file'; readonly attachment: AttachmentPart };

export interface MessageRecord {
  /** Row id: see {@link messageRowId} and {@link entryRowId}. */
  readonly id: string;
  readonly conversation: string;
  readonly position: number;
  readonly author: Author;
  readonly mine: boolean;
  /** Ms since 1970, the author's claim. */
  readonly sentAt: number;
  readonly body: RecordBody;
  readonly marks: MessageMarks;
  /** For one's own: why it will not be sent any more, as a code. */
  readonly failure: string | null;
}

/** A row that carries a file. */
export interface FileRecord extends MessageRecord {
  readonly body: Extract<RecordBody, { readonly type: 'file' }>;
}

/** Says of a record whose body was looked at that it carries a file. Throws for any other. */
export function fileRecordOf(record: MessageRecord): FileRecord {
  if (record.body.type !== 'file') throw new TypeError('no file');
  return { ...record, body: record.body };
}

/** A row that has no place yet. */
export type NewMessage = Omit<MessageRecord, 'position' | 'marks'> & {
  /** None where left out. */
  readonly marks?: MessageMarks;
};

interface StoredBody {
  readonly accountKey: Uint8Array;
  readonly pinned: boolean;
  readonly mine: boolean;
  readonly failure: string | null;
  readonly body: StoredPart;
  readonly marks: MessageMarks;
}

type StoredPart =
  | { readonly type: 'text' }
  | { readonly type: 'deleted' }
  | { readonly type: 'unreadable'; readonly code: string }
  | { readonly type: 'event'; readonly event: RoomEvent }
  | { readonly type: 'file'; readonly attachment: AttachmentPart };

const storedPart: Codec<StoredPart> = select<{
  text: object;
  deleted: object;
  unreadable: { readonly code: string };
  event: { readonly event: RoomEvent };
  file: { readonly attachment: AttachmentPart };
}>(uint8, {
  text: [1, struct<object>({})],
  unreadable: [2, struct<{ readonly code: string }>({ code: text(CODE_BYTES_MAX) })],
  event: [3, struct<{ readonly event: RoomEvent }>({ event: roomEvent })],
  deleted: [4, struct<object>({})],
  file: [5, struct<{ readonly attachment: AttachmentPart }>({ attachment: attachmentPart })],
});
const storedBody: Codec<StoredBody> = struct<StoredBody>({
  accountKey: publicKey,
  pinned: boolean,
  mine: boolean,
  failure: optional(text(CODE_BYTES_MAX)),
  body: storedPart,
  marks: messageMarks,
});

/** Nobody's words, and nobody's to change. */
const DAMAGED: StoredBody = {
  accountKey: new Uint8Array(ACCOUNT_KEY_BYTES),
  pinned: false,
  mine: false,
  failure: null,
  body: { type: 'unreadable', code: 'row-damaged' },
  marks: NO_MARKS,
};

const messageIdInput = struct<{ label: string; accountKey: Uint8Array; messageId: Uint8Array }>({
  label: text(64),
  accountKey: publicKey,
  messageId: fixed(MESSAGE_ID_BYTES),
});

/** The row of a message: the same for every member, and no sender can take the row of another's message. */
export function messageRowId(accountKey: Uint8Array, messageId: Uint8Array): string {
  const input = encode(messageIdInput, { label: 'Hushroom message', accountKey, messageId });
  return toHex(sha256(input).subarray(0, ROW_ID_BYTES));
}

const entryIdInput = struct<{ label: string; logId: Uint8Array; seq: number; part: number }>({
  label: text(64),
  logId: logIdCodec,
  seq: uint53,
  part: uint16,
});

/** The row of something that an entry did, as opposed to said: `part` counts what one entry did. */
export function entryRowId(logId: Uint8Array, seq: number, part: number): string {
  const input = encode(entryIdInput, { label: 'Hushroom entry', logId, seq, part });
  return toHex(sha256(input).subarray(0, ROW_ID_BYTES));
}

export function rowOf(record: MessageRecord): MessageRow {
  const { id, conversation, position, author, mine, sentAt, body, failure, marks } = record;
  const countsUnread = !mine && !marks.unheard && body.type !== 'event' && body.type !== 'deleted';
  return {
    id,
    conversation,
    position,
    from: author.userName,
    sentAt,
    countsUnread,
    countsMention: countsUnread && (marks.answersMe || marks.namesMe),
    expiresAt: marks.expiry?.at ?? null,
    text: textOf(body),
    isSearchable: marks.expiry === null && (body.type === 'text' || body.type === 'file'),
    hasFile: body.type === 'file',
    body: encode(storedBody, {
      accountKey: author.accountKey,
      pinned: author.pinned,
      mine,
      failure,
      body: partOf(body),
      marks,
    }),
  };
}

/** What a row holds. One that does not decode says so in its place: it must not take those around it along. */
export function recordOf(row: MessageRow): MessageRecord {
  const { accountKey, pinned, mine, failure, body, marks } = storedBodyOf(row);
  const { id, conversation, position, from, sentAt } = row;
  const author = { userName: from, accountKey, pinned };
  return { id, conversation, position, author, mine, sentAt, failure, body: bodyOf(body, row.text), marks };
}

/** Throws CodecError for the body of a row that this version does not write. */
export function checkRowBody(body: Uint8Array): void {
  decode(storedBody, body);
}

function storedBodyOf({ body }: MessageRow): StoredBody {
  try {
    return decode(storedBody, body);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    return DAMAGED;
  }
}

/** What lists show of a body, and what a search finds it by. */
function textOf(body: RecordBody): string {
  if (body.type === 'text') return body.text;
  return body.type === 'file'
    ? `${safeFileName(body.attachment.name)} ${body.attachment.caption}`.trim()
    : '';
}

function partOf(body: RecordBody): StoredPart {
  return body.type === 'text' ? { type: 'text' } : body;
}

function bodyOf(part: StoredPart, rowText: string): RecordBody {
  return part.type === 'text' ? { type: 'text', text: rowText } : part;
}
