// Inboxes and key packages through the relay core.
import { describe, expect, it } from 'vitest';
import { startCore, type TestCore } from './core.ts';
import { logIn, randomOf, type TestDevice } from './device.ts';
import { append, createLog, openLog } from './log.ts';

describe('inbox', () => {
  const readd = (device: TestDevice) => ({
    type: 'inbox.append' as const,
    deviceId: device.deviceId,
    kind: 'readd' as const,
    clientEntryId: randomOf(16),
    payload: randomOf(20),
  });

  it('is pushed to its device while open, waits for it while not, and is settled by the next open', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: bob, device } = await core.join('bob');
    await alice.request(readd(device));
    expect(bob.pushes).toEqual([]);
    const first = await bob.request({ type: 'inbox.open', after: 0 });
    expect(first.items.map(({ seq, kind }) => [seq, kind])).toEqual([[1, 'readd']]);
    await alice.request(readd(device));
    expect(await bob.push('inbox')).toMatchObject({ seq: 2 });
    bob.close();
    await alice.request(readd(device));
    const again = core.connect();
    await logIn(again, device);
    const rest = await again.request({ type: 'inbox.open', after: 1 });
    expect(rest.items.map(({ seq }) => seq)).toEqual([2, 3]);
    const settled = await again.request({ type: 'inbox.open', after: 0 });
    expect(settled.items.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  it('takes a retry as the same item, for inbox.append and for the welcomes of a commit', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: bob, device } = await core.join('bob');
    await bob.request({ type: 'inbox.open', after: 0 });
    const request = readd(device);
    await Promise.all([alice.request(request), alice.request(request)]);
    expect(await alice.refusal({ ...request, payload: randomOf(5) })).toBe('id-reused');
    const log = await createLog(alice);
    const commit = {
      kind: 'commit' as const,
      clientEntryId: randomOf(16),
      payload: randomOf(9),
      welcomes: [{ deviceId: device.deviceId, payload: randomOf(30) }],
    };
    await Promise.all([append(alice, log, commit), append(alice, log, commit)]);
    expect(bob.pushes.map((push) => (push.type === 'inbox' ? push.kind : push.type))).toEqual([
      'readd',
      'welcome',
    ]);
  });

  it('stores a welcome only with its commit', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: bob, device } = await core.join('bob');
    const log = await createLog(alice);
    await append(alice, log, { kind: 'commit' });
    const welcomes = [{ deviceId: device.deviceId, payload: randomOf(30) }];
    await expect(append(alice, log, { kind: 'commit', after: 0, welcomes })).rejects.toThrow('conflict');
    const unknown = [...welcomes, { deviceId: randomOf(16), payload: randomOf(30) }];
    await expect(append(alice, log, { kind: 'commit', after: 1, welcomes: unknown })).rejects.toThrow(
      'not-found',
    );
    expect((await bob.request({ type: 'inbox.open', after: 0 })).items).toEqual([]);
    expect((await openLog(alice, log)).entries).toHaveLength(1);
  });

  it('cannot be filled by one sender for the others', async () => {
    const core = startCore({ limits: { inboxItemsPerSenderMax: 2 } });
    const { client: alice } = await core.join('alice');
    const { client: carol } = await core.join('carol');
    const { device } = await core.join('bob');
    await alice.request(readd(device));
    await alice.request(readd(device));
    expect(await alice.refusal(readd(device))).toBe('quota');
    await carol.request(readd(device));
    expect(await carol.refusal(readd({ ...device, deviceId: randomOf(16) }))).toBe('not-found');
  });
});

describe('key packages', () => {
  const publish = async (core: TestCore, oneTime: number) => {
    const { client, device } = await core.join('bob');
    const packages = Array.from({ length: oneTime }, () => randomOf(50));
    const lastResort = randomOf(50);
    await client.request({ type: 'keys.publish', oneTime: packages, lastResort });
    return { client, deviceId: device.deviceId, packages, lastResort };
  };

  it('are claimed once each under concurrency, then the last resort, marked', async () => {
    const core = startCore();
    const { client: bob, deviceId, packages, lastResort } = await publish(core, 10);
    const claimers = await Promise.all(['alice', 'carol', 'dave'].map((name) => core.join(name)));
    const claims = claimers.flatMap(({ client }) =>
      Array.from({ length: 4 }, () => client.request({ type: 'keys.claim', deviceId })),
    );
    const claimed = await Promise.all(claims);
    const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    const oneTime = claimed.filter((claim) => !claim.lastResort).map(({ keyPackage }) => hexOf(keyPackage));
    expect(oneTime.sort()).toEqual(packages.map(hexOf).sort());
    const rest = claimed.filter((claim) => claim.lastResort);
    expect(rest.map(({ keyPackage }) => keyPackage)).toEqual([lastResort, lastResort]);
    expect(await bob.request({ type: 'keys.count' })).toMatchObject({ oneTime: 0, lastResort: false });
  });

  it('run out with a code, end after 30 days, and have a quota', async () => {
    const core = startCore();
    const { client: alice, device } = await core.join('alice');
    expect(await alice.refusal({ type: 'keys.claim', deviceId: device.deviceId })).toBe('no-key-package');
    expect(await alice.refusal({ type: 'keys.claim', deviceId: randomOf(16) })).toBe('not-found');
    const { client: bob, deviceId } = await publish(core, 200);
    const more = { type: 'keys.publish', oneTime: [randomOf(5)], lastResort: null } as const;
    expect(await bob.refusal(more)).toBe('quota');
    await core.clock.advance(31 * 24 * 3600 * 1000);
    const { lastResort } = await alice.request({ type: 'keys.claim', deviceId });
    expect(lastResort).toBe(true);
  });

  it('cannot be drained by one claimer', async () => {
    const core = startCore({ limits: { claimRate: { burst: 3, perSecond: 0.5 } } });
    const { deviceId } = await publish(core, 10);
    const { client: mallory } = await core.join('mallory');
    const { client: alice } = await core.join('alice');
    for (let n = 0; n < 3; n++) await mallory.request({ type: 'keys.claim', deviceId });
    expect(await mallory.refusal({ type: 'keys.claim', deviceId })).toBe('rate-limited');
    expect((await alice.request({ type: 'keys.claim', deviceId })).lastResort).toBe(false);
  });
});
