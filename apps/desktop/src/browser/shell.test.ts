// The browser shell against other programs and other web pages on the same computer: real sockets, hostile requests.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MESSAGE_BYTES_MAX } from '@hushroom/ipc';
import { TOKEN_LIFETIME_MS } from './limits.ts';
import { ShellFixture, tokenOf, type Answer } from './shell.fixture.ts';

let fixture: ShellFixture;

beforeEach(async () => {
  fixture = await ShellFixture.start();
});
afterEach(() => fixture.stop());

describe('files', () => {
  it('serves the interface and its own shell.js with headers that forbid everything else', async () => {
    const index = await fixture.get('/');
    expect(index.status).toBe(200);
    expect(index.body).toContain('interface');
    expect((await fixture.get('/shell.js')).body).toBe('2;');
    expect((await fixture.get('/assets/a.js')).headers['content-type']).toContain('text/javascript');
    const port = new URL(fixture.shell.origin).port;
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
      const { headers } = await fixture.get(path);
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
    const { status, body } = await fixture.get(path);
    expect(status).toBe(404);
    expect(body).toBe('');
  });

  it('answers to its own address only, so that a name pointed at 127.0.0.1 finds nothing', async () => {
    const port = new URL(fixture.shell.origin).port;
    for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1']) {
      expect((await fixture.get('/', { host })).status, host).not.toBe(200);
    }
  });

  it('refuses other methods, and files asked for by pages of other sites', async () => {
    expect((await fixture.get('/', {}, 'POST')).status).toBe(405);
    expect((await fixture.get('/', {}, 'OPTIONS')).status).toBe(405);
    const from = (site: string, mode: string, dest: string): Promise<Answer> =>
      fixture.get('/', { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest });
    // Ports of one host are one site to a browser, so `same-site` is another program's page.
    expect((await from('same-site', 'no-cors', 'script')).status).toBe(403);
    expect((await from('cross-site', 'navigate', 'iframe')).status).toBe(403);
    expect((await from('cross-site', 'navigate', 'document')).status).toBe(200);
  });
});

describe('channel', () => {
  it('carries calls and events for whoever brings the link', async () => {
    const { socket, next } = await fixture.admitted();
    socket.send(JSON.stringify({ id: 1, call: 'status', args: {} }));
    expect(await next()).toEqual({ id: 1, ok: true, value: { phase: 'locked', shell: null } });
    socket.send(JSON.stringify({ id: 2, call: 'unlock', args: { passphrase: 'right' } }));
    expect(await next()).toEqual({ id: 2, ok: true, value: null });
    fixture.engine.say({ rev: 1, event: { type: 'locked' } });
    expect(await next()).toEqual({ rev: 1, event: { type: 'locked' } });
  });

  it('opens for its exact origin, address and path only', async () => {
    const port = new URL(fixture.shell.origin).port;
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
      await expect(fixture.open(headers), JSON.stringify(headers)).rejects.toThrow('403');
    }
    await expect(fixture.open({}, '/')).rejects.toThrow('403');
    await expect(fixture.open({}, '/channel?a')).rejects.toThrow('403');
  });

  it('takes a token once', async () => {
    const token = tokenOf(fixture.shell.freshLink());
    const first = await fixture.open();
    first.socket.send(JSON.stringify({ token }));
    expect(await first.next()).toHaveProperty('session');
    const second = await fixture.open();
    second.socket.send(JSON.stringify({ token }));
    expect(await second.closed).toBe(4403);
  });

  it('takes a token for 60 seconds', async () => {
    const token = tokenOf(fixture.shell.freshLink());
    fixture.pass(TOKEN_LIFETIME_MS + 1);
    const late = await fixture.open();
    late.socket.send(JSON.stringify({ token }));
    expect(await late.closed).toBe(4403);
  });

  it('lets a second link see nothing of a profile that another tab has opened', async () => {
    const { socket, next } = await fixture.admitted();
    socket.send(JSON.stringify({ id: 1, call: 'unlock', args: { passphrase: 'right' } }));
    expect(await next()).toMatchObject({ id: 1, ok: true });
    const second = await fixture.admitted();
    second.socket.send(JSON.stringify({ id: 1, call: 'subscribe', args: {} }));
    expect(await second.next()).toEqual({ id: 1, ok: false, error: { code: 'profile-locked' } });
  });

  it('lets a tab come back with its session, and nobody with a made-up one', async () => {
    const { session, socket, closed } = await fixture.admitted();
    socket.close();
    await closed;
    const again = await fixture.open();
    again.socket.send(JSON.stringify({ session }));
    expect(await again.next()).toEqual({ session });
    const other = await fixture.open();
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
    const { socket, closed } = await fixture.open();
    socket.send(message);
    expect(await closed).toBe(4403);
    expect(fixture.engine.received).toEqual([]);
  });

  it('refuses wrong calls and goes on, and ends a page that sends more than the limit', async () => {
    const { socket, next, closed } = await fixture.admitted();
    socket.send('{');
    socket.send(JSON.stringify({ id: 1, call: 'status', args: { more: 1 } }));
    expect(await next()).toEqual({ id: 1, ok: false, error: { code: 'bad-call' } });
    socket.send('x'.repeat(MESSAGE_BYTES_MAX + 1));
    socket.send(JSON.stringify({ id: 2, call: 'status', args: {} }));
    expect(await next()).toMatchObject({ id: 2, ok: true });
    expect(fixture.engine.received).toHaveLength(1);
    socket.send('x'.repeat(2 * MESSAGE_BYTES_MAX));
    expect(await closed).toBe(1009);
  });
});
