// German: the words around times.
import type { Words } from '../en/index.ts';

export const time: Words['time'] = {
  today: 'Heute',
  yesterday: 'Gestern',
  dayAndTime: (day, clock) => `${day}, ${clock}`,
  yesterdayWithin: 'gestern',
  now: 'jetzt',
  inSeconds: (seconds) => `in ${seconds} s`,
  inMinutes: (minutes) => `in ${minutes} min`,
  previousMonth: 'Voriger Monat',
  nextMonth: 'Nächster Monat',
  anyDay: 'Jeder Tag',
};
