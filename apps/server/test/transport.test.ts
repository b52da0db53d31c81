// The relay over real TLS and WebSockets, facing peers that break the rules: what they get, and that others feel nothing.
import { request as httpsRequest } from 'node:https';
import { connect as tcpConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encode } from '@hushroom/codec';
import { FRAME_BYTES_MAX, parseAddress, requestFrame, SUBPROTOCOL } from '@hushroom/wire';
import { WebSocket } from 'ws';
import { DEFAULT_LIMITS, type RelayLimits } from '../src/index.ts';
import { startRelay, type StartedRelay, type StartOverrides } from '../src/start.ts';
import { openWebSocket, TestClient } from './client.ts';
import { TestClock } from './clock.ts';
import { hello, randomOf, register } from './device.ts';
import { append, createLog, openLog } from './log.ts';

let data: string;
let relay: StartedRelay | null = null;
const faults: unknown[] = [];

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'relay-transport-'));
});

afterEach(async () => {
  await relay?.stop();
  relay = null;
  rmSync(data, { recursive: true });
  expect(faults.splice(0)).toEqual([]);
});

async function start(
  limits: Partial<RelayLimits> = {},
  overrides: StartOverrides = {},
): Promise<StartedRelay> {
  const config = { host: '127.0.0.1', port: 0, data, name: 'test relay', registration: 'open' as const };
  const reports = { onEvent: () => undefined, onFault: (error: unknown) => faults.push(error) };
  relay = await startRelay(config, reports, { limits, ...overrides });
  return relay;
}

/** A request for a WebSocket; resolves with the HTTP status that refuses it, or 101. */
async function upgradeStatus(port: number, path: string, protocol: string | null): Promise<number> {
  const request = httpsRequest({
    port,
    host: '127.0.0.1',
    path,
    rejectUnauthorized: false,
    headers: {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.from(randomOf(16)).toString('base64'),
      ...(protocol === null ? {} : { 'sec-websocket-protocol': protocol }),
    },
  });
  request.end();
  const status = await Promise.race([
    once(request, 'response').then(([response]: { statusCode: number }[]) => response?.statusCode ?? 0),
    once(request, 'upgrade').then(() => 101),
  ]);
  request.destroy();
  return status;
}

describe('TLS and the WebSocket handshake', () => {
  it('takes TLS 1.3 and refuses 1.2', async () => {
    const { port } = await start();
    const handshake = async (version: 'TLSv1.2' | 'TLSv1.3'): Promise<string | null> => {
      const socket = tlsConnect({
        port,
        host: '127.0.0.1',
        rejectUnauthorized: false,
        minVersion: version,
        maxVersion: version,
      });
      // `once` rejects with an error of the socket.
      const outcome = await once(socket, 'secureConnect').then(
        () => socket.getProtocol(),
        (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : ''),
      );
      socket.destroy();
      return outcome;
    };
    expect(await handshake('TLSv1.3')).toBe('TLSv1.3');
    expect(await handshake('TLSv1.2')).toMatch(/ALERT_PROTOCOL_VERSION/);
  });

  it('takes the subprotocol at the path / and nothing else', async () => {
    const { port } = await start();
    expect(await upgradeStatus(port, '/', SUBPROTOCOL)).toBe(101);
    expect(await upgradeStatus(port, '/', `other, ${SUBPROTOCOL}`)).toBe(101);
    expect(await upgradeStatus(port, '/', 'hushroom.v2')).toBe(400);
    expect(await upgradeStatus(port, '/', null)).toBe(400);
    expect(await upgradeStatus(port, '/chat', SUBPROTOCOL)).toBe(404);
    const plain = httpsRequest({ port, host: '127.0.0.1', rejectUnauthorized: false });
    plain.end();
    const [response] = (await once(plain, 'response')) as { statusCode: number; resume(): void }[];
    response?.resume();
    expect(response?.statusCode).toBe(426);
  });

  it('drops those who connect and say nothing, and those who say something else', async () => {
    const { port, address } = await start({ handshakeMs: 200, loginMs: 200 });
    const silent = tcpConnect(port, '127.0.0.1').on('error', () => undefined);
    await once(silent, 'close');
    const plain = tcpConnect(port, '127.0.0.1').on('error', () => undefined);
    plain.write('GET / HTTP/1.1\r\n\r\n');
    await once(plain, 'close');
    const idle = await TestClient.connect(address);
    expect(await idle.closed).toBe('login-timeout');
  });

  it('keeps the relay id over the certificate that it renews while running', async () => {
    let now = Date.now();
    const timers: (() => void)[] = [];
    const clock = {
      now: () => now,
      after: (ms: number, work: () => void) => {
        if (ms === 0) setImmediate(work);
        else if (ms >= 3_600_000) timers.push(work);
        return () => undefined;
      },
    };
    const { address } = await start({}, { clock });
    const before = new X509Certificate(readFileSync(join(data, 'tls.crt')));
    now += 61 * 24 * 3_600_000;
    for (const timer of timers.splice(0)) timer();
    const after = new X509Certificate(readFileSync(join(data, 'tls.crt')));
    expect(Date.parse(after.validTo)).toBeGreaterThan(Date.parse(before.validTo));
    // The chain that is shown now is the new certificate under the CA of the address.
    const webSocket = await openWebSocket(address);
    const client = await TestClient.connect(address);
    await hello(client);
    webSocket.terminate();
    client.close();
    const { port } = parseAddress(address);
    const shown = tlsConnect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await once(shown, 'secureConnect');
    expect(shown.getPeerX509Certificate()?.serialNumber).toBe(after.serialNumber);
    shown.destroy();
  });
});

