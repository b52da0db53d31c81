// The one window.
import { BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { INDEX_URL } from './app-origin.ts';
import { applyNavigationRules } from './navigation-rules.ts';
import type { Presses } from './presses.ts';
import { WINDOW_HEIGHT_MIN, WINDOW_WIDTH_MIN, type Rectangle } from './window-state.ts';

/** Before the interface has painted, in the colour that it paints first: `--surface-frame`. */
const BACKGROUND = { light: '#f1f4f0', dark: '#0f1412' };

/** Of a first start: all of the first page is in sight, on a low screen as much as there is. */
const SIZE = { width: 1080, height: 800 };

export interface WindowOptions {
  readonly session: Session;
  /** Hears of what is pressed in it. */
  readonly presses: Presses;
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Where it stood last, if that place is still there. */
  readonly bounds: Rectangle | null;
  readonly isMaximized: boolean;
  /** It is shown when somebody asks for it. */
  readonly isHidden: boolean;
}

/** Shows itself once there is something to see, unless it is to be hidden. */
export function openWindow({
  session,
  presses,
  preload,
  bounds,
  isMaximized,
  isHidden,
}: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...(bounds ?? { ...SIZE, height: Math.min(SIZE.height, screen.getPrimaryDisplay().workAreaSize.height) }),
    minWidth: WINDOW_WIDTH_MIN,
    minHeight: WINDOW_HEIGHT_MIN,
    show: false,
    title: 'Hushroom',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // The spelling checker would fetch its dictionaries from the network.
      spellcheck: false,
    },
  });
  presses.follow(window.webContents);
  applyNavigationRules(window.webContents, presses);
  window.once('show', () => {
    if (isMaximized) window.maximize();
  });
  window.once('ready-to-show', () => {
    if (!isHidden) window.show();
  });
  void window.loadURL(INDEX_URL);
  return window;
}
