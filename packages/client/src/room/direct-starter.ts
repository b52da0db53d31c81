// Begins the room of a direct message when there is something to send and no room to send it in.
import { wipeAll } from '@hushroom/crypto';
import type { ConversationRecord } from '../conversation/conversation-record.ts';
import { loadChosenTimer } from '../conversation/disappear-after.ts';
import { EngineError } from '../engine-error.ts';
import { claimDevices, type ClaimedDevice, type ClaimParts } from '../roster/claim.ts';
import { foundRoom } from './founding.ts';
import { Room, type RoomParts } from './room.ts';
import type { Rooms } from './rooms.ts';
import { makeCommit } from './sealing.ts';

/** After somebody could not be reached. */
const RETRY_MS = 30_000;

export interface DirectStarterParts extends RoomParts, ClaimParts {
  readonly rooms: Rooms;
  onStarted(room: Room): void;
  onUnreachable(userName: string, code: string | null): void;
}

export class DirectStarter {
  readonly #parts: DirectStarterParts;
  readonly #busy = new Set<string>();
  readonly #timers = new Map<string, () => void>();

  constructor(parts: DirectStarterParts) {
    this.#parts = parts;
  }

  /** Begins a room for a direct conversation if it needs one. May be called at any time while connected. */
  start(record: ConversationRecord): void {
    if (record.kind !== 'direct' || this.#busy.has(record.id) || !this.#needsRoom(record)) return;
    this.#busy.add(record.id);
    this.#start(record)
      .catch((error: unknown) => {
        // A lost connection is followed by another, which starts again.
        if (error instanceof EngineError && error.code === 'offline') return;
        this.#retry(record);
      })
      .finally(() => {
        this.#busy.delete(record.id);
      });
  }

  onLost(): void {
    for (const stop of this.#timers.values()) stop();
    this.#timers.clear();
  }

  async #start(record: ConversationRecord): Promise<void> {
    const userName = record.title;
    let devices: readonly ClaimedDevice[];
    try {
      devices = await claimDevices(this.#parts, userName);
    } catch (error) {
      if (error instanceof EngineError && error.code === 'person-unreachable') {
        this.#parts.onUnreachable(userName, 'no-key-package');
      }
      throw error;
    }
    this.#parts.onUnreachable(userName, null);
    // Meanwhile the other may have begun one.
    if (!this.#needsRoom(record)) return;
    this.#parts.onStarted(this.#found(record, devices));
  }

  /** Founds the room and commits the addition of the other; all of it is saved at once. */
  #found(record: ConversationRecord, devices: readonly ClaimedDevice[]): Room {
    const parts = this.#parts;
    const founded = foundRoom(parts, {
      kind: 'direct',
      name: '',
      peer: record.title,
      conversation: record.id,
      disappearAfterSeconds: parts.storage.transaction((transaction) =>
        loadChosenTimer(transaction, record.id),
      ),
    });
    const { group } = founded;
    if (group === null) throw new TypeError('a founded room has a group');
    const { pending, state, consumed } = makeCommit(founded, group, {
      proposals: devices.map(({ keyPackage }) => ({ type: 'add', keyPackage })),
      added: [record.title],
      removed: [],
      joiners: devices.map(({ deviceId }) => deviceId),
    });
    const room = new Room(parts, founded.record, state, pending);
    parts.storage.transaction((transaction) => {
      room.saveNew(transaction);
    });
    wipeAll(consumed);
    return room;
  }

  /** Whether messages wait in the conversation and nothing stands ready to take them. */
  #needsRoom({ id, title }: ConversationRecord): boolean {
    const { outbox, rooms, pins } = this.#parts;
    const waits = outbox.ofConversation(id).some(({ sealed, lapses }) => sealed === null && !lapses);
    return waits && rooms.chosen(id) === null && pins.get(title)?.changedTo === null;
  }

  #retry(record: ConversationRecord): void {
    // Without a connection it is the next one that starts again.
    if (this.#parts.session.state === 'offline') return;
    this.#timers.get(record.id)?.();
    const stop = this.#parts.clock.after(RETRY_MS, () => {
      this.#timers.delete(record.id);
      this.start(record);
    });
    this.#timers.set(record.id, stop);
  }
}