describe('frames that are none', () => {
  const ping = encode(requestFrame, { id: 7, request: { type: 'ping' } });
  const login = encode(requestFrame, {
    id: 7,
    request: { type: 'authenticate', deviceId: randomOf(16), signature: randomOf(64) },
  });
  const withId = (id: number): Uint8Array => encode(requestFrame, { id, request: { type: 'ping' } });

  it('are answered bad-frame and end that connection; others go on', async () => {
    const { address } = await start();
    const alice = await TestClient.connect(address);
    await register(alice, 'alice');
    const log = await createLog(alice);
    const bad = {
      truncated: login.subarray(0, 40),
      trailing: Uint8Array.of(...ping, 0),
      'unknown type': Uint8Array.of(0, 0, 0, 7, 255),
      empty: new Uint8Array(),
      'no id': Uint8Array.of(0, 0),
      'id of a push': withId(0),
    };
    for (const [what, frame] of Object.entries(bad)) {
      const mallory = await TestClient.connect(address);
      const stated = frame.length < 4 ? 0 : new DataView(frame.buffer, frame.byteOffset).getUint32(0);
      const reply = mallory.replyTo(stated === 0 ? 0xffff_ffff : stated);
      mallory.sendRaw(frame);
      expect(await reply, what).toMatchObject({ type: 'error', code: 'bad-frame' });
      expect(await mallory.closed, what).toBe('bad-frame');
    }
    expect(await append(alice, log)).toBe(1);
  });

  it('are refused by length before they are held, and as text', async () => {
    const { address } = await start();
    const alice = await TestClient.connect(address);
    await register(alice, 'alice');
    const long = await TestClient.connect(address);
    await register(long, 'bob');
    long.sendRaw(new Uint8Array(FRAME_BYTES_MAX + 1));
    await long.closed;
    const stranger = await TestClient.connect(address);
    stranger.sendRaw(new Uint8Array(200 * 1024));
    await stranger.closed;
    const text = await openWebSocket(address);
    text.send('hello');
    const [code] = (await once(text, 'close')) as [number];
    expect(code).toBe(1003);
    await alice.request({ type: 'ping' });
  });

  it('may reuse an id only after its answer', async () => {
    const { address } = await start();
    const alice = await TestClient.connect(address);
    await register(alice, 'alice');
    const create = encode(requestFrame, {
      id: 9,
      request: {
        type: 'log.create',
        logId: randomOf(32),
        accessHash: randomOf(32),
        controlKey: randomOf(32),
      },
    });
    const first = alice.replyTo(9);
    alice.sendRaw(create);
    expect(await first).toEqual({ type: 'ok' });
    alice.sendRaw(create);
    alice.sendRaw(create);
    expect(await alice.closed).toBe('bad-frame');
  });
});

