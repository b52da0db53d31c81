// Who is typing: told while one's own keys are pressed, at most every few seconds, and shown for a few seconds after the
// others last told. What comes late, again, or from nobody known is not shown, and is no fault of anybody's.
import { CodecError } from '@hushroom/codec';
import { CryptoError } from '@hushroom/crypto';
import { RelayError } from '@hushroom/wire';
import type { Session } from '../connection/session.ts';
import { EngineError } from '../engine-error.ts';
import { sameBytes } from '../hex.ts';
import type { Room } from '../room/room.ts';
import { openTyping, sealTyping, type TypingSignal } from './typing-signal.ts';

/** While somebody types it is told again after this long. */
const EVERY_MS = 4_000;
/** Without another word it is over after this long. */
const SHOWN_MS = 8_000;
/** A signal that claims to be older or newer than this is one that was kept back, or comes of a wrong clock. */
const AGE_MS_MAX = 60_000;

export interface TypingEvents {
  /** Whether typing is told and shown in a room. */
  isOn(room: Room): boolean;
  /** Somebody types until then, ms since 1970; 0: no longer. */
  onTyping(conversation: string, userName: string, until: number): void;
}

export class Typing {
  readonly #session: Session;
  readonly #events: TypingEvents;
  /** When it was last told, by room. */
  readonly #told = new Map<string, number>();
  #lastSentAt = 0;
  /** The newest signal of each leaf, by room and leaf: an older one was kept back by somebody. */
  readonly #newest = new Map<string, number>();
  /** Who types until when, by room and name. */
  readonly #shown = new Map<string, number>();

  constructor(session: Session, events: TypingEvents) {
    this.#session = session;
    this.#events = events;
  }

  /** Tells the others in a room, unless they know. */
  tell(room: Room, isTyping: boolean): void {
    const { group, parts, logId, id } = room;
    const now = parts.clock.now();
    const told = this.#told.get(id);
    const isKnown = isTyping ? told !== undefined && now - told < EVERY_MS : told === undefined;
    if (isKnown || group === null || !room.isLive || !this.#events.isOn(room)) return;
    if (isTyping) this.#told.set(id, now);
    else this.#told.delete(id);
    const { random, account } = parts;
    // Each is newer than the one before, also within one tick of the clock.
    const sentAt = Math.max(now, this.#lastSentAt + 1);
    this.#lastSentAt = sentAt;
    const payload = sealTyping(
      group,
      logId,
      { sentAt, isTyping },
      { deviceSecret: account.deviceSecret, random },
    );
    this.#session.request({ type: 'log.publish', logId, payload }).catch((error: unknown) => {
      // Nobody misses one of these.
      if (!(error instanceof RelayError) && !(error instanceof EngineError)) this.#session.dropFor(error);
    });
  }

  /** One's own message ends the typing: the others see the message. */
  onSent(room: Room): void {
    this.#told.delete(room.id);
  }

  /** Takes what the relay passed on. */
  take(room: Room, payload: Uint8Array): void {
    const { group, parts } = room;
    if (group === null || !this.#events.isOn(room)) return;
    let signal: TypingSignal;
    try {
      signal = openTyping(group, room.logId, payload);
    } catch (error) {
      if (error instanceof CryptoError || error instanceof CodecError) return;
      throw error;
    }
    const { sender, sentAt, isTyping } = signal;
    const now = parts.clock.now();
    const leaf = `${room.id}/${sender.leafIndex}`;
    const isOld = sentAt <= (this.#newest.get(leaf) ?? 0) || Math.abs(now - sentAt) > AGE_MS_MAX;
    if (isOld || sameBytes(sender.accountKey, parts.account.accountKey)) return;
    if (!parts.pins.isPinned(sender.userName, sender.accountKey)) return;
    if (parts.contacts.isBlocked(sender.userName)) return;
    this.#newest.set(leaf, sentAt);
    this.#show(room, sender.userName, isTyping ? now + SHOWN_MS : 0);
  }

  /** Somebody said something: they are not typing it any more. */
  onSaid(room: Room, userName: string): void {
    if (this.#shown.has(`${room.id}/${userName}`)) this.#show(room, userName, 0);
  }

  #show(room: Room, userName: string, until: number): void {
    const key = `${room.id}/${userName}`;
    if (until === 0) this.#shown.delete(key);
    else this.#shown.set(key, until);
    this.#events.onTyping(room.record.conversation, userName, until);
  }
}
