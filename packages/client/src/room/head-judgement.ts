// Compares what the sender of an entry says it had processed with what came here: the same history, or an alarm.
import { saveAlarm } from '../alarm/alarm-record.ts';
import type { Clock } from '../clock.ts';
import { sameBytes } from '../hex.ts';
import type { Storage, Transaction } from '../storage.ts';
import { DIFFERS_MAX, loadAgreement, saveAgreement, transcriptAt, type RoomRecord } from './room-record.ts';

export interface HeadJudgement {
  readonly change: Partial<RoomRecord>;
  readonly alarmed: boolean;
  /** The sender has seen the same history up to there. */
  readonly agrees: boolean;
  /** Saves how far the member and I agree, or where we do not. */
  readonly write: (transaction: Transaction) => void;
}

/** What a sender, null where nobody can tell who it is, says of a place of the log. */
interface Claim {
  readonly claim: { readonly seq: number; readonly transcript: Uint8Array };
  readonly sender: { readonly userName: string } | null;
}

/** Judges the head of the entry with this seq. */
export function judgeHead(
  { storage, clock }: { readonly storage: Storage; readonly clock: Clock },
  record: RoomRecord,
  head: Claim | undefined,
  seq: number,
): HeadJudgement {
  if (head === undefined) return { change: {}, alarmed: false, agrees: false, write: () => undefined };
  const now = clock.now();
  const { claim, sender } = head;
  const { id, differs, peer } = record;
  const name = sender?.userName ?? peer;
  const [place, agreed] = storage.transaction((transaction) => [
    transcriptAt(transaction, id, claim.seq),
    loadAgreement(transaction, id, name),
  ]);
  const isSame = place !== null && sameBytes(place.transcript, claim.transcript);
  // A head from before this device joined cannot be compared; one that is not below its own entry cannot be true.
  const isAlarm = claim.seq >= seq || (place !== null && !isSame);
  const alarmed = isAlarm && !differs.includes(name) && differs.length < DIFFERS_MAX;
  // Only a head that the sender has signed together with an entry that could be opened counts as agreement.
  const advances = isSame && sender !== null && claim.seq > (agreed?.seq ?? -1);
  return {
    change: alarmed ? { differs: [...differs, name] } : {},
    alarmed,
    agrees: isSame && !isAlarm,
    write: (transaction) => {
      if (alarmed) {
        saveAlarm(transaction, id, {
          code: 'history-differs',
          userName: name,
          isRoster: false,
          seq: claim.seq,
          mine: place?.transcript ?? null,
          theirs: claim.transcript,
          at: now,
        });
      }
      if (advances) saveAgreement(transaction, id, name, { seq: claim.seq, at: place.at });
    },
  };
}