describe('peers that take too much', () => {
  it('who do not read are dropped, while others get everything', async () => {
    const { address } = await start({
      outputBytesMax: 512 * 1024,
      outputBytesHigh: 64 * 1024,
      appendRate: { burst: 10_000, perSecond: 10_000 },
    });
    const alice = await TestClient.connect(address);
    await register(alice, 'alice');
    const log = await createLog(alice);
    const bob = await TestClient.connect(address);
    await register(bob, 'bob');
    await openLog(bob, log);
    const webSocket = await openWebSocket(address);
    const slow = TestClient.over(webSocket);
    await register(slow, 'carol');
    await openLog(slow, log);
    webSocket.pause();
    const count = 200;
    for (let n = 0; n < count; n++) await append(alice, log, { payload: randomOf(64 * 1024) });
    const received = new Set<number>();
    while (received.size < count) received.add((await bob.push('entry')).entry.seq);
    // She finds her connection ended as soon as she looks, with less than everything in it.
    webSocket.resume();
    await slow.closed;
    expect(slow.pushes.length).toBeLessThan(count);
  });

  it('who ask faster than they read wait, and get every answer', async () => {
    const { address } = await start({ outputBytesMax: 4 * 1024 * 1024, outputBytesHigh: 64 * 1024 });
    const alice = await TestClient.connect(address);
    await register(alice, 'alice');
    const log = await createLog(alice);
    for (let n = 0; n < 20; n++) await append(alice, log, { payload: randomOf(100 * 1024) });
    // 20 answers of 2 MB each are more than may ever wait.
    const opened = await Promise.all(Array.from({ length: 20 }, () => openLog(alice, log)));
    expect(opened.map(({ entries }) => entries.length)).toEqual(Array<number>(20).fill(20));
  });

  it('who send faster than they read are not read meanwhile, and get every answer', async () => {
    const clock = new TestClock();
    const limits = { outputBytesHigh: 64 * 1024, inputBytesHigh: 64 * 1024, inFlightMax: 24 };
    const { address } = await start(limits, { clock });
    const alice = TestClient.over(await openWebSocket(address, { autoPong: false }));
    await register(alice, 'alice');
    const log = await createLog(alice);
    const payload = randomOf(100 * 1024);
    for (let n = 0; n < 20; n++) await append(alice, log, { payload });
    const opened = Array.from({ length: 20 }, () => openLog(alice, log));
    const appended = Promise.all(Array.from({ length: 40 }, () => append(alice, log, { payload })));
    // Her pongs would stand behind what is not read: she lives as long as she reads.
    for (let n = 0; n < 18; n += 2) {
      await Promise.all(opened.slice(n, n + 2));
      await clock.advance(DEFAULT_LIMITS.pingMs);
    }
    expect(await appended).toEqual(Array.from({ length: 40 }, (_, n) => n + 21));
  });

  it('are limited in connections per address and in requests', async () => {
    const { address } = await start({ connectionsPerIpMax: 2, requestRate: { burst: 5, perSecond: 0.001 } });
    const alice = await TestClient.connect(address);
    await register(alice, 'alice');
    await TestClient.connect(address);
    await expect(TestClient.connect(address)).rejects.toThrow();
    for (let n = 0; n < 5; n++) await alice.request({ type: 'ping' });
    expect(await alice.refusal({ type: 'ping' })).toBe('rate-limited');
  });

  it('are dropped when they answer no ping', async () => {
    const { address } = await start({ pingMs: 50 });
    const webSocket = new WebSocket(address.replace(/^hushroom/, 'wss').replace(/#.*/, ''), SUBPROTOCOL, {
      rejectUnauthorized: false,
      autoPong: false,
    });
    await once(webSocket, 'open');
    const [code] = (await once(webSocket, 'close')) as [number];
    expect(code).toBe(1006);
  });
});
