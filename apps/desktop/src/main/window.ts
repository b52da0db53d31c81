// The one window.
import { BrowserWindow, nativeTheme, type Session } from 'electron';
import { INDEX_URL } from './app-origin.ts';
import { applyNavigationRules } from './navigation-rules.ts';

/** Before the interface has painted, in the colour that it paints first. */
const BACKGROUND = { light: '#ffffff', dark: '#16181d' };

export interface WindowOptions {
  readonly session: Session;
  /** Absolute path of the built preload. */
  readonly preload: string;
}

/** Shows itself once there is something to see. */
export function openWindow({ session, preload }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1080,
    height: 720,
    minWidth: 360,
    minHeight: 480,
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
  applyNavigationRules(window.webContents);
  window.once('ready-to-show', () => {
    window.show();
  });
  void window.loadURL(INDEX_URL);
  return window;
}
