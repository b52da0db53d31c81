// Serves others' requests to be added again: any member may, whoever comes first does, and the rest find nothing left to do.
import { CodecError, decode, encode, opaque } from '@hushroom/codec';
import { CryptoError, decodeKeyPackage, leafIndexOf, SUITE_XWING, type KeyPackage } from '@hushroom/crypto';
import { entryRowId } from '../conversation/message-record.ts';
import { appendOrdered } from '../conversation/timeline.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes, toHex } from '../hex.ts';
import type { Roster } from '../roster/roster.ts';
import type { Transaction } from '../storage.ts';
import { certificateOf, checkCredential, type RoomMember } from './member.ts';
import { wasReaddedOften } from './readd-count.ts';
import { parseReadd, readdedAt, verifyReadd, type ReaddRequest } from './readd-request.ts';
import type { RoomDriver } from './room-driver.ts';
import type { Room, RoomParts } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { CommitPlan } from './sealing.ts';

const SPACE = 'readd-wanted';
const REQUEST_BYTES_MAX = 16 * 1024;
const stored = opaque(REQUEST_BYTES_MAX);
/** Admins first, and not all at once: each commit but the first is made for nothing. */
const ADMIN_MS = 2_000;
const MEMBER_MS = 10_000;
/** Apart from the numbers of what commits do at a place of the log: this row stands for a request. */
const HELD_PART = 0xfffe;

export interface ServingParts extends RoomParts {
  readonly roster: Roster;
  readonly rooms: Rooms;
  /** A row of the timeline says that somebody asks too often. */
  readonly onHeld: (row: string, conversation: string) => void;
}

type Judgement = 'serve' | 'hold' | 'drop';

export class ReaddServing {
  readonly #parts: ServingParts;
  /** By room and device, in hex. */
  readonly #wanted = new Map<string, ReaddRequest>();
  readonly #timers = new Map<string, () => void>();

  constructor(parts: ServingParts) {
    this.#parts = parts;
    const rows = parts.storage.transaction((transaction) => transaction.list(SPACE));
    for (const [key, value] of rows) this.#wanted.set(key, parseReadd(decode(stored, value)));
  }

  /**
   * Takes a request from the inbox; `settle` is called in the transaction that keeps it. Throws a CryptoError or
   * CodecError for what is none.
   */
  take(payload: Uint8Array, settle: (transaction: Transaction) => void): void {
    const request = parseReadd(payload);
    const driver = this.#parts.rooms.get(toHex(request.logId));
    if (driver === null) return;
    const key = `${driver.room.id}/${toHex(request.deviceId)}`;
    if ((this.#wanted.get(key)?.made ?? 0) >= request.made) return;
    this.#parts.storage.transaction((transaction) => {
      transaction.put(SPACE, key, encode(stored, payload));
      settle(transaction);
    });
    this.#wanted.set(key, request);
    this.look(driver);
  }

