// What the page may ask the system for: to copy text, and camera and microphone, for codes and voice messages, on a press each.
// Everything else is refused, and every device.
import { app, type Session, type WebContents } from 'electron';
import { originOf, ORIGIN } from './app-origin.ts';

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

/** When somebody last pressed something in a page: known from the system's events, which no script can make. */
export class Presses {
  readonly #last = new WeakMap<WebContents, number>();

  follow(contents: WebContents): void {
    contents.on('input-event', (_, { type }) => {
      if (PRESSES.includes(type)) this.#last.set(contents, performance.now());
    });
  }

  isRecent(contents: WebContents): boolean {
    return performance.now() - (this.#last.get(contents) ?? -Infinity) <= PRESS_MS_MAX;
  }
}

/** Call once per session, before its first page. */
export function applyPermissionRules(session: Session, presses: Presses): void {
  session.setPermissionRequestHandler((contents, permission, decide, { isMainFrame, requestingUrl }) => {
    const isOurs = isMainFrame && originOf(requestingUrl) === ORIGIN;
    const isWanted = presses.isRecent(contents) || isAssisted();
    decide(isOurs && (permission === 'clipboard-sanitized-write' || (permission === 'media' && isWanted)));
  });
  // Asked where the page looks up what it may do; using camera or microphone is asked above, each time.
  session.setPermissionCheckHandler(
    (_, permission, origin) =>
      originOf(origin) === ORIGIN && (permission === 'clipboard-sanitized-write' || permission === 'media'),
  );
  session.setDevicePermissionHandler(() => false);
}

/** Who has a program press in their place, such as a screen reader, makes no event of the system. Linux does not tell. */
function isAssisted(): boolean {
  return process.platform !== 'linux' && app.accessibilitySupportEnabled;
}
