// Starting with the user's session: by the system's own list on macOS and Windows, by an autostart entry on Linux.
import { app } from 'electron';
import { basename } from 'node:path';
import { setAutostart } from './autostart.ts';

export interface LaunchOptions {
  /** The arguments that lead to this profile. */
  readonly args: readonly string[];
  /** The folder that is this profile's own: its name tells the entries of several profiles apart. */
  readonly folder: string;
}

/** Only for a packed app. A failure is of no consequence but that nothing changes. */
export function launchAtLogin(isOn: boolean, { args, folder }: LaunchOptions): void {
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isOn, args: [...args] });
    return;
  }
  // An AppImage runs from a place that is gone with it: the file itself is what starts.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  try {
    setAutostart(isOn, {
      configFolder: app.getPath('appData'),
      name: `hushroom-${basename(folder)}`,
      command: [program, ...args],
    });
  } catch {
    return;
  }
}
