// Heads that the relay signed, kept with the chain of signatures up to the relay's id: two of one log and seq with different
// transcripts prove to anybody that the relay tells two stories, so both are kept wherever they come from.
import { decode, encode, struct, type Codec } from '@hushroom/codec';
import { publicKey, signature, signedHead, type SignedHead } from '@hushroom/wire';
import { numberKey, toHex } from '../hex.ts';
import type { HeadSigner } from '../log/head-check.ts';
import type { Storage, Transaction } from '../storage.ts';

const SPACE = 'signed-head';
/** For each log; the newest are the ones that another story would contradict. */
const KEPT_MAX = 64;

export interface KeptHead {
  readonly head: SignedHead;
  readonly headKey: Uint8Array;
  readonly caKey: Uint8Array;
  /** By the CA key, over the head key. */
  readonly headKeySignature: Uint8Array;
}

const keptHead: Codec<KeptHead> = struct<KeptHead>({
  head: signedHead,
  headKey: publicKey,
  caKey: publicKey,
  headKeySignature: signature,
});

/** Keeps a head that was checked; one that is kept already costs no write. */
export function keepHead(storage: Storage, head: SignedHead, signer: HeadSigner): void {
  const prefix = `${toHex(head.logId)}/`;
  const key = `${prefix}${numberKey(head.seq)}/${toHex(head.transcript)}`;
  const { headKey, caKey, headKeySignature } = signer;
  if (storage.transaction((transaction) => transaction.get(SPACE, key)) !== null) return;
  storage.transaction((transaction) => {
    transaction.put(SPACE, key, encode(keptHead, { head, headKey, caKey, headKeySignature }));
    if (transaction.list(SPACE, prefix).length <= KEPT_MAX) return;
    const kept = keptHeads(transaction, head.logId);
    const contradicted = new Set(contradictions(kept).map(({ seq }) => seq));
    const spare = kept.filter((each) => !contradicted.has(each.head.seq));
    for (const { head: old } of spare.slice(0, Math.max(0, spare.length - KEPT_MAX))) {
      transaction.delete(SPACE, `${prefix}${numberKey(old.seq)}/${toHex(old.transcript)}`);
    }
  });
}

/** Every head that is kept of a log, in the order of seq. */
export function keptHeads(transaction: Transaction, logId: Uint8Array): KeptHead[] {
  return transaction.list(SPACE, `${toHex(logId)}/`).map(([, value]) => decode(keptHead, value));
}

/** One of each pair of heads of one log that say different things of the same place; `heads` are in the order of seq. */
export function contradictions(heads: readonly KeptHead[]): readonly SignedHead[] {
  return heads.flatMap(({ head }, index) => (heads[index - 1]?.head.seq === head.seq ? [head] : []));
}
