// The tray's icon: whether something is unread, and a menu that opens, locks and quits.
import { app, Menu, nativeImage, Tray } from 'electron';
import type { ShellWords } from '../shell/words.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

export interface TrayState {
  readonly unread: number;
  readonly isOpen: boolean;
  readonly isLocked: boolean;
  readonly words: ShellWords;
}

export class AppTray {
  readonly #tray: Tray;
  readonly #icons: { readonly read: string; readonly unread: string };
  readonly #actions: TrayActions;

  /** `icons` is the folder of the tray's pictures. */
  constructor(icons: string, actions: TrayActions) {
    this.#icons = { read: `${icons}/tray.png`, unread: `${icons}/tray-unread.png` };
    this.#actions = actions;
    this.#tray = new Tray(nativeImage.createFromPath(this.#icons.read));
    this.#tray.on('click', actions.open);
  }

  show({ unread, isOpen, isLocked, words }: TrayState): void {
    this.#tray.setImage(nativeImage.createFromPath(unread === 0 ? this.#icons.read : this.#icons.unread));
    this.#tray.setToolTip(isLocked ? words.trayLocked : words.trayTitle(unread));
    app.setBadgeCount(unread);
    const { open, lock, quit } = this.#actions;
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words.open, click: open },
        { label: words.lock, click: lock, enabled: isOpen },
        { type: 'separator' },
        { label: words.quit, click: quit },
      ]),
    );
  }
}
