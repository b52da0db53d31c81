// Where one's own message has come, as the window shows it.
import type { DeliveryView, MemberDeliveryView } from '@hushroom/ipc';
import type { Account } from '../account/account.ts';
import type { Place } from '../conversation/message-marks.ts';
import type { Rooms } from '../room/rooms.ts';
import type { Settings } from '../settings/settings.ts';
import type { Transaction } from '../storage.ts';
import type { Deliveries } from './deliveries.ts';
import { coveredAt, newMember, type MemberDelivery } from './member-delivery.ts';

export interface DeliveryParts {
  readonly account: Account;
  readonly rooms: Rooms;
  readonly deliveries: Deliveries;
  readonly settings: Settings;
}

/** How many of the others have a message of mine; null where there are no others. */
export function deliveryView(
  parts: DeliveryParts,
  transaction: Transaction,
  place: Place,
): DeliveryView | null {
  const members = recipients(parts, transaction, place);
  if (members.length === 0) return null;
  const showsRead = parts.settings.current.readReceipts;
  return {
    delivered: members.filter(([, { delivered }]) => delivered >= place.seq).length,
    read: showsRead ? members.filter(([, { read }]) => read >= place.seq).length : 0,
    of: members.length,
  };
}

/** The same by member. */
export function memberDeliveryViews(
  parts: DeliveryParts,
  transaction: Transaction,
  place: Place,
): MemberDeliveryView[] {
  const showsRead = parts.settings.current.readReceipts;
  return recipients(parts, transaction, place).map(([userName, member]) => {
    const isRead = showsRead && member.read >= place.seq;
    return {
      userName,
      delivered: member.delivered >= place.seq,
      deliveredAt: coveredAt(member.deliveredSteps, place.seq),
      read: isRead,
      readAt: isRead ? coveredAt(member.readSteps, place.seq) : null,
    };
  });
}

/** The other members of the room who were in it when the message came to stand there. */
function recipients(
  { account, rooms, deliveries }: DeliveryParts,
  transaction: Transaction,
  { room, seq }: Place,
): (readonly [userName: string, MemberDelivery])[] {
  const known = deliveries.ofRoom(transaction, room);
  const members = rooms.get(room)?.room.members ?? [];
  const names = members.length > 0 ? members.map(({ userName }) => userName) : [...known.keys()];
  return [...new Set(names)]
    .filter((userName) => userName !== account.userName)
    .sort()
    .map((userName) => [userName, known.get(userName) ?? newMember(0)] as const)
    .filter(([, { since }]) => since < seq);
}
