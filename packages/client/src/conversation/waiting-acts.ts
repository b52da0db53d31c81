// Acts whose message is not here: kept until it comes. It may come later than they do, where a change of members made its
// first copy void and its author sealed it anew.
import { decode, encode, opaque, struct, type Codec } from '@hushroom/codec';
import { MESSAGE_BYTES_MAX } from '@hushroom/wire';
import { decodeContent } from '../content/content.ts';
import { numberKey } from '../hex.ts';
import type { Transaction } from '../storage.ts';
import { actOf, type Act } from './act.ts';
import { author, type Author } from './message-marks.ts';

const SPACE = 'act-waiting';
/** Of one conversation. Acts upon what came before this device joined wait for ever: the oldest make room. */
const WAITING_MAX = 256;

interface WaitingAct {
  readonly author: Author;
  readonly content: Uint8Array;
}

const waitingAct: Codec<WaitingAct> = struct<WaitingAct>({ author, content: opaque(MESSAGE_BYTES_MAX) });

/** Keeps an act, given with the bytes of its content. */
export function keepAct(transaction: Transaction, conversation: string, act: Act, content: Uint8Array): void {
  const kept = transaction
    .list(SPACE, `${conversation}/`)
    .map(([key]) => ({ key, ordinal: Number(key.slice(key.lastIndexOf('/') + 1)) }))
    .sort((left, right) => left.ordinal - right.ordinal);
  for (const { key } of kept.slice(0, Math.max(0, kept.length + 1 - WAITING_MAX))) {
    transaction.delete(SPACE, key);
  }
  const ordinal = (kept.at(-1)?.ordinal ?? 0) + 1;
  const value = encode(waitingAct, { author: act.author, content });
  transaction.put(SPACE, `${conversation}/${act.part.target}/${numberKey(ordinal)}`, value);
}

/** Takes out the acts that waited for a message, in the order in which they came. */
export function takeActs(transaction: Transaction, conversation: string, message: string): Act[] {
  return transaction.list(SPACE, `${conversation}/${message}/`).flatMap(([key, value]) => {
    transaction.delete(SPACE, key);
    const { author: by, content } = decode(waitingAct, value);
    const act = actOf(decodeContent(content), by);
    return act === null ? [] : [act];
  });
}

/** Forgets the acts that wait in a conversation. */
export function forgetActs(transaction: Transaction, conversation: string): void {
  for (const [key] of transaction.list(SPACE, `${conversation}/`)) transaction.delete(SPACE, key);
}
