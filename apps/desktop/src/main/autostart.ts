// Starting with the desktop's session on Linux: an entry in the user's autostart folder (freedesktop.org, Desktop Application
// Autostart Specification), which every desktop reads.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Autostart {
  /** The folder of the user's settings: `$XDG_CONFIG_HOME`. */
  readonly configFolder: string;
  /** Of the entry; each profile that starts has its own. */
  readonly name: string;
  readonly command: readonly string[];
}

/** Writes the entry, or takes it away. Throws what the file system throws. */
export function setAutostart(isOn: boolean, { configFolder, name, command }: Autostart): void {
  const folder = join(configFolder, 'autostart');
  const path = join(folder, `${name}.desktop`);
  if (!isOn) {
    rmSync(path, { force: true });
    return;
  }
  mkdirSync(folder, { recursive: true });
  const lines = [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Hushroom',
    `Exec=${command.map(quoted).join(' ')}`,
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** Desktop Entry Specification, "The Exec key": quoted, with the four characters escaped, twice for a string, and no field codes. */
function quoted(word: string): string {
  const escaped = word
    .replace(/["`$\\]/g, '\\$&')
    .replace(/\\/g, '\\\\')
    .replace(/%/g, '%%');
  return `"${escaped}"`;
}
