// Asks the other members to be added again where this device cannot read on: durable before it is sent, and sent until
// their inboxes have it.
import { CLIENT_ENTRY_ID_BYTES, isRetryable, RelayError } from '@hushroom/wire';
import { loadConversation } from '../conversation/conversation-record.ts';
import type { Session } from '../connection/session.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import { saveKeyPackage } from '../roster/key-package-record.ts';
import { newKeyPackage } from '../roster/key-packages.ts';
import type { Roster } from '../roster/roster.ts';
import { controlKeyExtension } from './control-key.ts';
import { loadAsk, saveAsk, type Ask, type Recipient } from './readd-ask-record.ts';
import { readdExtension, signReadd } from './readd-request.ts';
import { agreedWith } from './room-record.ts';
import type { Room, RoomParts } from './room.ts';
import type { Rooms } from './rooms.ts';

/** Any one of them can answer; in large rooms not everybody is asked. */
const RECIPIENTS_MAX = 16;
/** A room that stopped asks by itself no more often than this. */
const ASK_EVERY_MS = 24 * 60 * 60 * 1000;

export interface AskingParts extends RoomParts {
  readonly session: Session;
  readonly roster: Roster;
  readonly rooms: Rooms;
  readonly isOnline: (userName: string) => boolean;
}

export class ReaddAsking {
  readonly #parts: AskingParts;
  readonly #sending = new Set<string>();

  constructor(parts: AskingParts) {
    this.#parts = parts;
  }

  /** Asks anew, whatever was asked before. Throws {@link EngineError} `conversation-ended` for a room that is over. */
  ask(room: Room): void {
    const { status, kind, controlSeed } = room.record;
    if (status !== 'stuck' && status !== 'active') throw new EngineError('conversation-ended');
    const { storage, clock, account } = this.#parts;
    const earlier = this.#load(room.id);
    const made = Math.max(clock.now(), (earlier?.made ?? 0) + 1);
    const control = kind === 'room' ? [controlKeyExtension(controlSeed)] : [];
    const keyPackage = newKeyPackage(this.#parts, [...control, readdExtension(made)]);
    const { deviceId, deviceSecret } = account;
    const asked = { logId: room.logId, deviceId, made, keyPackage: keyPackage.encoded };
    const { payload } = signReadd(deviceSecret, asked);
    const references = [...(earlier?.references ?? []), keyPackage.reference];
    const ask = { made, references, payload, waiting: this.#recipients(room) };
    storage.transaction((transaction) => {
      saveKeyPackage(transaction, keyPackage);
      saveAsk(transaction, room.id, ask);
    });
    this.#send(room.id);
  }

  /** Looks at a room: one that stopped asks by itself, unless it has lately. For strangers' requests nothing is revealed. */
  look(room: Room): void {
    if (room.record.status !== 'stuck') return;
    const { storage, clock } = this.#parts;
    const record = storage.transaction((transaction) =>
      loadConversation(transaction, room.record.conversation),
    );
    const ask = this.#load(room.id);
    const isDue = ask === null || ask.made < clock.now() - ASK_EVERY_MS;
    if (record?.consented === true && isDue) this.ask(room);
  }

  /** There is a connection: looks, and sends what could not be sent before. */
  resume(room: Room): void {
    this.look(room);
    this.#send(room.id);
  }

  #load(id: string): Ask | null {
    return this.#parts.storage.transaction((transaction) => loadAsk(transaction, id));
  }

  #recipients(room: Room): readonly Recipient[] {
    const { account, isOnline, random } = this.#parts;
    const others = this.#devicesOf(room).filter(({ deviceId }) => !sameBytes(deviceId, account.deviceId));
    const present = others.filter(({ userName }) => isOnline(userName));
    const absent = others.filter(({ userName }) => !isOnline(userName));
    return [...present, ...absent]
      .slice(0, RECIPIENTS_MAX)
      .map(({ deviceId }) => ({ deviceId, clientEntryId: random(CLIENT_ENTRY_ID_BYTES) }));
  }

  /** Members by their leaves; where the group is lost, whoever is known to have been there. */
  #devicesOf(room: Room): readonly { readonly userName: string; readonly deviceId: Uint8Array }[] {
    if (room.group !== null) return room.members;
    const { storage, roster, pins, account } = this.#parts;
    const { conversation, peer } = room.record;
    const names = storage.transaction((transaction) => [
      peer,
      loadConversation(transaction, conversation)?.invitedBy ?? '',
      ...agreedWith(transaction, room.id),
      account.userName,
    ]);
    return [...new Set(names)].flatMap((userName) => {
      const pin = pins.get(userName);
      return pin === null ? [] : roster.devicesOf(userName, pin.accountKey);
    });
  }

  #send(id: string): void {
    const isSent = (this.#load(id)?.waiting ?? []).length === 0;
    if (isSent || this.#sending.has(id) || this.#parts.session.state === 'offline') return;
    this.#sending.add(id);
    this.#sendAll(id)
      .catch((error: unknown) => {
        // A lost connection is followed by another; what is refused for now is sent then too.
        const passes =
          error instanceof RelayError || (error instanceof EngineError && error.code === 'offline');
        if (!passes) this.#parts.session.dropFor(error);
      })
      .finally(() => {
        this.#sending.delete(id);
      });
  }

  async #sendAll(id: string): Promise<void> {
    const { session, storage } = this.#parts;
    for (;;) {
      const ask = this.#load(id);
      const [next, ...waiting] = ask?.waiting ?? [];
      if (ask === null || next === undefined) return;
      try {
        await session.request({ type: 'inbox.append', kind: 'readd', payload: ask.payload, ...next });
      } catch (error) {
        // A device that is gone, or whose inbox is full, is not asked.
        if (!(error instanceof RelayError) || isRetryable(error.code)) throw error;
      }
      storage.transaction((transaction) => {
        // Meanwhile it may have been answered, or asked anew.
        if (loadAsk(transaction, id)?.made === ask.made) saveAsk(transaction, id, { ...ask, waiting });
      });
    }
  }
}
