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
  querySelectorAll(selector: string): Iterable<{
    readonly textContent: string | null;
    readonly dataset: { readonly message?: string };
  }>;
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
  readonly frames: number;
  readonly longestMs: number;
  readonly over50: number;
  /** Tasks of the page's own thread that took longer than 50 ms: what no computer makes up for. */
  readonly longTasks: number;
  readonly messages: number;
}

/** Scrolls the open conversation back by a quarter of the window a frame, until about so many messages have passed. */
export async function framesOfScroll(page: Page, messages: number): Promise<Scrolled> {
  return page.evaluate(async (wanted) => {
    interface Box {
      scrollTop: number;
      readonly clientHeight: number;
      readonly parentElement: Box | null;
    }
    const [article] = document.querySelectorAll('article') as unknown as [Box | undefined];
    let box = article?.parentElement ?? null;
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
    let still = 0;
    while (passed.size < wanted && still < 300) {
      const before = passed.size;
      box.scrollTop -= box.clientHeight / 4;
      const now = await frame();
      times.push(now - last);
      last = now;
      for (const { dataset } of document.querySelectorAll('article')) passed.add(dataset.message ?? '');
      still = passed.size > before ? 0 : still + 1;
    }
    tasks.disconnect();
    return {
      frames: times.length,
      longestMs: Math.max(...times),
      over50: times.filter((ms) => ms > 50).length,
      longTasks,
      messages: passed.size,
    };
  }, messages);
}
