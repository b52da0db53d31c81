// The words around times; everything else about them comes from Intl.
export const time = {
  today: 'Today',
  yesterday: 'Yesterday',
  /** A day and the time of day, within a sentence. */
  dayAndTime: (day: string, clock: string) => `${day}, ${clock}`,
  yesterdayWithin: 'yesterday',
  now: 'now',
  inSeconds: (seconds: number) => `in ${seconds} s`,
  inMinutes: (minutes: number) => `in ${minutes} min`,
  previousMonth: 'Previous month',
  nextMonth: 'Next month',
  anyDay: 'Any day',
};
