// Sizes, speeds and times left of files, in the language of the window.
import { language } from './language.svelte.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes: 640 kB, 1.4 MB. */
export function sizeLabel(bytes: number): string {
  const step = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3)));
  const unit = UNITS[step] ?? 'byte';
  const value = bytes / 1000 ** step;
  return unitLabel(value, unit, value < 10 && step > 0 ? 1 : 0);
}

/** Bytes per second. */
export function speedLabel(bytesPerSecond: number): string {
  return `${sizeLabel(bytesPerSecond)}/s`;
}

/** How long something takes: 5 s, 3 min, 2 h. */
export function durationLabel(seconds: number): string {
  if (seconds < 60) return unitLabel(Math.ceil(seconds), 'second', 0);
  return seconds < 3600
    ? unitLabel(Math.ceil(seconds / 60), 'minute', 0)
    : unitLabel(seconds / 3600, 'hour', 1);
}

/** A time within a recording: 0:07, 12:40. */
export function playTime(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function unitLabel(value: number, unit: string, digits: number): string {
  const format = new Intl.NumberFormat(language.tag, {
    style: 'unit',
    unit,
    // A short byte has no plural in English.
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: digits,
  });
  return format.format(value);
}
