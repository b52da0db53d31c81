// `Tray`, `Menu` and `nativeImage`: the tray's state goes to the test, and its menu does what the test clicks.
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { onAct } from './acts.ts';
import { report } from './report.ts';

interface MenuItem {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
}

interface Image {
  readonly name: string;
}

export const nativeImage = {
  /** Electron makes an empty image of a file that is missing; here it is a fault, because nobody would see it. */
  createFromPath: (path: string): Image => {
    if (!existsSync(path)) throw new Error(`no image at ${path}`);
    return { name: basename(path) };
  },
};

export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]): readonly MenuItem[] => template,
  setApplicationMenu: (): void => {
    // A headless window has none.
  },
};

export class Tray extends EventEmitter {
  #image: Image;
  #title = '';
  #menu: readonly MenuItem[] = [];

  constructor(image: Image) {
    super();
    this.#image = image;
    onAct('tray-click', () => this.emit('click'));
    onAct('tray-menu', ({ label }) => {
      const item = this.#menu.find((item) => item.label === label);
      if (item?.enabled !== false) item?.click?.();
    });
  }

  setImage(image: Image): void {
    this.#image = image;
  }

  setToolTip(title: string): void {
    this.#title = title;
  }

  setContextMenu(menu: readonly MenuItem[]): void {
    this.#menu = menu;
    const items = menu.flatMap(({ label, enabled }) =>
      label === undefined || enabled === false ? [] : [label],
    );
    report({ report: 'tray', image: this.#image.name, title: this.#title, items });
  }
}
