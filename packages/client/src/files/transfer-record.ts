// What is kept of transfers, so that they go on after a restart. Keys are ids of timeline rows; the ciphertext of a row has
// its id as name.
import { boolean, decode, encode, fixed, struct, type Codec } from '@hushroom/codec';
import { accessToken, blobId, logId } from '@hushroom/wire';
import { MESSAGE_ID_BYTES } from '../content/content.ts';
import { fromHex, toHex } from '../hex.ts';
import type { Transaction } from '../storage.ts';

const UPLOADS = 'upload';
const DOWNLOADS = 'download';
const KEPT = 'kept-file';
const STORED = 'stored-blob';
const DOOMED = 'doomed-blob';
const FILES = 'file';
const NOTHING = new Uint8Array();

/** A file on its way to the relay; its message waits for it. */
export interface UploadRecord {
  readonly conversation: string;
  readonly messageId: Uint8Array;
  /** What deletes the blob at the relay. */
  readonly deleteToken: Uint8Array;
  /** The ciphertext is whole: from here on an upload goes on after a restart. */
  readonly isSealed: boolean;
}

/** A blob at the relay that this device may delete. */
export interface StoredBlob {
  readonly blobId: Uint8Array;
  readonly deleteToken: Uint8Array;
}

interface StoredUpload extends Omit<UploadRecord, 'conversation'> {
  readonly conversation: Uint8Array;
}

const upload: Codec<StoredUpload> = struct<StoredUpload>({
  conversation: logId,
  messageId: fixed(MESSAGE_ID_BYTES),
  deleteToken: accessToken,
  isSealed: boolean,
});
const storedBlob: Codec<StoredBlob> = struct<StoredBlob>({ blobId, deleteToken: accessToken });

export function saveUpload(transaction: Transaction, id: string, record: UploadRecord): void {
  const value = encode(upload, { ...record, conversation: fromHex(record.conversation) });
  transaction.put(UPLOADS, id, value);
}

export function loadUpload(transaction: Transaction, id: string): UploadRecord | null {
  const value = transaction.get(UPLOADS, id);
  return value === null ? null : uploadOf(value);
}

export function loadUploads(transaction: Transaction): (readonly [id: string, record: UploadRecord])[] {
  return transaction.list(UPLOADS).map(([id, value]) => [id, uploadOf(value)]);
}

export function deleteUpload(transaction: Transaction, id: string): void {
  transaction.delete(UPLOADS, id);
}

/** The message of a file that is at the relay was not sent: its upload waits again. Nothing where there is no such file. */
export function reopenUpload(
  transaction: Transaction,
  id: string,
  message: Pick<UploadRecord, 'conversation' | 'messageId'>,
): void {
  const stored = transaction.get(STORED, id);
  if (stored === null) return;
  const { deleteToken } = decode(storedBlob, stored);
  saveUpload(transaction, id, { ...message, deleteToken, isSealed: true });
}

/** A download that was asked for and is not through. */
export function saveDownload(transaction: Transaction, id: string): void {
  transaction.put(DOWNLOADS, id, NOTHING);
}

export function loadDownloads(transaction: Transaction): string[] {
  return transaction.list(DOWNLOADS).map(([id]) => id);
}

export function deleteDownload(transaction: Transaction, id: string): void {
  transaction.delete(DOWNLOADS, id);
}

/** The ciphertext of a row is here, whole, with the right hash. */
export function saveKept(transaction: Transaction, id: string): void {
  transaction.put(KEPT, id, NOTHING);
}

export function isKept(transaction: Transaction, id: string): boolean {
  return transaction.get(KEPT, id) !== null;
}

export function saveStoredBlob(transaction: Transaction, id: string, blob: StoredBlob): void {
  transaction.put(STORED, id, encode(storedBlob, blob));
}

/** Blobs that the relay is still to be told to delete. */
export function loadDoomed(transaction: Transaction): (readonly [key: string, blob: StoredBlob])[] {
  return transaction.list(DOOMED).map(([key, value]) => [key, decode(storedBlob, value)]);
}

export function deleteDoomed(transaction: Transaction, key: string): void {
  transaction.delete(DOOMED, key);
}

/** Forgets every transfer of a row; a blob of its own at the relay is to be deleted from now on. */
export function forgetTransfers(transaction: Transaction, id: string, blob: StoredBlob | null): void {
  const stored = transaction.get(STORED, id);
  const doomed = blob === null ? stored : encode(storedBlob, blob);
  if (doomed !== null) transaction.put(DOOMED, toHex(decode(storedBlob, doomed).blobId), doomed);
  for (const space of [UPLOADS, DOWNLOADS, KEPT, STORED]) transaction.delete(space, id);
}

/** Leaves a row's blob at the relay, where the others may fetch it still, when the row is forgotten here. */
export function leaveAtRelay(transaction: Transaction, id: string): void {
  transaction.delete(STORED, id);
}

/** Puts a row on the list of its conversation's files. */
export function listFile(transaction: Transaction, conversation: string, id: string): void {
  transaction.put(FILES, `${conversation}/${id}`, NOTHING);
}

/** Rows that carry a file or once did. */
export function listedFiles(transaction: Transaction, conversation: string): string[] {
  const prefix = `${conversation}/`;
  return transaction.list(FILES, prefix).map(([key]) => key.slice(prefix.length));
}

/** Forgets the list of a conversation's files. */
export function unlistFiles(transaction: Transaction, conversation: string): void {
  for (const id of listedFiles(transaction, conversation)) transaction.delete(FILES, `${conversation}/${id}`);
}

function uploadOf(value: Uint8Array): UploadRecord {
  const record = decode(upload, value);
  return { ...record, conversation: toHex(record.conversation) };
}
