// A conversation as the window shows it: its record, its rooms, and what is to be known before anything is sent in it.
import type {
  ConversationState,
  ConversationView,
  LastView,
  MemberView,
  Notice,
  Verification,
} from '@hushroom/ipc';
import { loadAgreement } from '../room/room-record.ts';
import { isAdmin } from '../room/room-context.ts';
import { pictureNameOf } from '../room/room-settings.ts';
import type { Room, RoomParts } from '../room/room.ts';
import type { RoomDriver } from '../room/room-driver.ts';
import type { Rooms } from '../room/rooms.ts';
import { sameBytes } from '../hex.ts';
import { verificationOf } from '../roster/pin.ts';
import type { Pins } from '../roster/pins.ts';
import type { Roster } from '../roster/roster.ts';
import type { Settings } from '../settings/settings.ts';
import type { MessageRow, Transaction } from '../storage.ts';
import { isRequest } from './consent.ts';
import type { ConversationRecord } from './conversation-record.ts';
import { disappearAfterIn } from './disappear-after.ts';
import { loadDraft } from './draft.ts';
import { messageLine } from './message-line.ts';
import { recordOf, type MessageRecord } from './message-record.ts';
import type { FileViews } from './message-view.ts';

/** Rows that are looked through for the newest that is not of somebody blocked. */
const LAST_ROWS = 20;

export interface ViewParts extends RoomParts {
  readonly rooms: Rooms;
  readonly roster: Roster;
  readonly files: FileViews;
  readonly settings: Settings;
  readonly isOnline: (userName: string) => boolean;
  /** Whether somebody's key was compared and found not to be theirs. */
  readonly hasDiffered: (userName: string) => boolean;
  /** What is wrong with the relay as a whole. */
  readonly relayNotices: () => readonly Notice[];
}

export function conversationView(
  parts: ViewParts,
  transaction: Transaction,
  record: ConversationRecord,
): ConversationView {
  const { id, kind, title, archivedAt } = record;
  const chosen = parts.rooms.chosen(id);
  const rows = transaction.page(id, null, LAST_ROWS);
  const newest = rows.at(-1);
  const last = newestHeard(rows);
  const context = chosen?.room.context ?? null;
  const isMuted = record.mutedUntil > parts.clock.now();
  const names = kind === 'direct' ? [parts.account.userName, title] : namesOf(chosen?.room ?? null);
  return {
    id,
    kind,
    title,
    state: stateIn(parts, record, chosen?.room ?? null),
    memberCount: names.length,
    verifiedCount: names.filter(
      (name) => name !== parts.account.userName && verificationIn(parts.pins, name) === 'verified',
    ).length,
    unread: transaction.unread(id, record.seen),
    canUnsee: transaction.lastCounting(id) > 0,
    mentions: transaction.unreadMentions(id, record.seen),
    draft: loadDraft(transaction, id),
    last: last === null ? null : lastView(parts, last),
    notices: noticesOf(parts, record),
    iAmAdmin: kind === 'room' && chosen !== null && chosen.room.iAmAdmin,
    picture: context === null ? null : pictureNameOf(context),
    disappearAfterSeconds: disappearAfterIn(transaction, parts.rooms, id),
    activeAt: newest === undefined ? record.begun : Math.min(newest.sentAt, parts.clock.now()),
    pinned: record.pinned,
    mutedUntil: isMuted ? record.mutedUntil : null,
    archived: archivedAt !== null && (isMuted || transaction.unread(id, archivedAt) === 0),
    request: isRequest(record) ? { from: record.invitedBy } : null,
  };
}

/** The newest that is not of somebody blocked. Decodes no row twice, since a list asks this of every conversation. */
function newestHeard(rows: readonly MessageRow[]): MessageRecord | null {
  for (const row of rows.toReversed()) {
    const record = recordOf(row);
    if (!record.marks.unheard) return record;
  }
  return null;
}

function lastView(parts: ViewParts, record: MessageRecord): LastView {
  const { id, author, mine, sentAt: at } = record;
  return { id, from: author.userName, mine, line: messageLine(record, parts), at };
}

