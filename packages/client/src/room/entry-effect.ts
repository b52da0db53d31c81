// What one delivered entry does to a room: decided from the room's state and the entry alone, with nothing written yet.
// [Note: what cannot stop a log] An entry is delivered by a relay that nobody trusts. Whatever is wrong with it is recorded
// and skipped, except where the group itself went on without this device: then the room is stuck, and says so.
import { CodecError } from '@hushroom/codec';
import {
  CryptoError,
  forgetEpochsBefore,
  groupContext,
  groupSecrets,
  members,
  mergeCommit,
  processMessage,
  readEnvelope,
  type Envelope,
  type GroupState,
  type ProcessedApplication,
  type ProcessedCommitMessage,
  type ProcessedProposal,
  type Secret,
} from '@hushroom/crypto';
import type { DeliveredEntry } from '@hushroom/wire';
import { decodeContent, type RosterMark } from '../content/content.ts';
import { entryRowId } from '../conversation/message-record.ts';
import { fromHex, sameBytes } from '../hex.ts';
import { accessTokenOf } from '../log/access.ts';
import { decodeSenderHead, type SenderHead } from './authenticated-data.ts';
import { checkCommit, isOwnRemoval } from './commit-rules.ts';
import { contentEffect, type Actor, type ContentEffect, type NewRow } from './content-effect.ts';
import { contextEffect, eventRows, membershipEvents, refusedRows } from './commit-rows.ts';
import { checkCredential, memberOf, type RoomMember } from './member.ts';
import type { MembersChange, PendingCommit } from './pending-commit.ts';
import { isAdmin, readRoomContext } from './room-context.ts';
import type { RoomRecord } from './room-record.ts';
import type { ToldHeads } from './told-heads.ts';

/** Messages of more than this many epochs ago are void: their keys are gone, and their sender seals them again. */
export const PAST_EPOCHS_MAX = 5;

export interface EntryEffect extends ContentEffect {
  readonly change: Partial<RoomRecord>;
  /** The group from now on; left out where it stays, null where its secrets are to be forgotten. */
  readonly group?: GroupState | null;
  /** An own commit took effect, or can no longer. */
  readonly pending?: 'merged' | 'dropped';
  /** Why the entry was skipped. */
  readonly skipped?: string;
  /** The sender's head, and whose it is; null where that cannot be told. */
  readonly head?: { readonly claim: SenderHead; readonly sender: RoomMember | null };
  readonly roster?: { readonly mark: RosterMark; readonly sender: RoomMember };
  /** What the sender told of other rooms. */
  readonly told?: ToldHeads;
  readonly membersChanged: boolean;
  /** This device was taken out at its own request: a welcome takes it in again at this very entry. */
  readonly awaitsWelcome?: boolean;
  /** Who was added again at their own request. */
  readonly readded?: readonly string[];
  /** The room has this name from now on; left out where it keeps its own. */
  readonly title?: string;
  readonly consumed: readonly Secret[];
}

/** A room whose group is in step with its log. */
export interface RoomState {
  readonly record: RoomRecord;
  readonly group: GroupState;
  readonly pending: PendingCommit | null;
  /** This device's account key. */
  readonly me: Uint8Array;
}

/** What is known of an entry as far as it was read: also where it turns out to be void. */
interface Reading {
  envelope: Envelope | null;
  committer: RoomMember | null;
}

const NOTHING = { change: {}, rows: [], membersChanged: false, consumed: [] };

export function epochOf(group: GroupState): number {
  return Number(groupContext(group).epoch);
}

/** An own commit, ordered as it was made. */
export function mergeEffect(
  { record, group, pending }: Omit<RoomState, 'me'> & { readonly pending: PendingCommit },
  entry: DeliveredEntry,
  me: Actor,
): EntryEffect {
  const merged = mergeCommit(group, pending.staged);
  const entered = forgetVoid(merged.state, pending.change);
  return {
    ...NOTHING,
    ...contextEffect(record, entry, {
      actor: me,
      change: pending.change,
      before: group,
      after: entered.state,
    }),
    change: {
      status: record.status === 'creating' ? 'active' : record.status,
      ...membershipChange(record, entered.state, pending.change, pending.rotates),
    },
    group: entered.state,
    pending: 'merged',
    membersChanged: true,
    readded: pending.change.readded,
    consumed: [...merged.consumed, ...entered.consumed],
  };
}

/** An entry of somebody else's, or of mine that I did not keep. */
export function entryEffect(state: RoomState, entry: DeliveredEntry): EntryEffect {
  const { payload, kind } = entry;
  const isCommit = kind === 'commit';
  // A commit can no longer be ordered once another commit entry, void or not, stands before it.
  const dropped = isCommit && state.pending !== null ? { pending: 'dropped' as const } : {};
  if (payload === null) {
    if (isCommit) return { ...NOTHING, ...dropped, change: { status: 'stuck' }, skipped: 'expired' };
    return { ...NOTHING, skipped: 'expired', rows: [unreadableRow(state.record, entry, 'expired')] };
  }
  const reading: Reading = { envelope: null, committer: null };
  try {
    return { ...process(state, entry, payload, reading), ...dropped };
  } catch (error) {
    return { ...failureEffect(state, entry, reading, error), ...dropped };
  }
}

