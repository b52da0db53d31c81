// The bytes of a file under the interface's own scheme.
import { Readable } from 'node:stream';
import { ReadableStream } from 'node:stream/web';
import { streamFile } from '../shell/file-streams.ts';

/** Answers a request of the page for a ticket: GET reads, POST brings. */
export async function fileResponse(
  socketPath: string | null,
  ticket: string,
  request: Request,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'POST') {
    return new Response(null, { status: 405, headers });
  }
  try {
    const answer = await streamFile(socketPath, { ticket, body: bodyOf(request) });
    const body = answer.status === 204 ? null : Readable.toWeb(answer.body);
    if (body === null) answer.body.resume();
    return new Response(body, {
      status: answer.status,
      headers: { ...headers, ...answer.headers },
    });
  } catch {
    return new Response(null, { status: 502, headers });
  }
}

function bodyOf(request: Request): Readable | null {
  if (request.method === 'GET') return null;
  return request.body instanceof ReadableStream ? Readable.fromWeb(request.body) : Readable.from([]);
}
