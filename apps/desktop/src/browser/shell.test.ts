// The browser shell against other programs and other web pages on the same computer: real sockets, hostile requests.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { MESSAGE_BYTES_MAX } from '@hushroom/ipc';
import { Broker } from '../shell/broker.ts';
import { ScriptedEngine } from '../shell/scripted-engine.ts';
import { Credentials } from './credentials.ts';
import { TOKEN_LIFETIME_MS } from './limits.ts';
import { RendererFiles } from '../shell/renderer-files.ts';
import { BrowserShell } from './shell.ts';

let folder: string;
let engine: ScriptedEngine;
let broker: Broker;
let shell: BrowserShell;
let nowMs: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hushroom-shell-'));
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true });
  writeFileSync(join(folder, 'renderer/index.html'), '<!doctype html><title>interface</title>');
  writeFileSync(join(folder, 'renderer/assets/a.js'), '1;');
  writeFileSync(join(folder, 'shell.js'), '2;');
  writeFileSync(join(folder, 'secret.html'), 'not for pages');
  engine = new ScriptedEngine();
  broker = new Broker({ startEngine: () => engine });
  nowMs = 0;
  shell = await BrowserShell.start({
    broker,
    files: new RendererFiles(join(folder, 'renderer'), join(folder, 'shell.js')),
    credentials: new Credentials(() => nowMs),
  });
});

afterEach(async () => {
  await shell.stop();
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** The path is sent as it is: a client that tidies it up would hide what is tested. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET', sent = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(shell.origin, { path, headers, method }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    })
      .on('error', reject)
      .end(sent);
  });
}

interface Opened {
  readonly socket: WebSocket;
  /** The next message, parsed. */
  next(): Promise<unknown>;
  /** Resolves to the code that it closes with. */
  readonly closed: Promise<number>;
}

function open(headers: Record<string, string> = {}, path = '/channel'): Promise<Opened> {
  const socket = new WebSocket(shell.origin.replace('http:', 'ws:') + path, {
    origin: headers.origin ?? shell.origin,
    headers,
  });
  const messages: unknown[] = [];
  let wake: () => void = () => undefined;
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()));
    wake();
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const next = async (): Promise<unknown> => {
    while (messages.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return messages.shift();
  };
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      resolve({ socket, next, closed });
    });
    socket.on('error', reject);
  });
}

const tokenOf = (link: string): string => new URL(link).hash.slice(1);

async function admitted(): Promise<Opened & { session: string }> {
  const opened = await open();
  opened.socket.send(JSON.stringify({ token: tokenOf(shell.freshLink()) }));
  const { session } = (await opened.next()) as { session: string };
  return { ...opened, session };
}

