// What the page's own thread works, in processor time: a wait for a core, or for another thread, is not in it. Read from a
// trace of Chromium, whose tasks say both.
import type { Page } from '@playwright/test';

const MARK = 'measured from here';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly tdur?: number;
}

export interface Worked<T> {
  readonly result: T;
  /** Processor time of each task of the page's main thread, ms. */
  readonly tasks: readonly number[];
}

/** Does something and says what work it made for the main thread of the page. */
export async function workOf<T>(page: Page, act: () => Promise<T>): Promise<Worked<T>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
  await page.evaluate((mark) => performance.mark(mark), MARK);
  const result = await act();
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const start = traceEvents.find(({ name }) => name === MARK);
  if (start === undefined) throw new Error('the trace lacks its mark');
  const tasks = traceEvents.filter(
    ({ name, pid, tid, ts }) =>
      name.endsWith('RunTask') && pid === start.pid && tid === start.tid && ts > start.ts,
  );
  return { result, tasks: tasks.map(({ tdur = 0 }) => tdur / 1000) };
}
