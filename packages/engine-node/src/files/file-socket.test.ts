// The socket between shell and engine: a ticket once, in its own direction, and nothing that a page could run.
import { existsSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError, type FileTicket } from '@hushroom/client';
import type { FileKind } from '@hushroom/ipc';
import { FileSocket } from './file-socket.ts';

const IN = '11'.repeat(32);
const OUT = '22'.repeat(32);

let socket: FileSocket;
const tickets = new Map<string, FileTicket>();
let taken = '';

beforeEach(async () => {
  tickets.clear();
  taken = '';
  socket = await FileSocket.listen((ticket) => {
    const found = tickets.get(ticket) ?? null;
    tickets.delete(ticket);
    return found;
  });
});
afterEach(() => socket.close());

function out(name: string, kind: FileKind, mediaType: string): FileTicket {
  const bytes = Buffer.from('the bytes');
  return {
    ...{ direction: 'out', name, kind, mediaType, sizeBytes: bytes.length },
    async *read() {
      yield await Promise.resolve(bytes);
    },
  };
}

function taking(sizeBytes: number): FileTicket {
  return {
    direction: 'in',
    sizeBytes,
    take: async (bytes) => {
      for await (const piece of bytes) taken += Buffer.from(piece).toString();
      if (taken.length !== sizeBytes) throw new EngineError('file-interrupted');
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

function ask(method: string, path: string, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ socketPath: socket.path, method, path }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: text, headers: response.headers });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

describe('the file socket', () => {
  it('gives and takes bytes for a ticket, once', async () => {
    tickets.set(OUT, out('notes.txt', 'file', 'text/plain'));
    const read = await ask('GET', `/${OUT}`);
    expect([read.status, read.body, read.headers['content-length']]).toEqual([200, 'the bytes', '9']);
    expect((await ask('GET', `/${OUT}`)).status).toBe(404);
    tickets.set(IN, taking(5));
    expect((await ask('POST', `/${IN}`, 'hello')).status).toBe(204);
    expect(taken).toBe('hello');
    expect((await ask('POST', `/${IN}`, 'hello')).status).toBe(404);
  });

  it('asks for no byte of what it does not take', async () => {
    const asked = request({
      ...{ socketPath: socket.path, method: 'POST', path: `/${IN}` },
      headers: { expect: '100-continue' },
    });
    const status = await new Promise((resolve) => {
      asked.on('continue', () => {
        resolve('wanted');
      });
      asked.on('response', (response) => {
        resolve(response.statusCode);
      });
      asked.flushHeaders();
    });
    asked.destroy();
    expect(status).toBe(404);
  });

  it('says why it did not take them', async () => {
    tickets.set(IN, taking(6));
    const answer = await ask('POST', `/${IN}`, 'hello');
    expect([answer.status, answer.body]).toEqual([409, 'file-interrupted']);
  });

  it('opens nothing for another method, path or direction', async () => {
    tickets.set(OUT, out('notes.txt', 'file', 'text/plain'));
    for (const [method, path] of [
      ['PUT', `/${OUT}`],
      ['HEAD', `/${OUT}`],
      ['GET', `/${OUT}/`],
      ['GET', `/${OUT}?`],
      ['GET', '/'],
      ['GET', `/${IN}`],
    ] as const) {
      expect((await ask(method, path)).status).toBe(404);
    }
    expect((await ask('GET', `/${OUT}`)).status).toBe(200);
  });

  it.each([
    ['image', 'image/png', 'image/png'],
    ['voice', 'audio/webm', 'audio/webm'],
    ['image', 'image/svg+xml', 'application/octet-stream'],
    ['image', 'text/html', 'application/octet-stream'],
    ['file', 'text/html', 'application/octet-stream'],
    ['file', 'image/png', 'application/octet-stream'],
    ['voice', 'image/png', 'application/octet-stream'],
  ] as const)(
    'shows a %s that calls itself %s as %s, and always as something to save',
    async (kind, type, shown) => {
      tickets.set(OUT, out('x', kind, type));
      const { headers } = await ask('GET', `/${OUT}`);
      expect(headers['content-type']).toBe(shown);
      expect(headers['content-disposition']).toMatch(/^attachment;/);
    },
  );

  it('carries any name in a header', async () => {
    tickets.set(OUT, out('大きさ "quoted"; x=(1).txt', 'file', ''));
    expect((await ask('GET', `/${OUT}`)).headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''%E5%A4%A7%E3%81%8D%E3%81%95%20%22quoted%22%3B%20x%3D%281%29.txt",
    );
  });

  it('stands in a folder of this user alone, and leaves nothing', async () => {
    const folder = dirname(socket.path);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    await socket.close();
    expect(existsSync(folder)).toBe(false);
    socket = await FileSocket.listen(() => null);
  });
});
