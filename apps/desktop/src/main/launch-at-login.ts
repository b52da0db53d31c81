// Starting with the user's session: by the system's own list on macOS and Windows, by an autostart entry on Linux.
import { app } from 'electron';
import { basename } from 'node:path';
import { setAutostart } from './autostart.ts';
import type { ProfilePlace } from './options.ts';

/**
 * Only for a packed app. Each profile has an entry, which its folder names; macOS knows one for the app. A failure is of no
 * consequence but that nothing changes.
 */
export function launchAtLogin(isOn: boolean, { args, folder }: ProfilePlace): void {
  const name = `hushroom-${basename(folder)}`;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: isOn, args: [...args], name });
    return;
  }
  // An AppImage runs from a place that is gone with it: the file itself is what starts.
  const program = process.env['APPIMAGE'] ?? process.execPath;
  try {
    setAutostart(isOn, {
      configFolder: app.getPath('appData'),
      name,
      command: [program, ...args],
    });
  } catch {
    return;
  }
}
