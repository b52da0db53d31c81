// Clocks that run inside the page, where the time between an event and a frame can be seen.
import type { Page } from '@playwright/test';

export interface Shown {
  readonly event: 'click' | 'keydown';
  /** Brings the event about. */
  readonly act: () => Promise<void>;
  /** A selector of what must appear that was not there before. */
  readonly shows: string;
  /** Words that must be in it. */
  readonly text?: string;
}

declare const document: {
  body: object;
  querySelectorAll(selector: string): Iterable<{ readonly textContent: string | null }>;
  getElementsByTagName(name: string): object;
};
declare const window: {
  shown: Promise<number>;
  addEventListener(type: string, listener: (event: { timeStamp: number }) => void, options: object): void;
};
declare class MutationObserver {
  constructor(listener: () => void);
  observe(target: object, options: object): void;
  disconnect(): void;
}
declare class PerformanceObserver {
  constructor(listener: (list: { getEntries(): readonly object[] }) => void);
  observe(what: { readonly type: 'longtask' }): void;
  disconnect(): void;
}
declare function getComputedStyle(element: object): { readonly overflowY: string };
declare function requestAnimationFrame(callback: () => void): void;

/** From the event to the end of the frame after what it shows is in the page, ms. */
export async function msToShow(page: Page, { event, act, shows, text }: Shown): Promise<number> {
  await page.evaluate(
    ([type, selector, words]) => {
      const before = new Set(document.querySelectorAll(selector));
      const isThere = (): boolean =>
        [...document.querySelectorAll(selector)].some(
          (element) => !before.has(element) && (element.textContent ?? '').includes(words),
        );
      window.shown = new Promise((resolve) => {
        window.addEventListener(
          type,
          ({ timeStamp }) => {
            const observer = new MutationObserver(() => {
              if (!isThere()) return;
              observer.disconnect();
              // The frame that paints it ends before the second callback.
              requestAnimationFrame(() => {
                requestAnimationFrame(() => {
                  resolve(performance.now() - timeStamp);
                });
              });
            });
            observer.observe(document.body, { childList: true, subtree: true });
          },
          { capture: true, once: true },
        );
      });
    },
    [event, shows, text ?? ''] as const,
  );
  await act();
  return page.evaluate(() => window.shown);
}

export interface Scrolled {
  /** How long each frame took, ms. */
  readonly frames: readonly number[];
  /** Tasks of the page's own thread that took longer than 50 ms, its waiting for a core included. */
  readonly longTasks: number;
}

/**
 * Scrolls what has articles back by a quarter of its height a frame, until so many of them have passed, or so many frames.
 * Throws if there is nothing that scrolls.
 */
export async function framesOfScroll(
  page: Page,
  { articles, frames }: { readonly articles: number; readonly frames: number },
): Promise<Scrolled> {
  return page.evaluate(
    async ([articlesMax, framesMax]) => {
      interface Box {
        scrollTop: number;
        readonly clientHeight: number;
        readonly parentElement: Box | null;
        readonly dataset: { readonly message?: string };
      }
      // Alive, so that looking at what is new costs little of the frame.
      const rows = document.getElementsByTagName('article') as unknown as ArrayLike<Box>;
      let box = rows[0]?.parentElement ?? null;
      while (box !== null && getComputedStyle(box).overflowY !== 'auto') box = box.parentElement;
      if (box === null) throw new Error('nothing scrolls');
      const frame = (): Promise<number> =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            resolve(performance.now());
          });
        });
      let longTasks = 0;
      const tasks = new PerformanceObserver((list) => {
        longTasks += list.getEntries().length;
      });
      tasks.observe({ type: 'longtask' });
      const passed = new Set<string>();
      const times: number[] = [];
      let last = await frame();
      while (passed.size < articlesMax && times.length < framesMax) {
        box.scrollTop -= box.clientHeight / 4;
        const now = await frame();
        times.push(now - last);
        last = now;
        for (let at = 0, row = rows[0]; row !== undefined; row = rows[++at]) {
          const id = row.dataset.message ?? '';
          if (passed.has(id)) break;
          passed.add(id);
        }
      }
      tasks.disconnect();
      return { frames: times, longTasks };
    },
    [articles, frames] as const,
  );
}
