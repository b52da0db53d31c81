// This device's own request to be added again to a room: kept until a welcome answers it or a newer one takes its place.
import { decode, encode, opaque, struct, uint53, vector, type Codec } from '@hushroom/codec';
import { clientEntryId, deviceId } from '@hushroom/wire';
import { fromHex, toHex } from '../hex.ts';
import { deleteKeyPackage } from '../roster/key-package-record.ts';
import type { Transaction } from '../storage.ts';

const SPACE = 'readd-ask';
const REFERENCE_BYTES_MAX = 64;
/** Of earlier requests, so many are remembered. */
const EARLIER_MAX = 7;
const REFERENCES_BYTES_MAX = (EARLIER_MAX + 1) * (REFERENCE_BYTES_MAX + 2);
const PAYLOAD_BYTES_MAX = 16 * 1024;
const RECIPIENTS_BYTES_MAX = 4 * 1024;

/** A device that is to have the request, and the id under which the relay knows the item. */
export interface Recipient {
  readonly deviceId: Uint8Array;
  readonly clientEntryId: Uint8Array;
}

export interface Ask {
  /** Ms since 1970, as the request says. */
  readonly made: number;
  /**
   * Hex: of the key packages by which a welcome is known as the answer, those of earlier requests first: one of them may
   * be served while the next is made.
   */
  readonly references: readonly string[];
  /** The request's exact bytes. */
  readonly payload: Uint8Array;
  /** Those whose inbox does not have it yet. */
  readonly waiting: readonly Recipient[];
}

const recipient: Codec<Recipient> = struct<Recipient>({ deviceId, clientEntryId });

const stored = struct<Omit<Ask, 'references'> & { readonly references: readonly Uint8Array[] }>({
  made: uint53,
  references: vector(opaque(REFERENCE_BYTES_MAX), REFERENCES_BYTES_MAX),
  payload: opaque(PAYLOAD_BYTES_MAX),
  waiting: vector(recipient, RECIPIENTS_BYTES_MAX),
});

export function saveAsk(transaction: Transaction, room: string, ask: Ask): void {
  const references = ask.references.slice(-1 - EARLIER_MAX).map(fromHex);
  transaction.put(SPACE, room, encode(stored, { ...ask, references }));
}

/** Null where nothing was asked that is not answered. */
export function loadAsk(transaction: Transaction, room: string): Ask | null {
  const value = transaction.get(SPACE, room);
  if (value === null) return null;
  const ask = decode(stored, value);
  return { ...ask, references: ask.references.map(toHex) };
}

/** A welcome by this key package was taken: what was asked before it is answered too, and what came after it is not. */
export function answerAsk(transaction: Transaction, room: string, reference: string): void {
  const ask = loadAsk(transaction, room);
  if (ask === null) return;
  const references = ask.references.slice(ask.references.indexOf(reference) + 1);
  if (references.length === 0) transaction.delete(SPACE, room);
  else saveAsk(transaction, room, { ...ask, references });
}

/** Forgets what was asked: no welcome that answers it can be read any more. */
export function withdrawAsk(transaction: Transaction, room: string): void {
  for (const reference of loadAsk(transaction, room)?.references ?? []) {
    deleteKeyPackage(transaction, reference);
  }
  transaction.delete(SPACE, room);
}
