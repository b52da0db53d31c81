// An own commit that is not ordered yet: its exact request, the epoch that it would make, and what it would change. It is
// saved before it is sent; it takes effect when the log shows it, or is dropped when the log shows another first.
import { boolean, decode, encode, opaque, struct, vector, type Codec } from '@hushroom/codec';
import { loadStagedCommit, storeStagedCommit, type GroupState, type StagedCommit } from '@hushroom/crypto';
import { FRAME_BYTES_MAX, requestFrame, userName, type RequestOf } from '@hushroom/wire';
import type { Transaction } from '../storage.ts';

const SPACE = 'room-pending';
const NAMES_BYTES_MAX = 64 * 1024;
const STAGED_BYTES_MAX = 64 * 1024 * 1024;

/** Who comes and goes by a commit, for the timeline. */
export interface MembersChange {
  readonly added: readonly string[];
  /** Taken out by an admin. */
  readonly removed: readonly string[];
  /** Taken out at their own request. */
  readonly left: readonly string[];
  /** Taken out and in again by the same commit, at their own request. */
  readonly readded: readonly string[];
}

export interface PendingCommit {
  /** The request as it is sent, and sent again. */
  readonly request: RequestOf<'log.append'>;
  readonly staged: StagedCommit;
  readonly change: MembersChange;
  readonly rotates: boolean;
}

const names = vector(userName, NAMES_BYTES_MAX);

interface Stored extends MembersChange {
  readonly frame: Uint8Array;
  readonly staged: Uint8Array;
  readonly rotates: boolean;
}

const stored: Codec<Stored> = struct<Stored>({
  frame: opaque(FRAME_BYTES_MAX),
  staged: opaque(STAGED_BYTES_MAX),
  added: names,
  removed: names,
  left: names,
  readded: names,
  rotates: boolean,
});

/** Frames need an id above 0; which one a request is sent under is decided when it is sent. */
const STORED_FRAME_ID = 1;

/** `state` is the group in which the commit was made. */
export function savePending(
  transaction: Transaction,
  room: string,
  pending: PendingCommit,
  state: GroupState,
): void {
  const { request, staged, change, rotates } = pending;
  const frame = encode(requestFrame, { id: STORED_FRAME_ID, request });
  transaction.put(
    SPACE,
    room,
    encode(stored, { frame, staged: storeStagedCommit(staged, state), ...change, rotates }),
  );
}

export function deletePending(transaction: Transaction, room: string): void {
  transaction.delete(SPACE, room);
}

/** Null if no commit of this room waits. `state` is the group as it is now, still in the epoch of the commit. */
export function loadPending(transaction: Transaction, room: string, state: GroupState): PendingCommit | null {
  const value = transaction.get(SPACE, room);
  if (value === null) return null;
  const { frame, staged, rotates, added, removed, left, readded } = decode(stored, value);
  const { request } = decode(requestFrame, frame);
  if (request.type !== 'log.append') throw new TypeError('a pending commit is an append');
  const change = { added, removed, left, readded };
  return { request, staged: loadStagedCommit(staged, state), change, rotates };
}
