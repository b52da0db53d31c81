// A double of the `electron` module for main processes: the parts that the app uses, over a real Chromium.
// Not shown by it: the operating system's sandbox, fuses, the keychain, the look of the tray, and updates. The real binary shows those.
import { report } from './report.ts';

export { app, shell } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { globalShortcut } from './global-shortcut.ts';
export { ipcMain } from './ipc-main.ts';
export { Notification } from './notification.ts';
export { powerMonitor, screen } from './power-monitor.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export { Menu, nativeImage, Tray } from './tray.ts';
export { utilityProcess } from './utility-process.ts';

export const nativeTheme = {
  shouldUseDarkColors: false,
  set themeSource(theme: string) {
    report({ report: 'theme', theme });
  },
};

export const protocol = {
  registerSchemesAsPrivileged: (): void => {
    // The https host in a scheme's place has every privilege that the app asks for.
  },
};
