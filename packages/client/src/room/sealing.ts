// What this device makes for a room: sealed messages, its request to leave, and commits. Each is durable, with the ratchet
// that made it moved on, before anyone could send it; nothing is ever sealed twice with one state of a ratchet.
import {
  createCommit,
  createMessage,
  createProposal,
  groupContext,
  mergeCommit,
  ownLeafNode,
  type Extension,
  type GroupState,
  type Proposal,
} from '@hushroom/crypto';
import { CLIENT_ENTRY_ID_BYTES, type RequestOf } from '@hushroom/wire';
import { withHeads } from '../content/content.ts';
import { paddedLength } from '../content/padding.ts';
import { headsThatFit, type RoomHead } from '../content/room-head.ts';
import { EngineError } from '../engine-error.ts';
import { accessTokenOf, exportAccessToken, signRotation } from '../log/access.ts';
import type { OutboxRow } from '../log/outbox.ts';
import { encodeSenderHead } from './authenticated-data.ts';
import { checkCommit } from './commit-rules.ts';
import { controlKeyExtension, sameKeys } from './control-key.ts';
import { epochOf } from './entry-effect.ts';
import { checkCredential } from './member.ts';
import { canRotate, nextContext, type ContextChange } from './next-context.ts';
import { coveredLeavers } from './leaving.ts';
import type { MembersChange, PendingCommit } from './pending-commit.ts';
import {
  isAdmin,
  READD_EXTENSION,
  readRoomContext,
  roomContextExtension,
  sameRoomContext,
  type RoomContext,
} from './room-context.ts';
import type { ReaddProof } from './readd-request.ts';
import type { Room } from './room.ts';
import { startExtension } from './start-info.ts';

/** Signature and lengths beside the content, which the bucket has to hold as well. */
const FRAMING_BYTES = 128;
const MS_PER_SECOND = 1000;

/** How many heads of other rooms a row can take along: none makes it larger, so its size does not tell how many there are. */
export function headPlaces({ content }: OutboxRow): number {
  const length = content.length + FRAMING_BYTES;
  return headsThatFit(paddedLength(length) - length);
}

/**
 * Gives a row of the outbox exact bytes for this room, in its present epoch. Returns the sealed row. `heads`, of other rooms,
 * are what is true now: they are no part of the row, and others are told where it has to be sealed again.
 */
export function sealRow(room: Room, row: OutboxRow, heads: readonly RoomHead[] = []): OutboxRow {
  const group = liveGroup(room);
  const { random, outbox } = room.parts;
  const plaintext = withHeads(row.content, heads);
  const created = createMessage(group, {
    plaintext,
    authenticatedData: encodeSenderHead({ ...headOf(room), rotates: false }),
    random,
    padTo: paddedLength(plaintext.length + FRAMING_BYTES),
  });
  const clientEntryId = random(CLIENT_ENTRY_ID_BYTES);
  const sealed = { room: room.id, epoch: epochOf(group), clientEntryId, payload: created.message };
  const next: OutboxRow = { ...row, sealed };
  const record = { ...room.record, sentSinceUpdate: room.record.sentSinceUpdate + 1 };
  room.run({ record, group: created.state, consumed: created.consumed }, (transaction) => {
    outbox.save(transaction, next);
  });
  outbox.remember(next);
  return next;
}

/** Asks, by a proposal that any member may commit, to be taken out. Saves it to be sent. */
export function proposeLeave(room: Room): void {
  const group = liveGroup(room);
  const { random, outbox, clock } = room.parts;
  const created = createProposal(group, {
    proposal: { type: 'remove', removed: group.ownLeafIndex },
    authenticatedData: encodeSenderHead({ ...headOf(room), rotates: false }),
    nowSeconds: Math.floor(clock.now() / MS_PER_SECOND),
    random,
    padTo: paddedLength(FRAMING_BYTES),
  });
  const row: OutboxRow = {
    ordinal: outbox.nextOrdinal(),
    conversation: room.record.conversation,
    message: null,
    target: null,
    lapses: false,
    content: new Uint8Array(),
    sealed: {
      room: room.id,
      epoch: epochOf(group),
      clientEntryId: random(CLIENT_ENTRY_ID_BYTES),
      payload: created.message,
    },
  };
  const record = { ...room.record, status: 'leaving' as const };
  room.run({ record, group: created.state, consumed: created.consumed }, (transaction) => {
    outbox.save(transaction, row);
  });
  outbox.remember(row);
}

export interface CommitPlan {
  /** By value; proposals of leavers that wait are covered besides. */
  readonly proposals: readonly Proposal[];
  /** User names, for the timeline. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Devices that the commit adds. */
  readonly joiners: readonly Uint8Array[];
  /** What is to change in the room's context. */
  readonly change?: ContextChange;
  /** Whom the commit takes out and in again, and what entitles it to. */
  readonly readd?: { readonly userName: string; readonly proof: ReaddProof };
}

