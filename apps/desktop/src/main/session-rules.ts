// What the interface's pages may load and ask for: the files of the interface, and next to nothing else.
import type { Session } from 'electron';
import type { Broker } from '../shell/broker.ts';
import { ticketOf } from '../shell/file-streams.ts';
import { fileResponse } from './file-response.ts';
import { responseHeaders } from '../shell/headers.ts';
import type { RendererFiles } from '../shell/renderer-files.ts';
import { originOf, ORIGIN, SCHEME } from './app-origin.ts';

/** Call once per session, before its first page. */
export function applySessionRules(session: Session, files: RendererFiles, broker: Broker): void {
  const headers = responseHeaders(`${ORIGIN}/file/`);

  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const isOurs = originOf(request.url) === ORIGIN;
    const ticket = isOurs ? ticketOf(url.pathname) : null;
    if (ticket !== null) return fileResponse(broker.files, ticket, request, headers);
    const file = isOurs ? await files.read(url.pathname) : null;
    if (file === null) return new Response(null, { status: 404, headers });
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.type } });
  });

  // The content security policy forbids these already; this holds where a fault got around it.
  session.webRequest.onBeforeRequest((details, decide) => {
    // Blobs are pictures and sounds that the page has already.
    const isOwnBlob = details.url.startsWith(`blob:${ORIGIN}/`);
    decide({ cancel: originOf(details.url) !== ORIGIN && !isOwnBlob });
  });
  // Saving a file: the system asks where. Nothing else is ever downloaded.
  session.on('will-download', (event, item) => {
    const url = item.getURL();
    if (originOf(url) !== ORIGIN || ticketOf(new URL(url).pathname) === null) event.preventDefault();
  });
}