function process(
  state: RoomState,
  entry: DeliveredEntry,
  payload: Uint8Array,
  reading: Reading,
): EntryEffect {
  const { record, group } = state;
  const envelope = readEnvelope(payload);
  reading.envelope = envelope;
  if (entry.kind === 'message' && envelope.contentType === 'application') {
    const epoch = Number(envelope.epoch);
    if (epoch < record.floorEpoch) return { ...NOTHING, skipped: 'void-across-removal' };
    if (epoch + PAST_EPOCHS_MAX < epochOf(group)) return { ...NOTHING, skipped: 'void-too-late' };
  }
  if ((entry.kind === 'commit') !== (envelope.contentType === 'commit')) {
    throw new CryptoError('malformed', 'another kind of entry');
  }
  if (envelope.wireFormat !== 'privateMessage') throw new CryptoError('wrong-wire-format', 'in the clear');
  const processed = processMessage(group, payload, {
    checkCredential,
    checkCommit: (commit) => {
      if (commit.sender.type === 'member' && commit.senderLeaf !== null) {
        reading.committer = memberOf(commit.sender.leafIndex, commit.senderLeaf);
      }
      checkCommit(commit);
    },
  });
  switch (processed.kind) {
    case 'application':
      return applicationEffect(entry, record, processed);
    case 'proposal':
      return proposalEffect(group, processed);
    case 'commit':
      return commitEffect(state, entry, processed);
  }
}

function applicationEffect(
  entry: DeliveredEntry,
  record: RoomRecord,
  processed: ProcessedApplication,
): EntryEffect {
  const { state: group, consumed, plaintext } = processed;
  const sender = memberOf(processed.sender, processed.senderLeaf);
  const author = { userName: sender.userName, accountKey: sender.accountKey };
  // From here on the ratchet has moved, whatever the content turns out to be.
  const moved = { ...NOTHING, group, consumed };
  let head;
  try {
    head = { claim: decodeSenderHead(processed.authenticatedData), sender };
    const content = decodeContent(plaintext);
    return {
      ...moved,
      head,
      roster: { mark: content.roster, sender },
      told: { heads: content.extensions.heads, sender },
      ...contentEffect(author, content, plaintext),
    };
  } catch (error) {
    if (!(error instanceof CodecError) && !(error instanceof CryptoError)) throw error;
    const row = { ...unreadableRow(record, entry, 'bad-content'), author };
    return { ...moved, ...(head === undefined ? {} : { head }), skipped: 'bad-content', rows: [row] };
  }
}

/** The one standalone proposal there is: a member takes itself out. Any other is void. */
function proposalEffect(group: GroupState, processed: ProcessedProposal): EntryEffect {
  const { proposal, sender } = processed;
  if (!isOwnRemoval(proposal, sender)) throw new CryptoError('commit-refused', 'standalone proposal');
  const all = members(group).map(({ leafIndex, leafNode }) => memberOf(leafIndex, leafNode));
  const leaver = all.find(({ leafIndex }) => sender.type === 'member' && leafIndex === sender.leafIndex);
  if (leaver === undefined) throw new CryptoError('sender-unknown', 'no such member');
  const context = readRoomContext(groupContext(group).extensions);
  const othersAreAdmins = all.some(
    (member) => member.leafIndex !== leaver.leafIndex && isAdmin(context, member.accountKey),
  );
  // It could never be committed, and while it waits nobody may send (RFC 9420 §12.4).
  if (!othersAreAdmins) throw new CryptoError('commit-refused', 'the last admin leaves');
  const head = { claim: decodeSenderHead(processed.authenticatedData), sender: leaver };
  return { ...NOTHING, head, group: processed.state, consumed: processed.consumed };
}

function commitEffect(
  { record, group: before, me }: RoomState,
  entry: DeliveredEntry,
  processed: ProcessedCommitMessage,
): EntryEffect {
  const { senderLeaf, selfRemoved, consumed } = processed;
  if (senderLeaf === null) throw new CryptoError('commit-refused', 'external commit');
  const sender = memberOf(processed.committer, senderLeaf);
  const claim = decodeSenderHead(processed.authenticatedData);
  const change = changeOf(processed, claim);
  const common = { ...NOTHING, head: { claim, sender }, membersChanged: true };
  if (selfRemoved && claim.readd !== null) {
    const everything = [...consumed, ...groupSecrets(processed.state)];
    return { ...NOTHING, change: {}, awaitsWelcome: true, consumed: everything };
  }
  if (selfRemoved) {
    const rows = eventRows(record, entry, sender, membershipEvents(change));
    const status = record.status === 'leaving' ? 'left' : 'removed';
    const everything = [...consumed, ...groupSecrets(processed.state)];
    return { ...common, rows, change: { status }, group: null, pending: 'dropped', consumed: everything };
  }
  const entered = forgetVoid(processed.state, change);
  return {
    ...common,
    ...contextEffect(record, entry, { actor: sender, change, before, after: entered.state }),
    change: {
      ...membershipChange(record, entered.state, change, claim.rotates),
      ...(record.status === 'leaving' && isLastAdmin(entered.state, me) ? { status: 'active' } : {}),
    },
    group: entered.state,
    readded: change.readded,
    consumed: [...consumed, ...entered.consumed],
  };
}

