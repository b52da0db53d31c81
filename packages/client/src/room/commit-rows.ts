// What commits leave in the timeline: who came and went, what changed about the room, and, for admins, what was refused.
import { groupContext, members, type GroupState } from '@hushroom/crypto';
import type { RoomEvent } from '@hushroom/ipc';
import type { DeliveredEntry } from '@hushroom/wire';
import { entryRowId } from '../conversation/message-record.ts';
import { fromHex } from '../hex.ts';
import { contextEvents } from './context-events.ts';
import type { Actor, NewRow } from './content-effect.ts';
import type { EntryEffect, RoomState } from './entry-effect.ts';
import { memberOf, type RoomMember } from './member.ts';
import type { MembersChange } from './pending-commit.ts';
import { isAdmin, readRoomContext } from './room-context.ts';
import type { RoomRecord } from './room-record.ts';

const NO_KEY = new Uint8Array(32);

/** What a commit did, as rows of the timeline and as the room's name. */
export function contextEffect(
  record: RoomRecord,
  entry: DeliveredEntry,
  commit: {
    readonly actor: Actor;
    readonly change: MembersChange;
    readonly before: GroupState;
    readonly after: GroupState;
  },
): Pick<EntryEffect, 'rows' | 'title'> {
  const { actor, change, before, after } = commit;
  const [from, to] = [before, after].map((group) => groupContext(group).extensions);
  const events = membershipEvents(change);
  if (from === undefined || to === undefined || from === to) {
    return { rows: eventRows(record, entry, actor, events) };
  }
  const [was, is] = [readRoomContext(from), readRoomContext(to)];
  const all = members(after).map(({ leafIndex, leafNode }) => memberOf(leafIndex, leafNode));
  return {
    rows: eventRows(record, entry, actor, [...events, ...contextEvents(was, is, all)]),
    ...(was.name === is.name ? {} : { title: is.name }),
  };
}

export function membershipEvents(change: MembersChange): RoomEvent[] {
  return (['added', 'removed', 'left', 'readded'] as const).flatMap((type) =>
    change[type].map((userName) => ({ type, userName })),
  );
}

export function eventRows(
  record: RoomRecord,
  entry: DeliveredEntry,
  { userName, accountKey }: Actor,
  events: readonly RoomEvent[],
): NewRow[] {
  const logId = fromHex(record.id);
  const news = record.kind === 'direct' ? events.filter(isNewsBetweenTwo) : events;
  return news.map((event, part) => ({
    id: entryRowId(logId, entry.seq, part),
    author: { userName, accountKey },
    body: { type: 'event', event },
    sentAt: entry.receivedAt,
  }));
}

/** Between two people coming and going is no news: there are always the same two. */
function isNewsBetweenTwo({ type }: RoomEvent): boolean {
  return type === 'timerChanged' || type === 'readded';
}

/**
 * Tells an admin of a commit that everybody refuses: the program of its maker does not keep the rules. Nothing for others,
 * who can do nothing about it. `committer` is null where not even that can be told.
 */
export function refusedRows(
  { record, group, me }: RoomState,
  entry: DeliveredEntry,
  committer: RoomMember | null,
): NewRow[] {
  const context = readRoomContext(groupContext(group).extensions);
  if (record.kind === 'direct' || !isAdmin(context, me)) return [];
  const userName = committer?.userName ?? '';
  const author = { userName, accountKey: committer?.accountKey ?? NO_KEY };
  return eventRows(record, entry, author, [{ type: 'changeRefused', userName }]);
}
