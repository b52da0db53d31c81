// Times as people read them: in the language of the window, in the zone of the system.
import { language } from './language.svelte.ts';
import { words } from './words.ts';

const DAY_MS = 86_400_000;

const STYLES = {
  clock: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'long' },
  weekdayShort: { weekday: 'short' },
  dayAndMonth: { weekday: 'long', day: 'numeric', month: 'long' },
  fullDate: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDate: { day: 'numeric', month: 'short' },
  shortDateOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  dateAndTime: { dateStyle: 'full', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a format is slow, so each is made once for a language. */
const formats = new Map<string, Intl.DateTimeFormat>();

function format(style: keyof typeof STYLES, at: number): string {
  const key = `${language.tag} ${style}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language.tag, STYLES[style]);
  formats.set(key, made);
  return made.format(at);
}

/** Midnight before `at`, local time, in ms. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Whole local days from `at` to `now`: 0 today, 1 yesterday, negative in the future. */
function daysAgo(at: number, now: number): number {
  // A day may have 23 or 25 hours, so the quotient is rounded.
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
}

function sameYear(at: number, now: number): boolean {
  return new Date(at).getFullYear() === new Date(now).getFullYear();
}

/** The time of a message: 14:05. */
export function clockTime(at: number): string {
  return format('clock', at);
}

/** The whole moment, for a tooltip. */
export function fullTime(at: number): string {
  return format('dateAndTime', at);
}

/** The words of a day separator: Today, Yesterday, Monday, or a date. */
export function dayLabel(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return words.time.today;
  if (days === 1) return words.time.yesterday;
  if (days > 1 && days < 7) return format('weekday', at);
  return format(sameYear(at, now) ? 'dayAndMonth' : 'fullDate', at);
}

/** A date alone: 3 Mar 2026. */
export function dateLabel(at: number): string {
  return format('shortDateOfYear', at);
}

/** The words of a month: March 2026. */
export function monthLabel(at: number): string {
  return format('month', at);
}

/** The short form for a list: 14:05, Yesterday, Mon, 3 Mar. */
export function listTime(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return clockTime(at);
  if (days === 1) return words.time.yesterday;
  if (days > 1 && days < 7) return format('weekdayShort', at);
  return format(sameYear(at, now) ? 'shortDate' : 'shortDateOfYear', at);
}

/** A moment within a sentence: "14:05", "Monday, 14:05", "3 March, 14:05". */
export function momentLabel(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return clockTime(at);
  const day = days === 1 ? words.time.yesterdayWithin : dayLabel(at, now);
  return words.time.dayAndTime(day, clockTime(at));
}

/** A moment that stands for itself: "14:05", "Yesterday, 14:05", "Monday, 14:05". */
export function momentAlone(at: number, now: number): string {
  return daysAgo(at, now) === 0 ? clockTime(at) : words.time.dayAndTime(dayLabel(at, now), clockTime(at));
}

/** How long until `at`: "now", "in 4 s", "in 3 min". */
export function waitLabel(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1000);
  if (seconds <= 0) return words.time.now;
  return seconds < 60 ? words.time.inSeconds(seconds) : words.time.inMinutes(Math.ceil(seconds / 60));
}
