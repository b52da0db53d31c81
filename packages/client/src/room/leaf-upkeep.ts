// Commits that nobody asked for: renewing this device's own leaf, so that a key that leaked heals, carrying out what
// leavers asked for, and telling the log which admins may end its access token. Jittered, so that not all members do it at once.
import { isControlDue } from './next-context.ts';
import type { Room } from './room.ts';

const MESSAGES_MAX = 100;
const ACTIVE_MS = 24 * 60 * 60 * 1000;
const OWN_KEY_MS = 1_000;
/** A leaver is taken out within a minute: rather by an admin, who can end its access as well. */
const LEAVE_ADMIN_MS = 10_000;
const LEAVE_MEMBER_MS = 50_000;
const RENEWAL_MS = 60_000;

export class LeafUpkeep {
  readonly #room: Room;
  readonly #onDue: () => void;
  #isDue = false;
  #stopTimer: (() => void) | null = null;

  constructor(room: Room, onDue: () => void) {
    this.#room = room;
    this.#onDue = onDue;
  }

  /** Whether a commit should be made now. If one will be wanted later, `onDue` is called then. */
  takeDue(): boolean {
    const waitMs = this.#waitMs();
    if (waitMs === null) {
      this.pause();
      return false;
    }
    if (waitMs === 0 || this.#isDue) {
      this.pause();
      return true;
    }
    this.#stopTimer ??= this.#room.parts.clock.after(waitMs, () => {
      this.#stopTimer = null;
      this.#isDue = true;
      this.#onDue();
    });
    return false;
  }

  /** Forgets what was due, until it is asked again. */
  pause(): void {
    this.#isDue = false;
    this.#stopTimer?.();
    this.#stopTimer = null;
  }

  /** How long to wait, in ms, for something that is wanted; null if nothing is. */
  #waitMs(): number | null {
    const { group, record, parts, iAmAdmin } = this.#room;
    if (group === null) return null;
    if (group.proposals.length > 0) {
      // Whoever wants to send commits first (RFC 9420 §12.4).
      const hasMessages = parts.outbox
        .ofConversation(record.conversation)
        .some(({ sealed }) => sealed === null);
      if (hasMessages) return 0;
      return iAmAdmin ? this.#jitter(0, LEAVE_ADMIN_MS) : this.#jitter(LEAVE_ADMIN_MS, LEAVE_MEMBER_MS);
    }
    // Nobody else can do that, and whoever made this an admin may wait for it to leave.
    if (iAmAdmin && isControlDue(this.#room)) return this.#jitter(1, OWN_KEY_MS);
    if (iAmAdmin && record.rotationDue) return this.#jitter(1, LEAVE_ADMIN_MS);
    const isActive = record.sentSinceUpdate > 0 && parts.clock.now() - record.updatedAt > ACTIVE_MS;
    const isNew = record.updatedAt === 0;
    const isDue = isNew || isActive || record.sentSinceUpdate >= MESSAGES_MAX;
    return isDue ? this.#jitter(1, RENEWAL_MS) : null;
  }

  #jitter(from: number, to: number): number {
    const [high = 0, low = 0] = this.#room.parts.random(2);
    return from + Math.round(((high * 256 + low) / 65_535) * (to - from));
  }
}
