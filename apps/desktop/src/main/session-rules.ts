// What the interface's pages may load and ask for: the files of the interface, and next to nothing else.
import type { Session } from 'electron';
import { responseHeaders } from '../shell/headers.ts';
import type { RendererFiles } from '../shell/renderer-files.ts';
import { originOf, ORIGIN, SCHEME } from './app-origin.ts';

/** Copying text, on a click: the one permission that the interface asks for. */
const PERMISSIONS: readonly string[] = ['clipboard-sanitized-write'];

/** Call once per session, before its first page. */
export function applySessionRules(session: Session, files: RendererFiles): void {
  const headers = responseHeaders(null);

  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = originOf(request.url) === ORIGIN ? await files.read(url.pathname) : null;
    if (file === null) return new Response(null, { status: 404, headers });
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.type } });
  });

  // The content security policy forbids these already; this holds where a fault got around it.
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: originOf(details.url) !== ORIGIN });
  });
  session.setPermissionRequestHandler((_, permission, decide) => {
    decide(PERMISSIONS.includes(permission));
  });
  session.setPermissionCheckHandler((_, permission) => PERMISSIONS.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
}
