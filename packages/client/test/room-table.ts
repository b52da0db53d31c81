// Members of one room around a log in an array: what the engine does with entries, without relay, connection or time.
import { encodeKeyPackage, keyPackageRef, leafIndexOf, ready, type Proposal } from '@hushroom/crypto';
import { entryHash, type DeliveredEntry, type EntryKind } from '@hushroom/wire';
import type { Account } from '../src/account/account.ts';
import { newAccount } from '../src/account/new-account.ts';
import { newConversation, saveConversation } from '../src/conversation/conversation-record.ts';
import { encodeContent } from '../src/content/content.ts';
import { messageRowId, recordOf } from '../src/conversation/message-record.ts';
import { appendWaiting } from '../src/conversation/timeline.ts';
import { Deliveries } from '../src/delivery/deliveries.ts';
import { toHex } from '../src/hex.ts';
import { Outbox, type OutboxRow } from '../src/log/outbox.ts';
import { MemoryStorage } from '../src/memory-storage.ts';
import { saveKeyPackage } from '../src/roster/key-package-record.ts';
import { makeKeyPackage } from '../src/roster/key-packages.ts';
import { Contacts } from '../src/roster/contacts.ts';
import { Pins } from '../src/roster/pins.ts';
import { foundRoom, type Foundation } from '../src/room/founding.ts';
import { readWelcome } from '../src/room/joining.ts';
import type { Room, RoomNews, RoomParts } from '../src/room/room.ts';
import { sealRow, stageCommit } from '../src/room/sealing.ts';
import { sha256 } from '../src/sha256.ts';
import { seededRandom } from './seeded-random.fixture.ts';

const RELAY_ID = new Uint8Array(32).fill(7);
const NOW_MS = Date.UTC(2026, 0, 1);

const clock = { now: () => NOW_MS, after: () => () => undefined };

/** One person: a profile, and the room once it is there. */
export class Seat {
  readonly account: Account;
  readonly parts: RoomParts;
  /** This one, and those of the same profile in other rooms. */
  readonly #seats: Seat[];
  room!: Room;

  constructor(userName: string, seed = userName, beside: Seat | null = null) {
    this.#seats = beside === null ? [] : beside.#seats;
    this.#seats.push(this);
    if (beside !== null) {
      this.account = beside.account;
      this.parts = beside.parts;
      return;
    }
    const random = seededRandom(seed);
    const storage = new MemoryStorage();
    this.account = newAccount({ userName, relayAddress: '', relayId: RELAY_ID, now: NOW_MS, random }).account;
    const pins = new Pins(storage, () => undefined);
    this.parts = {
      storage,
      clock,
      random,
      account: this.account,
      pins,
      contacts: new Contacts(storage),
      outbox: new Outbox(storage),
      deliveries: new Deliveries(),
      roomOf: (id) => this.#seats.find(({ room }) => room.id === id)?.room ?? null,
    };
  }

  /** The same profile in another room. */
  beside(): Seat {
    return new Seat(this.account.userName, '', this);
  }

  /** Writes a message, in the timeline and the outbox; content is text, or any bytes. */
  write(content: string | Uint8Array, messageId = this.parts.random(16)): OutboxRow {
    const { storage, outbox } = this.parts;
    const { userName, accountKey } = this.account;
    const roster = { seq: 0, transcript: new Uint8Array(32) };
    const row: OutboxRow = {
      ordinal: outbox.nextOrdinal(),
      conversation: this.room.record.conversation,
      message: messageRowId(accountKey, messageId),
      target: null,
      lapses: false,
      content:
        typeof content === 'string'
          ? encodeContent({ messageId, sentAt: NOW_MS, roster, part: { type: 'text', text: content } })
          : content,
      sealed: null,
    };
    storage.transaction((transaction) => {
      outbox.save(transaction, row);
      appendWaiting(transaction, {
        id: row.message ?? '',
        conversation: row.conversation,
        author: { userName, accountKey, pinned: true },
        mine: true,
        sentAt: NOW_MS,
        body: { type: 'text', text: typeof content === 'string' ? content : '' },
        failure: null,
      });
    });
    outbox.remember(row);
    return row;
  }

  /** The timeline: texts, and codes and events in brackets. */
  get lines(): readonly string[] {
    const { conversation } = this.room.record;
    return this.parts.storage.transaction((transaction) =>
      transaction.page(conversation, null, 100).map((row) => {
        const { body } = recordOf(row);
        if (body.type === 'text') return body.text;
        if (body.type === 'unreadable') return `[${body.code}]`;
        if (body.type === 'deleted') return '[deleted]';
        if (body.type === 'file') return `[file ${body.attachment.name}]`;
        return 'userName' in body.event
          ? `[${body.event.type} ${body.event.userName}]`
          : `[${body.event.type}]`;
      }),
    );
  }

