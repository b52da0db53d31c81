// One's own acts that the log has not shown yet: shown over the message at once, and written into it when their turn comes
// in the log, so that what stays is what everybody has.
import type { Account } from '../account/account.ts';
import { decodeContent } from '../content/content.ts';
import type { Outbox, OutboxRow } from '../log/outbox.ts';
import { actOf, afterAct, type Act } from './act.ts';
import type { MessageRecord } from './message-record.ts';

export interface OwnActParts {
  readonly account: Account;
  readonly outbox: Outbox;
}

/** The act in a row of the outbox; null if it holds none. */
export function ownActOf(row: OutboxRow, { userName, accountKey }: Account): Act | null {
  if (row.target === null) return null;
  return actOf(decodeContent(row.content), { userName, accountKey, pinned: true });
}

/** A message as it is once everything in the outbox has been sent. */
export function afterOwnActs(record: MessageRecord, { account, outbox }: OwnActParts): MessageRecord {
  let after = record;
  for (const row of outbox.ofTarget(record.id)) {
    const act = ownActOf(row, account);
    after = (act === null ? null : afterAct(after, act, account.userName)) ?? after;
  }
  return after;
}