  /** Looks at what is wanted in a room, now that it is as it is. */
  look(driver: RoomDriver): void {
    for (const [key, request] of this.#wanted) {
      if (key.startsWith(`${driver.room.id}/`) && !this.#timers.has(key))
        this.#consider(driver, key, request);
    }
  }

  /** Without a connection nothing is served: the next one looks again. */
  onLost(): void {
    for (const stop of this.#timers.values()) stop();
    this.#timers.clear();
  }

  #consider(driver: RoomDriver, key: string, request: ReaddRequest): void {
    const { room } = driver;
    if (!room.isLive) return;
    // Before the log is read to its end, somebody may have served it already.
    const judgement = driver.sync.isOpen() ? this.#judge(room, request) : 'serve';
    if (judgement === 'drop') this.#forget(key);
    else if (judgement === 'hold') this.#hold(room, key, request);
    else {
      const stop = this.#parts.clock.after(this.#waitMs(room), () => {
        void this.#serve(driver, key, request);
      });
      this.#timers.set(key, stop);
    }
  }

  async #serve(driver: RoomDriver, key: string, request: ReaddRequest): Promise<void> {
    const done = driver.changes.ask(() => this.#plan(driver.room, request));
    driver.kick();
    let isSettled = true;
    try {
      await done;
    } catch (error) {
      // Too many commits came first, or the connection went. Anything else: it cannot be served, whoever tries.
      isSettled = !(error instanceof EngineError);
    }
    this.#timers.delete(key);
    if (isSettled && this.#wanted.get(key)?.made === request.made) this.#forget(key);
    else this.look(driver);
  }

  /** Null where nothing is left to do: somebody else was faster. */
  #plan(room: Room, request: ReaddRequest): CommitPlan | null {
    const member = this.#memberOf(room, request);
    if (member === null || this.#judge(room, request) !== 'serve') return null;
    const { made, signature } = request;
    return {
      proposals: [
        { type: 'remove', removed: leafIndexOf(member.leafIndex) },
        { type: 'add', keyPackage: decodeKeyPackage(request.keyPackage) },
      ],
      added: [],
      removed: [],
      joiners: [request.deviceId],
      readd: { userName: member.userName, proof: { made, signature } },
    };
  }

  /** What all members check of the commit is checked before it is made; whom to trust is everybody's own matter. */
  #judge(room: Room, request: ReaddRequest): Judgement {
    const { storage, clock, contacts, pins, roster } = this.#parts;
    const member = this.#memberOf(room, request);
    if (member === null) return 'drop';
    const { userName, accountKey } = member;
    const isTrusted =
      pins.isPinned(userName, accountKey) &&
      (pins.get(userName)?.changedTo ?? null) === null &&
      !contacts.isBlocked(userName) &&
      roster.devicesOf(userName, accountKey).some(({ deviceId }) => sameBytes(deviceId, request.deviceId));
    if (!isTrusted) return 'drop';
    const now = clock.now();
    const isOften = storage.transaction((transaction) =>
      wasReaddedOften(transaction, { room: room.id, userName, now }),
    );
    return isOften ? 'hold' : 'serve';
  }

  /** The member who asks; null unless the request is of that member's key, newer than the leaf, and can be served. */
  #memberOf(room: Room, request: ReaddRequest): RoomMember | null {
    const member = room.members.find(({ deviceId }) => sameBytes(deviceId, request.deviceId));
    const leaf = (member && room.group?.epoch.tree.leaf(leafIndexOf(member.leafIndex))) ?? null;
    if (member === undefined || leaf === null || request.made <= readdedAt(leaf)) return null;
    try {
      verifyReadd(leaf.signatureKey, request);
      const { leafNode } = usableKeyPackage(request.keyPackage);
      const { userName, accountKey, deviceId } = certificateOf(leafNode);
      const isSame =
        userName === member.userName &&
        sameBytes(accountKey, member.accountKey) &&
        sameBytes(deviceId, member.deviceId) &&
        sameBytes(leafNode.signatureKey, leaf.signatureKey) &&
        readdedAt(leafNode) === request.made;
      return isSame ? member : null;
    } catch (error) {
      if (error instanceof CryptoError || error instanceof CodecError) return null;
      throw error;
    }
  }

  /** Says that somebody asks too often, once for each request. */
  #hold(room: Room, key: string, request: ReaddRequest): void {
    const member = this.#memberOf(room, request);
    const { storage, clock } = this.#parts;
    const { conversation } = room.record;
    const id = entryRowId(room.logId, request.made, HELD_PART);
    const row = storage.transaction((transaction) => {
      transaction.delete(SPACE, key);
      if (member === null) return null;
      const { userName, accountKey } = member;
      return appendOrdered(transaction, {
        id,
        conversation,
        author: { userName, accountKey, pinned: true },
        mine: false,
        sentAt: clock.now(),
        body: { type: 'event', event: { type: 'readdHeld', userName } },
        failure: null,
      });
    });
    this.#wanted.delete(key);
    if (row !== null) this.#parts.onHeld(row.id, conversation);
  }

  #forget(key: string): void {
    this.#wanted.delete(key);
    this.#parts.storage.transaction((transaction) => {
      transaction.delete(SPACE, key);
    });
  }

  #waitMs(room: Room): number {
    const [high = 0, low = 0] = this.#parts.random(2);
    const share = (high * 256 + low) / 65_535;
    return Math.round(room.iAmAdmin ? share * ADMIN_MS : ADMIN_MS + share * (MEMBER_MS - ADMIN_MS));
  }
}

/** Throws a CryptoError for a key package that cannot be used: malformed, of another suite, or with a false certificate. */
function usableKeyPackage(encoded: Uint8Array): KeyPackage {
  const keyPackage = decodeKeyPackage(encoded);
  if (keyPackage.cipherSuite !== SUITE_XWING) throw new CryptoError('malformed', 'suite of a key package');
  checkCredential(keyPackage.leafNode, null);
  return keyPackage;
}