/** Makes a commit and keeps it, exact bytes, welcomes and next epoch, to be sent. Throws a CryptoError if it cannot be. */
export function stageCommit(room: Room, plan: CommitPlan): void {
  const { pending, state, consumed } = makeCommit(room, liveGroup(room), plan);
  room.run({ record: room.record, group: state, pending, consumed }, () => undefined);
}

/** As {@link stageCommit}, for a room that is not saved yet: the caller saves all of it at once. */
export function makeCommit(
  room: Room,
  group: GroupState,
  plan: CommitPlan,
): { pending: PendingCommit } & Pick<ReturnType<typeof createCommit>, 'state' | 'consumed'> {
  const { random, clock, account } = room.parts;
  const { record, logId } = room;
  const { added, removed } = plan;
  const proof = plan.readd?.proof ?? null;
  const readded = plan.readd === undefined ? [] : [plan.readd.userName];
  const context = readRoomContext(groupContext(group).extensions);
  const leavers = coveredLeavers(group, plan.change?.(context) ?? context, removedLeaves(plan));
  const change: MembersChange = { added, removed, left: leavers.map(({ userName }) => userName), readded };
  const after = isAdmin(context, account.accountKey)
    ? nextContext(room, group, {
        change: plan.change,
        gone: new Set([...removedLeaves(plan), ...leavers.map(({ leafIndex }) => leafIndex)]),
      })
    : context;
  const controlKeys = sameKeys(context.controlKeys, after.controlKeys) ? null : after.controlKeys;
  const removes = removed.length + change.left.length > 0;
  const rotates = canRotate(room, context) && (removes || record.rotationDue || controlKeys !== null);
  if (removed.length > 0 && !rotates) throw new EngineError('admin-not-ready');
  const clientEntryId = random(CLIENT_ENTRY_ID_BYTES);
  const { controlSeed } = record;
  const created = createCommit(group, {
    proposals: [...plan.proposals, ...contextProposals(context, after)],
    references: leavers.map(({ reference }) => reference),
    ...(record.kind === 'room' ? { leaf: { extensions: ownExtensions(group, controlSeed) } } : {}),
    authenticatedData: encodeSenderHead({ ...headOf(room), rotates, readd: proof }),
    random,
    nowSeconds: Math.floor(clock.now() / MS_PER_SECOND),
    checkCredential,
    checkCommit,
    padTo: paddedLength(FRAMING_BYTES),
    groupInfoExtensions: (exportNext) => [
      startExtension({
        token: rotates ? exportAccessToken(exportNext, logId) : record.token,
        seq: record.cursor,
        transcript: record.transcript,
        clientEntryId,
      }),
    ],
  });
  const { commit, welcome, staged, state, consumed } = created;
  const nextToken = rotates ? accessTokenOf(mergeCommit(state, staged).state, logId) : null;
  const request: RequestOf<'log.append'> = {
    type: 'log.append',
    logId,
    kind: 'commit',
    clientEntryId,
    after: record.lastCommit,
    payload: commit,
    keepSeconds: 0,
    welcomes: welcome === null ? [] : plan.joiners.map((deviceId) => ({ deviceId, payload: welcome })),
    rotation:
      nextToken === null
        ? null
        : signRotation({ relayId: account.relayId, logId, commit, nextToken, controlSeed, controlKeys }),
  };
  return { pending: { request, staged, change, rotates }, state, consumed };
}

/** Leaves that a commit takes out for good by its own will. */
function removedLeaves({ proposals, readd }: CommitPlan): ReadonlySet<number> {
  if (readd !== undefined) return new Set();
  return new Set(proposals.flatMap((proposal) => (proposal.type === 'remove' ? [proposal.removed] : [])));
}

function contextProposals(before: RoomContext, after: RoomContext): readonly Proposal[] {
  if (sameRoomContext(before, after)) return [];
  return [{ type: 'groupContextExtensions', extensions: [roomContextExtension(after)] }];
}

/** Where this device stands in the log. */
function headOf({ record }: Room): { readonly seq: number; readonly transcript: Uint8Array } {
  return { seq: record.cursor, transcript: record.transcript };
}

/** What the own leaf shows in a room: the control key, and the last re-add, which every later leaf carries on. */
function ownExtensions(group: GroupState, controlSeed: Uint8Array): readonly Extension[] {
  const readded = ownLeafNode(group).extensions.filter(
    ({ extensionType }) => extensionType === READD_EXTENSION,
  );
  return [controlKeyExtension(controlSeed), ...readded];
}

function liveGroup(room: Room): GroupState {
  if (room.group === null) throw new EngineError('conversation-ended');
  return room.group;
}
