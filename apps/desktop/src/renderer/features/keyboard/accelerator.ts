// Keys that work outside the window too, written as Electron writes them: `CommandOrControl+Shift+K`.
import type { Modifier } from './shortcuts.ts';

/** What is offered first: no program of the usual ones has it. */
export const ACCELERATOR_OFFERED = 'CommandOrControl+Shift+Space';

const MODIFIERS: Readonly<Record<string, Modifier>> = {
  CommandOrControl: 'main',
  Super: 'super',
  Alt: 'alt',
  Shift: 'shift',
};

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** The keys of a press; null where it cannot be one for everywhere, as a letter that somebody writes. */
export function acceleratorOf(event: Pressed, isMac: boolean): string | null {
  const key = keyOf(event);
  const isMain = isMac ? event.metaKey : event.ctrlKey;
  const isSuper = !isMac && event.metaKey;
  // Electron could tell Control from Command on a Mac; here one name stands for the one that each system has.
  if (key === null || (isMac && event.ctrlKey) || !(isMain || isSuper || event.altKey)) return null;
  const held = [
    isMain ? 'CommandOrControl' : '',
    isSuper ? 'Super' : '',
    event.altKey ? 'Alt' : '',
    event.shiftKey ? 'Shift' : '',
  ];
  return [...held.filter((name) => name !== ''), key].join('+');
}

/** The same as keys to be shown. */
export function keysOf(accelerator: string): {
  readonly modifiers: readonly Modifier[];
  readonly key: string;
} {
  const names = accelerator.split('+');
  const modifiers = names.slice(0, -1).flatMap((name) => MODIFIERS[name] ?? []);
  return { modifiers, key: names.at(-1) ?? '' };
}

/** The key without those that are held: with Alt and Shift it may write another character than its own. */
function keyOf({ key, code }: Pressed): string | null {
  if (code === 'Space') return 'Space';
  if (/^F([1-9]|1\d|2[0-4])$/.test(key)) return key;
  if (/^[a-z0-9]$/i.test(key)) return key.toUpperCase();
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? null;
}
