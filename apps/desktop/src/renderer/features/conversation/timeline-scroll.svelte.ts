// Where the list of messages stands: it opens where what is new begins, stays at the newest unless one has scrolled away,
// and goes to a message wherever it is. While rows come and go at its top the browser keeps what is read in its place.
import type { MessageView } from '@hushroom/ipc';
import { tick } from 'svelte';
import type { Timeline } from '../../session/timeline.svelte.ts';
import type { Row } from './rows.ts';

/** Nearer to the end than this counts as at it, px. */
const AT_END_PX = 48;
/** More messages are asked for this far before an end is reached, px. */
const AHEAD_PX = 1500;
/** What is further than this from the screen is given up, px: more than is read ahead, so that neither undoes the other. */
const FAR_PX = 2500;
/** Pages that are read at once until an end is that far away again. */
const PAGES_MAX = 8;
/** So much of what is known already stays in sight above what is new, px. */
const CONTEXT_PX = 96;

export class TimelineScroll {
  readonly #timeline: Timeline;
  readonly #rows: () => readonly Row[];
  /** What a window that was just opened is to show; a message is shown by who looked for it. */
  #goal: 'unread' | 'end' | 'message';
  /** What was read at the very top, and where it stood. */
  #held: { readonly row: Element; readonly top: number } | null = null;
  /** Whether one of the rows has the focus. */
  #hasFocus = false;

  /** Of the list, when it last stood at its end. */
  #sizes = '';

  scroller = $state.raw<HTMLElement | null>(null);
  /** Its children are the rows. */
  list = $state.raw<HTMLElement | null>(null);
  /** True while the newest message is on screen, and new ones are to be followed. */
  isFollowing = $state(false);

  /** `at` is the message that it will be sent to; null: it opens where what is new begins. */
  constructor(timeline: Timeline, at: string | null, rows: () => readonly Row[]) {
    this.#timeline = timeline;
    this.#goal = at === null ? 'unread' : 'message';
    this.#rows = rows;
  }

  /** The window was opened, here or elsewhere, and its rows are in the page. */
  begin(): void {
    const goal = this.#goal;
    this.#goal = 'end';
    if (goal === 'message') return;
    const unread = goal === 'end' ? -1 : this.#rows().findIndex(({ kind }) => kind === 'unread');
    if (unread === -1) void this.toEnd();
    else this.#bring(unread, () => CONTEXT_PX);
  }

