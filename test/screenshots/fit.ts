// What of a page does not fit into its window: what stands out of it, words that leave their box, and boxes that have to be
// scrolled sideways.
import type { Page } from 'playwright';

/** As much of an element of the page as is looked at: these tests know no DOM. */
interface Box {
  readonly tagName: string;
  readonly className: unknown;
  readonly textContent: string;
  readonly parentElement: Box | null;
  readonly clientWidth: number;
  readonly clientHeight: number;
  readonly scrollWidth: number;
  readonly scrollHeight: number;
  closest(selector: string): Box | null;
  getBoundingClientRect(): {
    readonly left: number;
    readonly right: number;
    readonly width: number;
    readonly height: number;
  };
}

/** What holds words or is pressed; lists may reach into the padding around them. */
const WORDED = ['A', 'BUTTON', 'CODE', 'DD', 'DT', 'H1', 'H2', 'H3', 'LABEL', 'P', 'SPAN'];

/** One line for each thing that does not fit. */
export function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate((worded) => {
    const { document, getComputedStyle, innerWidth } = globalThis as unknown as {
      document: { querySelectorAll(selector: string): Iterable<Box> };
      getComputedStyle(box: Box): { overflowX: string; visibility: string; display: string };
      innerWidth: number;
    };
    /** Whoever made a box scroll or cut means it. */
    const isCut = (box: Box): boolean => {
      for (let outer = box.parentElement; outer !== null; outer = outer.parentElement) {
        if (!['HTML', 'BODY'].includes(outer.tagName) && getComputedStyle(outer).overflowX !== 'visible')
          return true;
      }
      return false;
    };
    const faultOf = (box: Box): string | null => {
      const { overflowX, visibility, display } = getComputedStyle(box);
      const { left, right, width, height } = box.getBoundingClientRect();
      if (visibility === 'hidden' || width === 0 || height === 0) return null;
      if ((left < -1 || right > innerWidth + 1) && !isCut(box)) return 'stands out of the window';
      const overflows = box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0;
      if (overflowX === 'auto' || overflowX === 'scroll') {
        // A text for computers is not broken; what is typed scrolls in its field.
        return overflows && !['PRE', 'CODE', 'TEXTAREA'].includes(box.tagName) ? 'scrolls sideways' : null;
      }
      if (overflowX !== 'visible' || display === 'inline' || !worded.includes(box.tagName)) return null;
      if (overflows) return 'is too narrow for what is in it';
      const isTooLow = box.tagName === 'BUTTON' && box.scrollHeight > box.clientHeight + 2;
      return isTooLow ? 'is too low for what is in it' : null;
    };
    return [...document.querySelectorAll('body *')].flatMap((box) => {
      // Avatars have a dot that stands over their edge. What is only heard is nowhere to be seen, that of the calendar too.
      if (box.closest('.heard, [data-bits-announcer], .avatar, svg, script') !== null) return [];
      const fault = faultOf(box);
      const name = `${box.tagName} ${String(box.className)} “${box.textContent.trim().slice(0, 40)}”`;
      return fault === null ? [] : [`${name} ${fault}`];
    });
  }, WORDED);
}