function changeOf(
  { added, removed, proposals }: ProcessedCommitMessage,
  { readd }: SenderHead,
): MembersChange {
  const byThemselves = new Set(
    proposals.flatMap(({ proposal, byReference }) =>
      byReference && proposal.type === 'remove' ? [proposal.removed] : [],
    ),
  );
  const name = ({ leafIndex, leafNode }: (typeof removed)[number]): string =>
    memberOf(leafIndex, leafNode).userName;
  const byOthers = removed.filter(({ leafIndex }) => !byThemselves.has(leafIndex)).map(name);
  const isReadd = readd !== null;
  return {
    added: isReadd ? [] : added.map(name),
    removed: isReadd ? [] : byOthers,
    readded: isReadd ? byOthers : [],
    left: removed.filter(({ leafIndex }) => byThemselves.has(leafIndex)).map(name),
  };
}

/** Across a removal no late message counts, so what could read one is given up. */
function forgetVoid(
  group: GroupState,
  { removed, left, readded }: MembersChange,
): ReturnType<typeof forgetEpochsBefore> {
  if (removed.length + left.length + readded.length === 0) return { state: group, consumed: [] };
  return forgetEpochsBefore(group, groupContext(group).epoch);
}

/** Such a one cannot leave, where all other admins came first: it may name another before. */
function isLastAdmin(group: GroupState, me: Uint8Array): boolean {
  const context = readRoomContext(groupContext(group).extensions);
  return (
    isAdmin(context, me) &&
    members(group)
      .map(({ leafIndex, leafNode }) => memberOf(leafIndex, leafNode))
      .every(({ accountKey }) => sameBytes(accountKey, me) || !isAdmin(context, accountKey))
  );
}

/** How a commit moves floor and access token. */
function membershipChange(
  record: RoomRecord,
  group: GroupState,
  { removed, left, readded }: MembersChange,
  rotates: boolean,
): Partial<RoomRecord> {
  const removes = removed.length + left.length > 0;
  return {
    ...(removes || readded.length > 0 ? { floorEpoch: epochOf(group) } : {}),
    ...(rotates
      ? { previousToken: record.token, token: accessTokenOf(group, fromHex(record.id)), rotationDue: false }
      : { rotationDue: record.rotationDue || removes }),
  };
}

/** [Note: what cannot stop a log]. */
function failureEffect(
  state: RoomState,
  entry: DeliveredEntry,
  { envelope, committer }: Reading,
  error: unknown,
): EntryEffect {
  const { record } = state;
  // An engine that was stopped has wiped its secrets; what it cannot read any more says nothing of the entry.
  if (error instanceof CryptoError && error.code === 'wiped-secret') throw error;
  const known = error instanceof CryptoError || error instanceof CodecError;
  const code = known ? error.code : 'internal';
  const head = clearHead(envelope);
  const skipped = { ...NOTHING, ...head, skipped: code };
  if (entry.kind === 'commit') {
    // Others may have taken what fails only here: without this commit every later entry would be misread.
    const isOwn = !known || (error instanceof CryptoError && error.scope === 'own' && code !== 'own-message');
    if (isOwn) return { ...skipped, change: { status: 'stuck' } };
    return code === 'own-message' ? skipped : { ...skipped, rows: refusedRows(state, entry, committer) };
  }
  // My own entry once more, or a proposal that nobody takes: nothing that anybody said.
  const isSilent = code === 'own-message' || envelope?.contentType === 'proposal';
  return isSilent ? skipped : { ...skipped, rows: [unreadableRow(record, entry, code)] };
}

/** The commit by which this device was added: who made it has seen what was only hashed here. */
export function startEffect({ payload }: DeliveredEntry): EntryEffect {
  const change = { status: 'active', start: null } as const;
  try {
    return { ...NOTHING, ...clearHead(payload === null ? null : readEnvelope(payload)), change };
  } catch (error) {
    if (error instanceof CryptoError) return { ...NOTHING, change };
    throw error;
  }
}

/** The sender's head as it stands in the clear: across a fork nothing else can be read. */
function clearHead(envelope: Envelope | null): Pick<EntryEffect, 'head'> {
  if (envelope === null) return {};
  try {
    return { head: { claim: decodeSenderHead(envelope.authenticatedData), sender: null } };
  } catch (error) {
    if (error instanceof CodecError || error instanceof CryptoError) return {};
    throw error;
  }
}

const NO_KEY = new Uint8Array(32);

function unreadableRow(record: RoomRecord, entry: DeliveredEntry, code: string): NewRow {
  return {
    id: entryRowId(fromHex(record.id), entry.seq, 0),
    author: { userName: record.peer, accountKey: NO_KEY },
    body: { type: 'unreadable', code },
    sentAt: entry.receivedAt,
  };
}