  /** To the newest message, and on with those that come. */
  async toEnd(): Promise<void> {
    this.isFollowing = true;
    // It opens anew there, and begins.
    if (this.#timeline.window.newer) await this.#timeline.window.openNewest();
    await tick();
    this.stay();
    this.see();
    this.#timeline.window.trim();
    await this.#fill();
  }

  /** The end stays the end when rows or the window change their size. */
  stay(): void {
    if (!this.isFollowing || this.scroller === null) return;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#sizes = sizesOf(this.scroller);
  }

  /**
   * Rows are about to come or go. At the very top the browser would show what comes above in place of what is read, so that
   * {@link settle} has to put it back; and a row that goes would take the focus with it.
   */
  hold(): void {
    const { scroller, list } = this;
    this.#hasFocus = list?.contains(document.activeElement) === true;
    const oldest = list?.querySelector('article') ?? null;
    const isHeld = oldest !== null && scroller?.scrollTop === 0;
    this.#held = isHeld ? { row: oldest, top: oldest.getBoundingClientRect().top } : null;
  }

  /** They have come or gone. */
  settle(): void {
    const { scroller } = this;
    if (this.#hasFocus && document.activeElement === document.body) scroller?.focus({ preventScroll: true });
    if (scroller === null || this.#held?.row.isConnected !== true) return;
    const { row, top } = this.#held;
    this.#held = null;
    scroller.scrollTop += row.getBoundingClientRect().top - top;
  }

  /** Somebody, or this, has moved the list, or the browser has, to keep what is shown in place while sizes change. */
  scrolled(): void {
    if (this.scroller === null) return;
    // Nobody has left the end whose rows became taller, as they do when a panel opens beside them.
    if (this.#sizes !== sizesOf(this.scroller)) this.stay();
    this.isFollowing = distance(this.scroller) < AT_END_PX && !this.#timeline.window.newer;
    this.see();
    void this.#fill();
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
    this.#bring(index, (height, room) => (room - height) / 2);
    this.list?.children[index]?.querySelector<HTMLElement>('article')?.focus({ preventScroll: true });
    return true;
  }

  /** Says what is on screen as seen, if somebody is there to see it. */
  see(): void {
    if (!this.#timeline.hasUnseen || document.visibilityState !== 'visible' || !document.hasFocus()) return;
    const position = this.#lastOnScreen();
    if (position !== null) void this.#timeline.see(position);
  }

  /** Puts a row so far below the upper edge: `fromTop` is asked with the heights of the row and of what is on screen. */
  #bring(index: number, fromTop: (height: number, room: number) => number): void {
    const { scroller } = this;
    const row = this.list?.children[index];
    if (scroller === null || row === undefined) return;
    const [box, room] = [row.getBoundingClientRect(), scroller.getBoundingClientRect()];
    scroller.scrollTop += box.top - room.top - fromTop(box.height, room.height);
    this.scrolled();
  }

  /** The position of the last message that is on screen to its end; null where there is none. */
  #lastOnScreen(): number | null {
    const { scroller } = this;
    if (scroller === null) return null;
    if (this.isFollowing) return this.#timeline.messages.at(-1)?.position ?? null;
    const { bottom } = scroller.getBoundingClientRect();
    const whole = this.#rows().slice(0, this.#countAbove(bottom + 1));
    return whole.findLast(hasPlace)?.message.position ?? null;
  }

  /** How many rows end above a line on the screen. */
  #countAbove(line: number): number {
    const isAbove = (index: number): boolean =>
      (this.list?.children[index]?.getBoundingClientRect().bottom ?? Infinity) <= line;
    // Rows stand below each other, so those that are above come first.
    let [above, below] = [-1, this.#rows().length];
    while (below - above > 1) {
      const middle = (above + below) >> 1;
      if (isAbove(middle)) above = middle;
      else below = middle;
    }
    return below;
  }

  /** How many messages are far above what is on screen, and how many far below. */
  #far(scroller: HTMLElement): { readonly above: number; readonly below: number } {
    const { top, bottom } = scroller.getBoundingClientRect();
    const rows = this.#rows();
    // Those that are not in the page, or not any more, are nowhere.
    if (this.list?.children.length !== rows.length) return { above: 0, below: 0 };
    return {
      above: rows.slice(0, this.#countAbove(top - FAR_PX)).filter(hasPlace).length,
      below: rows.slice(this.#countAbove(bottom + FAR_PX) + 1).filter(hasPlace).length,
    };
  }

  /** Loads what comes next at an end that is near: a page a frame, so that no frame has to draw many rows. */
  async #fill(): Promise<void> {
    const { scroller } = this;
    if (scroller === null) return;
    const { window } = this.#timeline;
    for (let pages = 0; pages < PAGES_MAX && scroller.scrollTop < AHEAD_PX && window.more; pages++) {
      if (!(await window.loadOlder(this.#far(scroller).below))) break;
      await frame();
    }
    for (let pages = 0; pages < PAGES_MAX && !this.isFollowing && distance(scroller) < AHEAD_PX; pages++) {
      if (!(await window.loadNewer(this.#far(scroller).above))) break;
      await frame();
    }
  }
}

/** Whether a row shows a message that the engine has: what is on its way to it has no place yet. */
function hasPlace(row: Row): row is Extract<Row, { readonly message: MessageView }> {
  return 'message' in row && Number.isFinite(row.message.position);
}

function distance({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number {
  return scrollHeight - scrollTop - clientHeight;
}

function sizesOf({ clientWidth, clientHeight, scrollHeight }: HTMLElement): string {
  return `${clientWidth} ${clientHeight} ${scrollHeight}`;
}

function frame(): Promise<number> {
  return new Promise(requestAnimationFrame);
}