  leafOf(other: Seat): ReturnType<typeof leafIndexOf> {
    const member = this.room.members.find(({ userName }) => userName === other.account.userName);
    return leafIndexOf(member?.leafIndex ?? -1);
  }
}

export class Table {
  readonly log: DeliveredEntry[] = [];
  readonly seats: Seat[] = [];

  /** A room that `founder` made and to which the others were added. */
  static async of(founder: Seat, ...others: Seat[]): Promise<Table> {
    return Table.#of(founder, others, { kind: 'room', name: 'tea', peer: '' });
  }

  /** The direct messages of two people. */
  static async direct(founder: Seat, other: Seat): Promise<Table> {
    return Table.#of(founder, [other], { kind: 'direct', name: '', peer: other.account.userName });
  }

  static async #of(
    founder: Seat,
    others: readonly Seat[],
    made: Pick<Foundation, 'kind' | 'name' | 'peer'>,
  ): Promise<Table> {
    await ready;
    const table = new Table();
    founder.room = foundRoom(founder.parts, { ...made, conversation: null, disappearAfterSeconds: 0 });
    save(founder);
    founder.room.run({ record: { ...founder.room.record, status: 'active' } }, () => undefined);
    table.seats.push(founder);
    for (const other of others) table.add(founder, other);
    return table;
  }

  /** Adds somebody by a commit of `admin`. */
  add(admin: Seat, joiner: Seat): void {
    const { keyPackage, secrets } = makeKeyPackage(joiner.parts);
    const reference = toHex(keyPackageRef(keyPackage));
    const encoded = encodeKeyPackage(keyPackage);
    joiner.parts.storage.transaction((transaction) => {
      saveKeyPackage(transaction, {
        reference,
        keyPackage,
        encoded,
        secrets,
        lastResort: false,
        expires: NOW_MS,
      });
    });
    const proposals: Proposal[] = [{ type: 'add', keyPackage }];
    const { userName, deviceId } = joiner.account;
    stageCommit(admin.room, { proposals, added: [userName], removed: [], joiners: [deviceId] });
    const welcome = admin.room.pending?.request.welcomes[0]?.payload ?? new Uint8Array();
    const joining = readWelcome(joiner.parts, welcome, () => ({
      conversation: null,
      controlSeed: null,
      isStranger: false,
    }));
    if (joining === null) throw new Error('the welcome is for the joiner');
    joiner.room = joining.room;
    save(joiner);
    this.seats.push(joiner);
    this.order(admin);
  }

  /** Orders somebody's commit under way. */
  order(committer: Seat): RoomNews[] {
    const { pending } = committer.room;
    if (pending === null) throw new Error('no commit is under way');
    return this.append('commit', pending.request.payload, pending.request.clientEntryId);
  }

  /** Somebody writes, and it is ordered. */
  say(seat: Seat, content: string | Uint8Array, messageId?: Uint8Array): void {
    this.orderSealed(sealRow(seat.room, seat.write(content, messageId)));
  }

  orderSealed({ sealed }: OutboxRow): void {
    if (sealed === null) throw new Error('the row is sealed');
    this.append('message', sealed.payload, sealed.clientEntryId);
  }

  /** Puts any bytes into the log, and gives the entry to everyone who follows it. */
  append(kind: EntryKind, payload: Uint8Array, clientEntryId: Uint8Array = new Uint8Array(16)): RoomNews[] {
    const seq = this.log.length + 1;
    const after = kind === 'commit' ? (this.log.findLast((each) => each.kind === 'commit')?.seq ?? 0) : 0;
    const entry = { seq, kind, clientEntryId, after, payload };
    const delivered = { ...entry, entryHash: entryHash(sha256, entry), receivedAt: NOW_MS + seq };
    this.log.push(delivered);
    return this.seats.flatMap(({ room }) => (room.record.cursor === seq - 1 ? [room.take(delivered)] : []));
  }
}

/** Saves a room that is new with a conversation in which its owner takes part. */
function save({ room, parts }: Seat): void {
  const { id, kind, peer } = room.record;
  const title = kind === 'direct' ? peer : 'tea';
  parts.storage.transaction((transaction) => {
    room.saveNew(transaction);
    saveConversation(
      transaction,
      newConversation({ id, kind, title, begun: NOW_MS, consented: true, invitedBy: '' }),
    );
  });
}
