// Streams of bytes between a page and the engine's file socket. A shell checks who asks; the engine, whether the ticket is
// good. The bytes pass through here piece by piece, and stay nowhere.
import { request, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';

/** What a page's URL path has to be to name a ticket. */
const FILE_PATH = /^\/file\/([0-9a-f]{64})$/;

/** Headers of the engine's answer that a page gets. */
const PASSED = ['content-type', 'content-length', 'content-disposition'] as const;

/** The ticket that a URL path names; null for any other path. */
export function ticketOf(urlPath: string): string | null {
  return FILE_PATH.exec(urlPath)?.[1] ?? null;
}

export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: IncomingMessage;
}

/**
 * Asks the engine to take (`POST`, with a body) or give (`GET`) the bytes of a ticket. `socketPath` is null while no engine
 * runs. Rejects if the engine goes away before it answers.
 */
export async function streamFile(
  socketPath: string | null,
  { ticket, body }: { readonly ticket: string; readonly body: Readable | null },
): Promise<FileAnswer> {
  if (socketPath === null) throw new Error('no engine');
  return new Promise((resolve, reject) => {
    const method = body === null ? 'GET' : 'POST';
    // A refusal that met the body on its way would be lost with the connection.
    const headers = body === null ? {} : { expect: '100-continue' };
    const asked = request({ socketPath, path: `/${ticket}`, method, headers }, (response) => {
      const headers: Record<string, string> = {};
      for (const name of PASSED) {
        const value = response.headers[name];
        if (value !== undefined) headers[name] = value;
      }
      resolve({ status: response.statusCode ?? 502, headers, body: response });
    });
    asked.on('error', reject);
    if (body === null) asked.end();
    else {
      // A page that went away: the engine must not take what came for all of it.
      body.on('error', () => asked.destroy());
      asked.once('continue', () => body.pipe(asked));
      asked.flushHeaders();
    }
  });
}