export function memberViews(parts: ViewParts, transaction: Transaction, room: Room): MemberView[] {
  const { account, pins, isOnline } = parts;
  const { context } = room;
  return namesOf(room).map((userName) => {
    const isMe = userName === account.userName;
    const isRoomAdmin = room.members.some(
      (member) => member.userName === userName && context !== null && isAdmin(context, member.accountKey),
    );
    return {
      userName,
      role: isRoomAdmin ? 'admin' : 'member',
      verification: verificationIn(pins, userName),
      online: isOnline(userName),
      isMe,
      agreedAt: isMe ? null : (loadAgreement(transaction, room.id, userName)?.at ?? null),
    };
  });
}

/** Members whose leaf does not carry the pinned key, or of whom another key is known: sending stops because of them. */
export function suspects(
  { account, pins }: { readonly account: RoomParts['account']; readonly pins: Pins },
  room: Room,
): readonly string[] {
  const names = new Set<string>();
  for (const { userName, accountKey } of room.members) {
    if (sameBytes(accountKey, account.accountKey)) continue;
    const pin = pins.get(userName);
    if (pin === null) continue;
    const isDirect = room.record.kind === 'direct';
    // The roster alone may claim anything: it stops a direct message, and a room only where a leaf carries the key.
    if (!sameBytes(pin.accountKey, accountKey) || (isDirect && pin.changedTo !== null)) names.add(userName);
  }
  return [...names];
}

export function noticesOf(parts: ViewParts, record: ConversationRecord): Notice[] {
  const { pins, rooms } = parts;
  const drivers = record.kind === 'direct' ? rooms.ofConversation(record.id) : chosenOnly(rooms, record.id);
  const names = new Set(record.kind === 'room' ? drivers.flatMap(({ room }) => suspects(parts, room)) : []);
  if (record.kind === 'direct' && (pins.get(record.title)?.changedTo ?? null) !== null)
    names.add(record.title);
  const notices: Notice[] = [...names].map((userName) => ({
    code:
      pins.get(userName)?.verified === true || parts.hasDiffered(userName)
        ? 'identity-changed-verified'
        : 'identity-changed',
    userName,
  }));
  if (record.kind === 'direct' && !names.has(record.title) && parts.hasDiffered(record.title))
    notices.push({ code: 'key-differs', userName: record.title });
  const differs = new Set(drivers.flatMap(({ room }) => room.record.differs));
  for (const userName of differs) notices.push({ code: 'history-differs', userName });
  if (drivers.some(({ room }) => room.record.forked)) notices.push({ code: 'relay-forked' });
  if (drivers.some(({ sync }) => sync.withheld.length > 0)) notices.push({ code: 'messages-withheld' });
  const known = new Set(notices.map(({ code }) => code));
  return [...notices, ...parts.relayNotices().filter(({ code }) => !known.has(code))];
}

function chosenOnly(rooms: Rooms, conversation: string): readonly RoomDriver[] {
  const chosen = rooms.chosen(conversation);
  return chosen === null ? [] : [chosen];
}

/** As whom somebody is known, who may be in a room without being on the roster here. */
function verificationIn(pins: Pins, userName: string): Verification {
  const pin = pins.get(userName);
  return pin === null ? 'unverified' : verificationOf(pin);
}

/** User names of a room's members, each once. */
function namesOf(room: Room | null): string[] {
  return room === null ? [] : [...new Set(room.members.map(({ userName }) => userName))].sort();
}

/** Whether a direct conversation has somebody to write to: on the roster, or met in a room. A backup may bring others. */
export function hasOther(
  { rooms, roster }: Pick<ViewParts, 'rooms' | 'roster'>,
  { id, title }: ConversationRecord,
): boolean {
  return roster.has(title) || rooms.ofConversation(id).length > 0;
}

function stateIn(parts: ViewParts, record: ConversationRecord, room: Room | null): ConversationState {
  // Two people always can: where a room of theirs is over, the next message begins another.
  if (record.kind === 'direct') return hasOther(parts, record) ? 'active' : 'imported';
  return room === null ? 'imported' : stateOf(room);
}

function stateOf(room: Room): ConversationState {
  switch (room.record.status) {
    case 'creating':
    case 'joining':
      return 'starting';
    case 'active':
      return 'active';
    case 'leaving':
    case 'left':
      return 'left';
    case 'removed':
      return 'removed';
    case 'stuck':
      return 'stuck';
  }
}
