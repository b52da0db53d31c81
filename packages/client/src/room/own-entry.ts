// Which entries of a log are this device's own, byte for byte: also where the relay shows no more than the hash of them.
import { entryHash, type DeliveredEntry } from '@hushroom/wire';
import { sameBytes } from '../hex.ts';
import type { Outbox, OutboxRow, SealedEntry } from '../log/outbox.ts';
import { sha256 } from '../sha256.ts';
import type { PendingCommit } from './pending-commit.ts';

export type SealedRow = OutboxRow & { readonly sealed: SealedEntry };

/** The row of the outbox that an entry is; null if it is none. */
export function ownRowOf(outbox: Outbox, room: string, entry: DeliveredEntry): SealedRow | null {
  if (entry.kind !== 'message') return null;
  return outbox.ofRoom(room).find(({ sealed }) => isOwn(sealed, entry)) ?? null;
}

export function isOwnCommit({ request }: PendingCommit, entry: DeliveredEntry): boolean {
  return entry.kind === 'commit' && isOwn(request, entry);
}

function isOwn(
  { clientEntryId, payload }: { readonly clientEntryId: Uint8Array; readonly payload: Uint8Array },
  entry: DeliveredEntry,
): boolean {
  if (!sameBytes(clientEntryId, entry.clientEntryId)) return false;
  if (entry.payload !== null) return sameBytes(payload, entry.payload);
  // Its bytes have expired at the relay, before this device saw that they were ordered.
  return sameBytes(entryHash(sha256, { ...entry, payload }), entry.entryHash);
}
