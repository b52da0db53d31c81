// hello, register, authenticate through the relay core: who gets in, and what strangers see.
import { describe, expect, it } from 'vitest';
import type { Request } from '@hushroom/wire';
import { startCore } from './core.ts';
import {
  hello,
  logIn,
  makeDevice,
  makeKey,
  randomOf,
  register,
  registerRequest,
  type TestDevice,
} from './device.ts';

describe('hello', () => {
  it('comes first and once, and names what the relay promises', async () => {
    const core = startCore({ registration: 'closed' });
    const client = core.connect();
    const { nonce, ...greeting } = await hello(client);
    expect(greeting).toMatchObject({ version: 1, relayName: 'test relay', time: core.clock.now() });
    expect(greeting.policy).toMatchObject({ registration: 'closed', retentionSeconds: 90 * 24 * 3600 });
    expect((await hello(core.connect())).nonce).not.toEqual(nonce);
    expect(await client.refusal({ type: 'hello', versionMin: 1, versionMax: 1 })).toBe('out-of-order');
  });

  it('says which side is too old where no version is in common', async () => {
    const client = startCore().connect();
    expect(await client.refusal({ type: 'hello', versionMin: 0, versionMax: 0 })).toBe('version-too-old');
    expect(await client.refusal({ type: 'hello', versionMin: 2, versionMax: 9 })).toBe('version-too-new');
    expect(await hello(client)).toMatchObject({ version: 1 });
  });

  it('is all that a stranger gets: every other request waits for a login', async () => {
    const core = startCore();
    const stranger = core.connect();
    const device = makeDevice('alice');
    const early = { type: 'authenticate', deviceId: device.deviceId, signature: randomOf(64) } as const;
    expect(await stranger.refusal(early)).toBe('out-of-order');
    await hello(stranger);
    const requests: Request[] = [
      { type: 'roster.read', after: 0 },
      { type: 'roster.watch', after: 0 },
      { type: 'roster.append', entry: randomOf(4) },
      { type: 'keys.publish', oneTime: [], lastResort: null },
      { type: 'keys.count' },
      { type: 'keys.claim', deviceId: randomOf(16) },
      { type: 'log.create', logId: randomOf(32), accessHash: randomOf(32), controlKey: randomOf(32) },
      { type: 'log.open', logId: randomOf(32), token: randomOf(32), after: 0 },
      { type: 'log.close', logId: randomOf(32) },
      { type: 'log.publish', logId: randomOf(32), payload: randomOf(1) },
      { type: 'inbox.open', after: 0 },
      { type: 'ping' },
    ];
    for (const request of requests)
      expect(await stranger.refusal(request), request.type).toBe('out-of-order');
  });

  it('ends a connection that does not log in', async () => {
    const core = startCore();
    const idle = core.connect();
    const { client } = await core.join('alice');
    await hello(idle);
    await core.clock.advance(60_000);
    expect(await idle.closed).toBe('login-timeout');
    await client.request({ type: 'ping' });
  });
});

describe('register', () => {
  it('makes an account once; the same registration again logs in, another of that name is refused', async () => {
    const core = startCore();
    const device = makeDevice('alice');
    for (let n = 0; n < 2; n++) {
      const client = core.connect();
      await client.request(registerRequest(device, await hello(client)));
      const roster = await client.request({ type: 'roster.read', after: 0 });
      expect(roster.entries).toHaveLength(2);
      expect(roster.head.seq).toBe(2);
    }
    const other = core.connect();
    const impostor = registerRequest(makeDevice('alice'), await hello(other));
    expect(await other.refusal(impostor)).toBe('name-taken');
  });

  it('gives a name to one of two who ask for it at once', async () => {
    const core = startCore();
    const clients = [core.connect(), core.connect()];
    const outcomes = await Promise.allSettled(clients.map((client) => register(client, 'alice')));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuses names that are not names', async () => {
    const core = startCore();
    for (const name of ['a', 'Alice', 'ali ce', 'älice', '', 'a/b', 'a b']) {
      const client = core.connect();
      const greeting = await hello(client);
      expect(await client.refusal(registerRequest(makeDevice(name), greeting)), name).toBe('name-invalid');
    }
  });

  it('refuses keys that did not sign, and a login that was signed for another connection', async () => {
    const core = startCore();
    const client = core.connect();
    const greeting = await hello(client);
    const device = makeDevice('alice');
    const notOurAccount = registerRequest({ ...device, accountKey: makeKey() }, greeting);
    const mixed = { ...registerRequest(device, greeting), account: notOurAccount.account };
    expect(await client.refusal(mixed)).toBe('bad-signature');
    const tampered = registerRequest(device, greeting);
    tampered.account.fill(0, 40, 60);
    expect(await client.refusal(tampered)).toBe('bad-signature');
    const elsewhere = await hello(core.connect());
    expect(await client.refusal(registerRequest(device, elsewhere))).toBe('bad-signature');
    // The right nonce, signed for the channel to somebody who passes it on.
    const between = { ...greeting, channelBinding: randomOf(32) };
    expect(await client.refusal(registerRequest(device, between))).toBe('bad-signature');
    expect(await client.refusal({ ...tampered, account: randomOf(9) })).toBe('bad-request');
  });

  it('asks for the invite code, or takes nobody, as the relay was told', async () => {
    const invited = startCore({ registration: 'invite', inviteCode: 'right' });
    const client = invited.connect();
    const greeting = await hello(client);
    const device = makeDevice('alice');
    for (const code of ['', 'wrong']) {
      expect(await client.refusal(registerRequest(device, greeting, code))).toBe('invite-invalid');
    }
    await client.request(registerRequest(device, greeting, 'right'));
    const closed = startCore({ registration: 'closed' }).connect();
    expect(await closed.refusal(registerRequest(device, await hello(closed)))).toBe('registration-closed');
  });
});

describe('authenticate', () => {
  it('knows registered devices by their key, and no others', async () => {
    const core = startCore();
    const { device } = await core.join('alice');
    await logIn(core.connect(), device);
    const refused = async (claimed: TestDevice): Promise<string> => {
      try {
        await logIn(core.connect(), claimed);
      } catch (error) {
        if (error instanceof Error) return error.message;
      }
      return 'logged in';
    };
    expect(await refused({ ...device, deviceKey: makeKey() })).toBe('bad-signature');
    expect(await refused({ ...device, deviceId: randomOf(16) })).toBe('unknown-device');
  });

  it('ends the oldest connection of a device that has too many', async () => {
    const core = startCore({ limits: { connectionsPerDeviceMax: 2 } });
    const { client: first, device } = await core.join('alice');
    const [second, third] = [core.connect(), core.connect()];
    await logIn(second, device);
    await logIn(third, device);
    expect(await first.closed).toBe('replaced');
    await Promise.all([second.request({ type: 'ping' }), third.request({ type: 'ping' })]);
  });

  it('is limited per address, so that keys cannot be tried fast', async () => {
    const core = startCore({ limits: { loginRate: { burst: 2, perSecond: 1 } } });
    const { device } = await core.join('alice');
    const client = core.connect();
    await hello(client);
    const attempt = { type: 'authenticate', deviceId: device.deviceId, signature: randomOf(64) } as const;
    expect(await client.refusal(attempt)).toBe('bad-signature');
    expect(await client.refusal(attempt)).toBe('rate-limited');
    await core.clock.advance(1000);
    expect(await client.refusal(attempt)).toBe('bad-signature');
    await logIn(core.connect('198.51.100.9'), device);
  });
});
