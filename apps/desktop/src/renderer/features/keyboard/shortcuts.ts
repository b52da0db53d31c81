// The keys that work anywhere in the window, as one list: the handler and the sheet both read it.

export type ShortcutAction =
  | 'switcher'
  | 'search'
  | 'previous'
  | 'next'
  | 'previousUnread'
  | 'nextUnread'
  | 'settings'
  | 'lock'
  | 'sheet';

export type Modifier = 'main' | 'shift' | 'alt' | 'super';

export interface Shortcut {
  readonly action: ShortcutAction;
  /** `main` is Ctrl, and Command on a Mac. */
  readonly modifiers: readonly Modifier[];
  /** As in KeyboardEvent.key; letters in lower case. */
  readonly key: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'switcher', modifiers: ['main'], key: 'k' },
  { action: 'search', modifiers: ['main', 'shift'], key: 'f' },
  { action: 'previous', modifiers: ['alt'], key: 'ArrowUp' },
  { action: 'next', modifiers: ['alt'], key: 'ArrowDown' },
  { action: 'previousUnread', modifiers: ['alt', 'shift'], key: 'ArrowUp' },
  { action: 'nextUnread', modifiers: ['alt', 'shift'], key: 'ArrowDown' },
  { action: 'settings', modifiers: ['main'], key: ',' },
  { action: 'lock', modifiers: ['main', 'shift'], key: 'l' },
  { action: 'sheet', modifiers: ['main'], key: '/' },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>;

/** What a press asks for; null if it is none of ours. `typing` is true where a character would be written. */
export function shortcutOf(event: Pressed, typing: boolean): ShortcutAction | null {
  if (event.isComposing) return null;
  const main = event.ctrlKey || event.metaKey;
  // A question mark is a character in a field, and may need Shift or not, as the layout has it.
  if (event.key === '?' && !typing && !main && !event.altKey) return 'sheet';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const found = SHORTCUTS.find(
    (shortcut) =>
      shortcut.key === key &&
      shortcut.modifiers.includes('main') === main &&
      shortcut.modifiers.includes('alt') === event.altKey &&
      shortcut.modifiers.includes('shift') === event.shiftKey,
  );
  return found?.action ?? null;
}
