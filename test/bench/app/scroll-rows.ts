// Scrolling back through the open conversation. Its floor is the same over plain rows that are only there, as high and with the
// same words, which is what Chromium itself takes here. Both take turns, so that they meet the same noise of the machine.
import type { Page } from '@playwright/test';
import type { Row } from '../row.ts';
import { framesOfScroll, type Scrolled } from './page-clock.ts';
import { showPlain } from './plain-rows.ts';
import { workOf, type Worked } from './thread-clock.ts';

const MESSAGES = 10_000;
const TURNS = 4;
/** Of one turn: where it cannot get that far it ends. */
const FRAMES_MAX = 3_000;
const LONG_MS = 50;

/** One way to look at all turns, in ms or as a count. */
interface Measure {
  readonly what: string;
  readonly unit: 'ms' | 'frames' | 'tasks';
  readonly of: (turns: readonly Worked<Scrolled>[]) => number;
}

const framesIn = (turns: readonly Worked<Scrolled>[]): readonly number[] =>
  turns.flatMap(({ result }) => result.frames);
const tasksIn = (turns: readonly Worked<Scrolled>[]): readonly number[] =>
  turns.flatMap(({ tasks }) => tasks);
const over = (times: readonly number[]): number => times.filter((ms) => ms > LONG_MS).length;
const sum = (times: readonly number[]): number => times.reduce((all, ms) => all + ms, 0);

const MEASURES: readonly Measure[] = [
  { what: 'longest frame', unit: 'ms', of: (turns) => Math.max(...framesIn(turns)) },
  { what: 'frames over 50 ms', unit: 'frames', of: (turns) => over(framesIn(turns)) },
  {
    what: 'tasks of the page over 50 ms',
    unit: 'tasks',
    of: (turns) => sum(turns.map(({ result }) => result.longTasks)),
  },
  {
    what: 'tasks of the page over 50 ms of processor time',
    unit: 'tasks',
    of: (turns) => over(tasksIn(turns)),
  },
  {
    what: 'processor time of the longest task of the page',
    unit: 'ms',
    of: (turns) => Math.max(...tasksIn(turns)),
  },
  {
    what: 'processor time of the page for a frame',
    unit: 'ms',
    of: (turns) => sum(tasksIn(turns)) / framesIn(turns).length,
  },
];

/** Measures the conversation that `page` shows, with the pointer over it. */
export async function measureScroll(page: Page): Promise<Row[]> {
  const plainPage = await page.context().newPage();
  const ours: Worked<Scrolled>[] = [];
  const plain: Worked<Scrolled>[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await page.bringToFront();
    await page.getByRole('region', { name: 'Messages' }).hover();
    const limits = { articles: MESSAGES / TURNS, frames: FRAMES_MAX };
    const worked = await workOf(page, () => framesOfScroll(page, limits));
    ours.push(worked);
    const frames = worked.result.frames.length;
    await showPlain(plainPage, page, frames);
    plain.push(await workOf(plainPage, () => framesOfScroll(plainPage, { articles: Infinity, frames })));
  }
  await plainPage.close();
  return MEASURES.map(({ what, unit, of }) => {
    const [value, floor] = [of(ours), of(plain)].map((measured) => Number(measured.toPrecision(3)));
    return {
      what: `scrolling back, ${what}`,
      messages: MESSAGES,
      frames: framesIn(ours).length,
      value: value ?? 0,
      unit,
      floor: floor ?? 0,
      ...(unit === 'ms' ? { ratioToFloor: Number((of(ours) / of(plain)).toFixed(2)) } : {}),
    };
  });
}
