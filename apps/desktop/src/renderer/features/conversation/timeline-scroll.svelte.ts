// Where the list of messages stands: it opens where what is new begins, stays at the newest unless one has scrolled away,
// keeps its place when messages load at either end, and goes to a message wherever it is.
import { tick } from 'svelte';
import type { VirtualizerHandle } from 'virtua/svelte';
import type { Timeline } from '../../session/timeline.svelte.ts';
import type { Row } from './rows.ts';

/** Nearer to the end than this counts as at it, px. */
const AT_END_PX = 48;
/** More messages are asked for this far before an end is reached, px. */
const AHEAD_PX = 1200;
/** So much of what is known already stays in sight above what is new, px. */
const CONTEXT_PX = 96;
/** A list that was sent somewhere measures what it finds there: it stands when it did not move for so many frames. */
const STILL_FRAMES = 3;
const MOVING_FRAMES_MAX = 60;

export class TimelineScroll {
  readonly #timeline: Timeline;
  readonly #rows: () => readonly Row[];
  /** What a list that was just made is to show; a message is shown by who looked for it. */
  #goal: 'unread' | 'end' | 'message';
  /** Where the list stood when that was last looked at, px. */
  #lastTop = 0;
  /** True while the list is on its way to a row: indexes must stay what they are. */
  #isMoving = false;

  scroller = $state.raw<HTMLElement | null>(null);
  list = $state.raw<VirtualizerHandle | null>(null);
  /** True while the newest message is on screen, and new ones are to be followed. */
  isFollowing = $state(false);

  /** `at` is the message that it will be sent to; null: it opens where what is new begins. */
  constructor(timeline: Timeline, at: string | null, rows: () => readonly Row[]) {
    this.#timeline = timeline;
    this.#goal = at === null ? 'unread' : 'message';
    this.#rows = rows;
  }

  /** A list was made for the window as it was opened. */
  async begin(): Promise<void> {
    const goal = this.#goal;
    this.#goal = 'end';
    if (goal === 'message') return;
    const unread = goal === 'end' ? -1 : this.#rows().findIndex(({ kind }) => kind === 'unread');
    this.isFollowing = unread === -1;
    if (this.isFollowing) {
      await this.toEnd();
      return;
    }
    await this.#moveTo(unread, 'start', -CONTEXT_PX);
  }

  /** To the newest message, and on with those that come. */
  async toEnd(): Promise<void> {
    this.isFollowing = true;
    if (this.#timeline.window.newer) {
      // It opens anew there, and begins.
      await this.#timeline.window.openNewest();
      return;
    }
    await tick();
    this.list?.scrollToIndex(this.#rows().length - 1, { align: 'end' });
    this.#lastTop = this.scroller?.scrollTop ?? 0;
    this.see();
    await this.#timeline.window.trim();
    await this.#fill();
  }

  /** Called by the list, not by the element: it must know of the scroll before rows are added. */
  async scrolled(): Promise<void> {
    const { scroller } = this;
    if (scroller === null || this.#isMoving) return;
    this.isFollowing = distance(scroller) < AT_END_PX && !this.#timeline.window.newer;
    this.#lastTop = scroller.scrollTop;
    this.see();
    await this.#fill();
  }

  /** Rows change height when they are measured and when the window changes: the end stays the end. */
  resized(): void {
    const { scroller } = this;
    if (scroller === null || !this.isFollowing) return;
    // Someone who scrolls up is measured before the page says so: they are not pulled back.
    const left = scroller.scrollTop < this.#lastTop && distance(scroller) > AT_END_PX;
    if (!left) void this.toEnd();
  }

  /** Brings a message to the middle of the list and gives it the focus. False if it is not in the conversation. */
  async reveal(id: string): Promise<boolean> {
    const { isFollowing } = this;
    this.isFollowing = false;
    this.#goal = 'message';
    const isThere = await this.#timeline.reach(id);
    await tick();
    this.#goal = 'end';
    if (!isThere) {
      this.isFollowing = isFollowing;
      return false;
    }
    const index = this.#rows().findIndex((row) => 'message' in row && row.message.id === id);
    await this.#moveTo(index, 'center');
    this.scroller?.querySelector<HTMLElement>(`[data-message="${id}"]`)?.focus({ preventScroll: true });
    return true;
  }

  /** Says what is on screen as seen, if somebody is there to see it. */
  see(): void {
    if (document.visibilityState !== 'visible' || !document.hasFocus()) return;
    const position = this.#lastOnScreen();
    if (position !== null) void this.#timeline.see(position);
  }

  /** Brings a row on screen, and looks around when the list stands. */
  async #moveTo(index: number, align: 'start' | 'center', offset = 0): Promise<void> {
    this.#isMoving = true;
    this.list?.scrollToIndex(index, { align, offset });
    let [top, still] = [-1, 0];
    for (let frames = 0; still < STILL_FRAMES && frames < MOVING_FRAMES_MAX; frames++) {
      await frame();
      const next = this.scroller?.scrollTop ?? 0;
      still = next === top ? still + 1 : 0;
      top = next;
    }
    this.#isMoving = false;
    await this.scrolled();
  }

  /** The position of the last message that is on screen to its end; null where there is none. */
  #lastOnScreen(): number | null {
    const { scroller, list } = this;
    if (this.isFollowing) return this.#timeline.messages.at(-1)?.position ?? null;
    if (scroller === null || list === null) return null;
    const rows = this.#rows();
    const bottom = scroller.scrollTop + scroller.clientHeight;
    for (let index = list.findItemIndex(bottom); index >= 0; index--) {
      const row = rows[index];
      const isWhole = list.getItemOffset(index) + list.getItemSize(index) <= bottom + 1;
      if (isWhole && row !== undefined && 'message' in row && row.message.position !== Infinity)
        return row.message.position;
    }
    return null;
  }

  /** Loads what comes next at an end that is near. */
  async #fill(): Promise<void> {
    const { scroller } = this;
    if (scroller === null) return;
    if (scroller.scrollTop < AHEAD_PX) await this.#timeline.window.loadOlder();
    if (!this.isFollowing && distance(scroller) < AHEAD_PX) await this.#timeline.window.loadNewer();
  }
}

function distance({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

function frame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}
