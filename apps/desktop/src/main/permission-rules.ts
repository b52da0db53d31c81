// What the page may ask the system for: to copy text, and camera and microphone, for codes and voice messages, on a press each.
// Everything else is refused, and every device.
import type { Session } from 'electron';
import { originOf, ORIGIN } from './app-origin.ts';
import type { Presses } from './presses.ts';

/** Call once per session, before its first page. */
export function applyPermissionRules(session: Session, presses: Presses): void {
  session.setPermissionRequestHandler((contents, permission, decide, { isMainFrame, requestingUrl }) => {
    const isOurs = isMainFrame && originOf(requestingUrl) === ORIGIN;
    const isWanted = presses.areRecent(contents);
    decide(isOurs && (permission === 'clipboard-sanitized-write' || (permission === 'media' && isWanted)));
  });
  // Asked where the page looks up what it may do; using camera or microphone is asked above, each time.
  session.setPermissionCheckHandler(
    (_, permission, origin) =>
      originOf(origin) === ORIGIN && (permission === 'clipboard-sanitized-write' || permission === 'media'),
  );
  session.setDevicePermissionHandler(() => false);
}
