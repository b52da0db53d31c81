// A double of the `electron` module for main processes: the parts that the app uses, over a real Chromium.
// Not shown by it: the operating system's sandbox, fuses, the keychain, tray and updates. The real binary shows those.
export { app, shell } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export { utilityProcess } from './utility-process.ts';

export const nativeTheme = { shouldUseDarkColors: false };

export const protocol = {
  registerSchemesAsPrivileged: (): void => {
    // The https host in a scheme's place has every privilege that the app asks for.
  },
};

export const Menu = {
  buildFromTemplate: (template: readonly object[]): readonly object[] => template,
  setApplicationMenu: (): void => {
    // A headless window has none.
  },
};
