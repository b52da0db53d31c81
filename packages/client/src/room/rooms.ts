// All rooms of the profile: found by id, by conversation, and by what new messages should go to.
import { CryptoError } from '@hushroom/crypto';
import { sameBytes } from '../hex.ts';
import type { HeadSigner } from '../log/head-check.ts';
import type { Storage, Transaction } from '../storage.ts';
import { loadRooms, type RoomRecord } from './room-record.ts';
import type { RoomDriver } from './room-driver.ts';
import { Room, type RoomParts } from './room.ts';

const FIRST_READ_MS = 10_000;
/** A room that is so has a group, unless that was lost. */
const GROUP_STATUSES: ReadonlySet<RoomRecord['status']> = new Set([
  'creating',
  'joining',
  'active',
  'leaving',
]);

export class Rooms {
  readonly #parts: RoomParts;
  readonly #drive: (room: Room) => RoomDriver;
  readonly #drivers = new Map<string, RoomDriver>();

  constructor(parts: RoomParts, drive: (room: Room) => RoomDriver) {
    this.#parts = parts;
    this.#drive = drive;
  }

  /** Loads every room of the profile. */
  load(storage: Storage): void {
    const records = storage.transaction((transaction: Transaction) => loadRooms(transaction));
    for (const record of records) this.add(this.#load(record));
  }

  /** One room whose group cannot be read again is stuck, and no reason to open none. */
  #load(record: RoomRecord): Room {
    try {
      const room = Room.load(this.#parts, record);
      const isLost = room.group === null && GROUP_STATUSES.has(record.status);
      return isLost ? new Room(this.#parts, { ...record, status: 'stuck' }, null) : room;
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      return new Room(this.#parts, { ...record, status: 'stuck' }, null);
    }
  }

  /** Takes a room in, in the place of an earlier one with its id. */
  add(room: Room): RoomDriver {
    this.#drivers.get(room.id)?.onLost();
    const driver = this.#drive(room);
    this.#drivers.set(room.id, driver);
    return driver;
  }

  /** Reads what waits in every room, so that who sees `online` sees it too; one slow log does not hold all. */
  async readAll(signer: HeadSigner): Promise<void> {
    let stop: () => void = () => undefined;
    const patience = new Promise<void>((resolve) => {
      stop = this.#parts.clock.after(FIRST_READ_MS, resolve);
    });
    await Promise.race([Promise.all(this.all.map((driver) => driver.onConnected(signer))), patience]);
    stop();
  }

  get(id: string): RoomDriver | null {
    return this.#drivers.get(id) ?? null;
  }

  get all(): readonly RoomDriver[] {
    return [...this.#drivers.values()];
  }

  ofConversation(conversation: string): readonly RoomDriver[] {
    return this.all.filter(({ room }) => room.record.conversation === conversation);
  }

  /** A room of the direct message with somebody, whatever became of it; null if there never was one. */
  directWith(userName: string): Room | null {
    const found = this.all.find(({ room }) => room.record.kind === 'direct' && room.record.peer === userName);
    return found?.room ?? null;
  }

  /**
   * The room that new messages of a conversation go to; null if there is none yet. Two direct messages that were started
   * at once both stay readable, and both sides go on in the one with the lowest id.
   */
  chosen(conversation: string): RoomDriver | null {
    const candidates = this.ofConversation(conversation).filter(({ room }) => this.#isCandidate(room));
    candidates.sort((left, right) => (left.room.id < right.room.id ? -1 : 1));
    return candidates.find(({ room }) => room.isLive) ?? candidates[0] ?? null;
  }

  #isCandidate(room: Room): boolean {
    const { kind, status, peer } = room.record;
    if (kind === 'room') return true;
    if (status !== 'active' && status !== 'creating' && status !== 'joining') return false;
    // While it is being made, the other's leaf is in the commit under way and not yet in the group.
    if (status === 'creating') return true;
    const { account, pins } = this.#parts;
    return room.members.some(
      ({ userName, accountKey }) =>
        !sameBytes(accountKey, account.accountKey) &&
        userName === peer &&
        pins.isPinned(userName, accountKey),
    );
  }
}
