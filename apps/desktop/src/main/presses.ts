// Whether somebody wants what a page asks for: known from the system's events, which no script can make.
import { app, type WebContents } from 'electron';

/** How long after a press it still counts as what somebody wanted: the dialog that uses the camera has to open first. */
const PRESS_MS_MAX = 5_000;
/** Events of `input-event` that are the press of something. */
const PRESSES: readonly string[] = [
  'mouseDown',
  'mouseUp',
  'rawKeyDown',
  'keyDown',
  'touchEnd',
  'gestureTap',
];

export class Presses {
  /** When something was last pressed in a page. */
  readonly #last = new WeakMap<WebContents, number>();

  follow(contents: WebContents): void {
    contents.on('input-event', (_, { type }) => {
      if (PRESSES.includes(type)) this.#last.set(contents, performance.now());
    });
  }

  /** True shortly after a press, and always where a program may press in somebody's place. */
  areRecent(contents: WebContents): boolean {
    return performance.now() - (this.#last.get(contents) ?? -Infinity) <= PRESS_MS_MAX || isAssisted();
  }
}

/** Who has a program press in their place, such as a screen reader, makes no event of the system. Linux does not tell. */
function isAssisted(): boolean {
  return process.platform !== 'linux' && app.accessibilitySupportEnabled;
}