describe('files', () => {
  it('serves the interface and its own shell.js with headers that forbid everything else', async () => {
    const index = await get('/');
    expect(index.status).toBe(200);
    expect(index.body).toContain('interface');
    expect((await get('/shell.js')).body).toBe('2;');
    expect((await get('/assets/a.js')).headers['content-type']).toContain('text/javascript');
    const port = new URL(shell.origin).port;
    expect(index.headers).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; " +
        "img-src 'self' data: blob:; media-src blob:; " +
        `connect-src ws://127.0.0.1:${port}/channel http://127.0.0.1:${port}/file/; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    for (const feature of ['usb', 'serial', 'hid', 'bluetooth', 'midi', 'geolocation', 'display-capture']) {
      expect(index.headers['permissions-policy']).toContain(`${feature}=()`);
    }
    for (const path of ['/', '/shell.js', '/missing']) {
      const { headers } = await get(path);
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '//secret.html',
  ])('gives nothing outside the interface for %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).toBe('');
  });

  it('answers to its own address only, so that a name pointed at 127.0.0.1 finds nothing', async () => {
    const port = new URL(shell.origin).port;
    for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1']) {
      expect((await get('/', { host })).status, host).not.toBe(200);
    }
  });

  it('refuses other methods, and files asked for by pages of other sites', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405);
    expect((await get('/', {}, 'OPTIONS')).status).toBe(405);
    const from = (site: string, mode: string, dest: string): Promise<Answer> =>
      get('/', { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest });
    // Ports of one host are one site to a browser, so `same-site` is another program's page.
    expect((await from('same-site', 'no-cors', 'script')).status).toBe(403);
    expect((await from('cross-site', 'navigate', 'iframe')).status).toBe(403);
    expect((await from('cross-site', 'navigate', 'document')).status).toBe(200);
  });
});

describe('channel', () => {
  it('carries calls and events for whoever brings the link', async () => {
    const { socket, next } = await admitted();
    socket.send(JSON.stringify({ id: 1, call: 'status', args: {} }));
    expect(await next()).toEqual({ id: 1, ok: true, value: { phase: 'locked' } });
    socket.send(JSON.stringify({ id: 2, call: 'unlock', args: { passphrase: 'right' } }));
    expect(await next()).toEqual({ id: 2, ok: true, value: null });
    engine.say({ rev: 1, event: { type: 'locked' } });
    expect(await next()).toEqual({ rev: 1, event: { type: 'locked' } });
  });

  it('opens for its exact origin, address and path only', async () => {
    const port = new URL(shell.origin).port;
    const wrong: Record<string, string>[] = [
      { origin: `http://127.0.0.1:${String(Number(port) + 1)}` },
      { origin: `http://localhost:${port}` },
      { origin: `https://127.0.0.1:${port}` },
      { origin: 'null' },
      { origin: '' },
      { host: `localhost:${port}` },
      { host: 'evil.example' },
    ];
    for (const headers of wrong) {
      await expect(open(headers), JSON.stringify(headers)).rejects.toThrow('403');
    }
    await expect(open({}, '/')).rejects.toThrow('403');
    await expect(open({}, '/channel?a')).rejects.toThrow('403');
  });

  it('takes a token once', async () => {
    const token = tokenOf(shell.freshLink());
    const first = await open();
    first.socket.send(JSON.stringify({ token }));
    expect(await first.next()).toHaveProperty('session');
    const second = await open();
    second.socket.send(JSON.stringify({ token }));
    expect(await second.closed).toBe(4403);
  });

  it('takes a token for 60 seconds', async () => {
    const token = tokenOf(shell.freshLink());
    nowMs += TOKEN_LIFETIME_MS + 1;
    const late = await open();
    late.socket.send(JSON.stringify({ token }));
    expect(await late.closed).toBe(4403);
  });

  it('lets a second link see nothing of a profile that another tab has opened', async () => {
    const { socket, next } = await admitted();
    socket.send(JSON.stringify({ id: 1, call: 'unlock', args: { passphrase: 'right' } }));
    expect(await next()).toMatchObject({ id: 1, ok: true });
    const second = await admitted();
    second.socket.send(JSON.stringify({ id: 1, call: 'subscribe', args: {} }));
    expect(await second.next()).toEqual({ id: 1, ok: false, error: { code: 'profile-locked' } });
  });

  it('lets a tab come back with its session, and nobody with a made-up one', async () => {
    const { session, socket, closed } = await admitted();
    socket.close();
    await closed;
    const again = await open();
    again.socket.send(JSON.stringify({ session }));
    expect(await again.next()).toEqual({ session });
    const other = await open();
    other.socket.send(JSON.stringify({ session: `${session.slice(0, -1)}_` }));
    expect(await other.closed).toBe(4403);
  });

  it.each([
    ['a call before the token', JSON.stringify({ id: 1, call: 'status', args: {} })],
    ['no JSON', '{'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a token of another type', JSON.stringify({ token: ['a'] })],
    ['an empty session', JSON.stringify({ session: '' })],
    ['bytes', Buffer.from('{}')],
  ])('closes on %s as the first message', async (_, message) => {
    const { socket, closed } = await open();
    socket.send(message);
    expect(await closed).toBe(4403);
    expect(engine.received).toEqual([]);
  });

  it('refuses wrong calls and goes on, and ends a page that sends more than the limit', async () => {
    const { socket, next, closed } = await admitted();
    socket.send('{');
    socket.send(JSON.stringify({ id: 1, call: 'status', args: { more: 1 } }));
    expect(await next()).toEqual({ id: 1, ok: false, error: { code: 'bad-call' } });
    socket.send('x'.repeat(MESSAGE_BYTES_MAX + 1));
    socket.send(JSON.stringify({ id: 2, call: 'status', args: {} }));
    expect(await next()).toMatchObject({ id: 2, ok: true });
    expect(engine.received).toHaveLength(1);
    socket.send('x'.repeat(2 * MESSAGE_BYTES_MAX));
    expect(await closed).toBe(1009);
  });
});

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
      const { status, body, headers: answered } = await get(route, headers);
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
        const { status, headers } = await get(route, asked, method);
        expect(status, method).toBeGreaterThanOrEqual(400);
        for (const name of Object.keys(headers)) expect(name).not.toMatch(/^access-control-/);
      }
    },
  );

  it('lets a token in once though two tabs bring it at the same moment', async () => {
    const token = tokenOf(shell.freshLink());
    const tabs = await Promise.all([open(), open(), open()]);
    for (const { socket } of tabs) socket.send(JSON.stringify({ token }));
    const outcomes = await Promise.all(
      tabs.map(({ next, closed }) => Promise.race([next().then(() => 'let in'), closed])),
    );
    expect(outcomes.toSorted()).toEqual([4403, 4403, 'let in']);
  });

  it('takes no session for a token, and no token for a session', async () => {
    const { session } = await admitted();
    const token = tokenOf(shell.freshLink());
    for (const message of [{ token: session }, { session: token }]) {
      const other = await open();
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
    const path = join(folder, 'files.sock');
    await new Promise<void>((resolve) => files.listen(path, resolve));
    engine.say({ ready: true, files: path });
  });
  afterEach(() => {
    files.close();
  });

  it('go from and to our own page by ticket, under every header of the interface', async () => {
    const answer = await get(`/file/${ticket}`, { 'sec-fetch-site': 'same-origin' });
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
    const post = await get(`/file/${ticket}`, { origin: shell.origin }, 'POST', 'to the engine');
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
      [{ origin: shell.origin, host: 'evil.example' }, 'POST', 421],
      [{ origin: shell.origin }, 'PUT', 403],
      [{ origin: shell.origin }, 'HEAD', 403],
    ];
    for (const [headers, method, status] of refused) {
      expect(
        (await get(`/file/${ticket}`, headers, method)).status,
        `${method} ${JSON.stringify(headers)}`,
      ).toBe(status);
    }
    for (const path of [
      `/file/${ticket}0`,
      `/file/${ticket.toUpperCase()}`,
      '/file/',
      `/file/../${ticket}`,
    ]) {
      expect((await get(path)).status).toBe(404);
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
      expect((await get(path, own)).status, path).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  it('are not to be had while no engine runs', async () => {
    engine.crash();
    expect((await get(`/file/${ticket}`)).status).toBe(502);
  });
});
