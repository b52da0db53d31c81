// Where the window stood when it was closed, whether it begins hidden, its theme, and the keys that show it: what must be known
// before a profile is open, and so lies beside it in the clear.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Rectangle | null;
  readonly isMaximized: boolean;
  readonly startHidden: boolean;
  /** As the settings of the same names. */
  readonly globalShortcut: string;
  readonly launchAtLogin: boolean;
  /** Light or dark if one of them was chosen; else what the system has. */
  readonly theme: WindowTheme;
}

export type WindowTheme = 'light' | 'dark' | 'system';

export const WINDOW_WIDTH_MIN = 360;
export const WINDOW_HEIGHT_MIN = 480;
/** How much of a window must lie on a screen for its user to get hold of it. */
const VISIBLE_MIN = 64;

const NOTHING_KNOWN: WindowState = {
  bounds: null,
  isMaximized: false,
  startHidden: false,
  globalShortcut: '',
  launchAtLogin: false,
  theme: 'system',
};

/** The state in `path`; that of a first start if there is none or it makes no sense. */
export function loadWindowState(path: string): WindowState {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
    return {
      bounds: rectangleOf(kept['bounds']),
      isMaximized: kept['isMaximized'] === true,
      startHidden: kept['startHidden'] === true,
      launchAtLogin: kept['launchAtLogin'] === true,
      globalShortcut: textOf(kept['globalShortcut']),
      theme: windowTheme(textOf(kept['theme'])),
    };
  } catch {
    return NOTHING_KNOWN;
  }
}

/** A failure is of no consequence: the window then opens where it would the first time. */
export function saveWindowState(path: string, state: WindowState): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, JSON.stringify(state), { mode: 0o600 });
  } catch {
    return;
  }
}

/** The kept place if its title bar can be reached on one of the screens, no larger than that screen; else null. */
export function placeOn(screens: readonly Rectangle[], bounds: Rectangle | null): Rectangle | null {
  if (bounds === null) return null;
  const screen = screens.find(
    ({ x, y, width, height }) =>
      bounds.x + bounds.width >= x + VISIBLE_MIN &&
      bounds.x <= x + width - VISIBLE_MIN &&
      bounds.y >= y &&
      bounds.y <= y + height - VISIBLE_MIN,
  );
  if (screen === undefined) return null;
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.max(WINDOW_WIDTH_MIN, Math.min(bounds.width, screen.width)),
    height: Math.max(WINDOW_HEIGHT_MIN, Math.min(bounds.height, screen.height)),
  };
}

/** What a theme means for the window's frame, its menus and the colour before anything is painted. */
export function windowTheme(theme: string): WindowTheme {
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function rectangleOf(value: unknown): Rectangle | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height } = value as Readonly<Record<string, unknown>>;
  const isWhole = (number: unknown): number is number => Number.isSafeInteger(number);
  return isWhole(x) && isWhole(y) && isWhole(width) && isWhole(height) ? { x, y, width, height } : null;
}
