// The menu: what the keyboard needs (copy, paste, quit, zoom), and no developer tools.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuWords, ShellWords } from '../shell/words.ts';

const EDIT = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const;
const VIEW = ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] as const;

/** Sets the menu in a language. Called again for another one. */
export function setMenu({ menu, quit }: ShellWords): void {
  const first: MenuItemConstructorOptions =
    process.platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: 'Hushroom', submenu: [{ role: 'quit', label: quit }] };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      first,
      { label: menu.edit, submenu: rows(EDIT, menu) },
      { label: menu.view, submenu: rows(VIEW, menu) },
    ]),
  );
}

function rows(
  roles: readonly (typeof EDIT | typeof VIEW)[number][],
  words: MenuWords,
): MenuItemConstructorOptions[] {
  return roles.map((role) => ({ role, label: words[role] }));
}
