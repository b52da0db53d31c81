// Times as people read them, in the language and zone of the system.

const DAY_MS = 86_400_000;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const weekdayShort = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const dayAndMonth = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const fullDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const shortDateOfYear = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** Midnight before `at`, local time, in ms. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Whole local days from `at` to `now`: 0 today, 1 yesterday, negative in the future. */
function daysAgo(at: number, now: number): number {
  // A day may have 23 or 25 hours, so the quotient is rounded.
  return Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
}

/** The time of a message: 14:05. */
export function clockTime(at: number): string {
  return clock.format(at);
}

/** The whole moment, for a tooltip. */
export function fullTime(at: number): string {
  return dateAndTime.format(at);
}

/** The words of a day separator: Today, Yesterday, Monday, or a date. */
export function dayLabel(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return weekday.format(at);
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? dayAndMonth.format(at)
    : fullDate.format(at);
}

/** The short form for a list: 14:05, Yesterday, Mon, 3 Mar. */
export function listTime(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return clock.format(at);
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return weekdayShort.format(at);
  return new Date(at).getFullYear() === new Date(now).getFullYear()
    ? shortDate.format(at)
    : shortDateOfYear.format(at);
}

/** A moment within a sentence: "14:05", "Monday, 14:05", "3 March, 14:05". */
export function momentLabel(at: number, now: number): string {
  const days = daysAgo(at, now);
  if (days === 0) return clock.format(at);
  return `${days === 1 ? 'yesterday' : dayLabel(at, now)}, ${clock.format(at)}`;
}

/** How long until `at`: "now", "in 4 s", "in 3 min". */
export function waitLabel(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1000);
  if (seconds <= 0) return 'now';
  return seconds < 60 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} min`;
}
