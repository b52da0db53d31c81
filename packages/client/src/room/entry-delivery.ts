// What an entry shows of how far its sender has come, and what my own entries have told of me.
import { readEnvelope } from '@hushroom/crypto';
import { decodeContent } from '../content/content.ts';
import { recordOf, type MessageRecord } from '../conversation/message-record.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import { advanced, newMember } from '../delivery/member-delivery.ts';
import { loadOwnDelivery, raiseOwnDelivery } from '../delivery/own-delivery.ts';
import type { OutboxRow, SealedEntry } from '../log/outbox.ts';
import type { Transaction } from '../storage.ts';
import { decodeSenderHead } from './authenticated-data.ts';
import type { EntryEffect } from './entry-effect.ts';

/** Rows at the end of a conversation in which one's own messages are shown anew. */
const SHOWN_ROWS = 100;

interface DeliveryInput {
  readonly me: string;
  readonly room: string;
  readonly conversation: string;
  readonly seq: number;
  /** The relay's clock, ms since 1970. */
  readonly at: number;
  /** Whether the sender has seen the same history as this device. */
  readonly agrees: boolean;
}

/** Writes what others' entry shows. Returns own rows whose delivery is another now. */
export function saveDelivery(
  transaction: Transaction,
  deliveries: Deliveries,
  input: DeliveryInput,
  effect: EntryEffect,
): MessageRecord[] {
  const { me, room, conversation, seq, at } = input;
  for (const { body } of effect.rows) {
    // Who was added again never had what came in between.
    if (body.type === 'event' && (body.event.type === 'added' || body.event.type === 'readded')) {
      deliveries.save(transaction, room, body.event.userName, newMember(seq));
    }
  }
  const sender = effect.head?.sender?.userName;
  if (effect.head === undefined || sender === undefined || sender === me) return [];
  if (effect.rows.some(({ body }) => body.type !== 'event')) {
    raiseOwnDelivery(transaction, room, { came: seq });
  }
  if (!input.agrees) return [];
  const delivered = effect.head.claim.seq;
  // Nobody has read what they say they have not got.
  const read = effect.read !== undefined && effect.read <= delivered ? effect.read : 0;
  const before = deliveries.load(transaction, room, sender);
  const { lastOwn } = loadOwnDelivery(transaction, room);
  const after = advanced(before, { delivered, read, at }, lastOwn);
  if (after === before) return [];
  deliveries.save(transaction, room, sender, after);
  if (before.delivered >= lastOwn && before.read >= lastOwn) return [];
  const isAffected = (place: number): boolean =>
    (place > before.delivered && place <= after.delivered) || (place > before.read && place <= after.read);
  return transaction
    .page(conversation, null, SHOWN_ROWS)
    .filter(({ from }) => from === me)
    .map(recordOf)
    .filter(({ mine, marks: { place } }) => mine && place?.room === room && isAffected(place.seq));
}

/** Writes what an own entry has told the others, now that it stands in the log. */
export function saveTold(
  transaction: Transaction,
  { room, seq }: { readonly room: string; readonly seq: number },
  { message, lapses, content, sealed }: OutboxRow & { readonly sealed: SealedEntry },
): void {
  const head = decodeSenderHead(readEnvelope(sealed.payload).authenticatedData);
  const part = lapses ? decodeContent(content).part : null;
  raiseOwnDelivery(transaction, room, {
    toldCame: head.seq,
    ...(message === null ? {} : { lastOwn: seq }),
    ...(part?.type === 'receipt' ? { toldSeen: part.read } : {}),
  });
}
