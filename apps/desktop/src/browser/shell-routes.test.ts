// Every address of the browser shell, and tickets of files, against other web pages and wrong requests.
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ShellFixture, tokenOf } from './shell.fixture.ts';

let fixture: ShellFixture;

beforeEach(async () => {
  fixture = await ShellFixture.start();
});
afterEach(() => fixture.stop());

describe('every route', () => {
  const FOREIGN: readonly Record<string, string>[] = [
    { host: 'evil.example' },
    { host: 'localhost' },
    { host: '[::1]' },
    { host: '0.0.0.0' },
    { host: '127.1' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'websocket' },
  ];
  const ROUTES = ['/', '/index.html', '/shell.js', '/assets/a.js', `/file/${'ab'.repeat(32)}`];

  it.each(ROUTES)('gives nothing of %s to another host name or site', async (route) => {
    for (const headers of FOREIGN) {
      const { status, body, headers: answered } = await fixture.get(route, headers);
      expect([403, 421], JSON.stringify(headers)).toContain(status);
      expect(body).toBe('');
      expect(answered['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each([...ROUTES, '/channel', '/missing'])(
    'has no method of %s that grants others anything',
    async (route) => {
      const asked = { origin: 'http://evil.example', 'access-control-request-method': 'POST' };
      for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
        const { status, headers } = await fixture.get(route, asked, method);
        expect(status, method).toBeGreaterThanOrEqual(400);
        for (const name of Object.keys(headers)) expect(name).not.toMatch(/^access-control-/);
      }
    },
  );

  it('goes on where a file of the interface is gone since it was listed', async () => {
    rmSync(join(fixture.folder, 'renderer/assets/a.js'));
    const { status, body, headers } = await fixture.get('/assets/a.js');
    expect([status, body]).toEqual([500, '']);
    expect(headers['content-security-policy']).toBeDefined();
    expect((await fixture.get('/')).status).toBe(200);
  });

  it('lets a token in once though two tabs bring it at the same moment', async () => {
    const token = tokenOf(fixture.shell.freshLink());
    const tabs = await Promise.all([fixture.open(), fixture.open(), fixture.open()]);
    for (const { socket } of tabs) socket.send(JSON.stringify({ token }));
    const outcomes = await Promise.all(
      tabs.map(({ next, closed }) => Promise.race([next().then(() => 'let in'), closed])),
    );
    expect(outcomes.toSorted()).toEqual([4403, 4403, 'let in']);
  });

  it('takes no session for a token, and no token for a session', async () => {
    const { session } = await fixture.admitted();
    const token = tokenOf(fixture.shell.freshLink());
    for (const message of [{ token: session }, { session: token }]) {
      const other = await fixture.open();
      other.socket.send(JSON.stringify(message));
      expect(await other.closed).toBe(4403);
    }
  });
});

describe('files in messages', () => {
  const ticket = 'ab'.repeat(32);
  const asked: string[] = [];
  let files: Server;

  beforeEach(async () => {
    asked.length = 0;
    files = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        asked.push(`${request.method ?? ''} ${request.url ?? ''} ${body}`);
        response.writeHead(200, {
          'content-type': 'image/png',
          'content-disposition': 'attachment',
          'x-more': 'not passed on',
        });
        response.end('the bytes');
      });
    });
    const path = join(fixture.folder, 'files.sock');
    await new Promise<void>((resolve) => files.listen(path, resolve));
    fixture.engine.say({ ready: true, files: path });
  });
  afterEach(() => {
    files.close();
  });

  it('go from and to our own page by ticket, under every header of the interface', async () => {
    const answer = await fixture.get(`/file/${ticket}`, { 'sec-fetch-site': 'same-origin' });
    expect([answer.status, answer.body]).toEqual([200, 'the bytes']);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(answer.headers['x-more']).toBeUndefined();
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    const post = await fixture.get(
      `/file/${ticket}`,
      { origin: fixture.shell.origin },
      'POST',
      'to the engine',
    );
    expect(post.status).toBe(200);
    expect(asked).toEqual([`GET /${ticket} `, `POST /${ticket} to the engine`]);
  });

  it('stay where they are for every other page, address and method', async () => {
    const refused: readonly (readonly [Record<string, string>, string, number])[] = [
      [{ 'sec-fetch-site': 'cross-site' }, 'GET', 403],
      [{ 'sec-fetch-site': 'same-site' }, 'GET', 403],
      [{ 'sec-fetch-site': 'none' }, 'GET', 403],
      [{ host: 'localhost' }, 'GET', 421],
      [{}, 'POST', 403],
      [{ origin: 'null' }, 'POST', 403],
      [{ origin: 'http://127.0.0.1:1' }, 'POST', 403],
      [{ origin: fixture.shell.origin, host: 'evil.example' }, 'POST', 421],
      [{ origin: fixture.shell.origin }, 'PUT', 403],
      [{ origin: fixture.shell.origin }, 'HEAD', 403],
    ];
    for (const [headers, method, status] of refused) {
      expect(
        (await fixture.get(`/file/${ticket}`, headers, method)).status,
        `${method} ${JSON.stringify(headers)}`,
      ).toBe(status);
    }
    for (const path of [
      `/file/${ticket}0`,
      `/file/${ticket.toUpperCase()}`,
      '/file/',
      `/file/../${ticket}`,
    ]) {
      expect((await fixture.get(path)).status).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  it('are there for no ticket of another form, however it is asked for', async () => {
    const own = { 'sec-fetch-site': 'same-origin' };
    for (const path of [
      `/file/${ticket}/`,
      `/file/${ticket}?`,
      `/file//${ticket}`,
      `/file/${ticket.slice(2)}`,
      `/file/%61b${ticket.slice(3)}`,
      `//file/${ticket}`,
      `/./file/${ticket}`,
    ]) {
      expect((await fixture.get(path, own)).status, path).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  it('are not to be had while no engine runs', async () => {
    fixture.engine.crash();
    expect((await fixture.get(`/file/${ticket}`)).status).toBe(502);
  });
});
