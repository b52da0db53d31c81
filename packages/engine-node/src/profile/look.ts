// look.json: how the window looked when the profile was last open. The lock screen is drawn before the settings can be read,
// and so this part of them lies beside the profile in the clear: theme, size of text and language tell nothing of it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, parseSettings, type LookView } from '@hushroom/ipc';
import { replaceFile } from './durable-file.ts';

export function lookPath(folder: string): string {
  return join(folder, 'look.json');
}

/** The look of the last time; that of a new profile if there was none or the file makes no sense. */
export function readLook(folder: string): LookView {
  return lookOf({ ...DEFAULT_SETTINGS, ...stored(folder) });
}

/** Keeps the look of these settings. A disk that takes no more costs nothing but the look of the next lock screen. */
export function keepLook(folder: string, settings: LookView): void {
  const look = lookOf(settings);
  if (JSON.stringify(readLook(folder)) === JSON.stringify(look)) return;
  try {
    replaceFile(lookPath(folder), JSON.stringify(look));
  } catch {
    return;
  }
}

function lookOf({ theme, textSize, locale }: LookView): LookView {
  return { theme, textSize, locale };
}

function stored(folder: string): Partial<LookView> {
  try {
    return parseSettings(JSON.parse(readFileSync(lookPath(folder), 'utf8'))) ?? {};
  } catch {
    return {};
  }
}
