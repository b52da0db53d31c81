// The roster through the relay core: what may enter it, its head, and who is online.
import { describe, expect, it } from 'vitest';
import { encode } from '@hushroom/codec';
import {
  accountStatement,
  EMPTY_ROSTER_TREE,
  revocationStatement,
  ROSTER_LOG_ID,
  rosterEntry,
  rosterTreeAppend,
  rosterTreeHash,
  signContent,
  type RosterTree,
} from '@hushroom/wire';
import { createRelay, DEFAULT_LIMITS, keysFromSeeds } from '../src/index.ts';
import { TestClient } from './client.ts';
import { startCore } from './core.ts';
import {
  accountEntryOf,
  deviceEntryOf,
  hello,
  logIn,
  makeDevice,
  makeKey,
  publicKey,
  randomOf,
  relayIdOfHello,
  sha256,
  signature,
  type TestDevice,
} from './device.ts';

const RELAY_ID = relayIdOfHello(await hello(startCore().connect()));

function revocationOf(device: TestDevice, signer = device.accountKey): Uint8Array {
  const fields = { userName: device.userName, deviceId: device.deviceId, created: 2 };
  const signed = signContent('Revocation', revocationStatement, { relayId: RELAY_ID, ...fields });
  return encode(rosterEntry, { type: 'revocation', ...fields, signature: signature(signer, signed) });
}

function keyChangeOf(device: TestDevice, next = device.nextAccountKey): Uint8Array {
  const fields = {
    userName: device.userName,
    accountKey: publicKey(next),
    nextAccountKeyHash: randomOf(32),
    created: 3,
  };
  const signed = signContent('KeyChange', accountStatement, { relayId: RELAY_ID, ...fields });
  return encode(rosterEntry, { type: 'keyChange', ...fields, signature: signature(next, signed) });
}

function presenceOf(client: TestClient): string[] {
  return client.pushes.flatMap((push) =>
    push.type === 'presence' ? [`${push.userName} ${push.presence}`] : [],
  );
}

describe('roster', () => {
  it('is one log for all, with the Merkle tree hash as its head, also after a restart', async () => {
    const core = startCore();
    const { client: alice, device } = await core.join('alice');
    await core.join('bob');
    const { entries, head } = await alice.request({ type: 'roster.read', after: 0 });
    const tree = entries.reduce<RosterTree>(
      (grown, { payload }) => rosterTreeAppend(sha256, grown, payload),
      EMPTY_ROSTER_TREE,
    );
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(head).toMatchObject({ logId: ROSTER_LOG_ID, seq: 4, transcript: rosterTreeHash(sha256, tree) });
    const later = await alice.request({ type: 'roster.read', after: 3 });
    expect(later.entries).toEqual(entries.slice(3));

    const restarted = createRelay({
      store: core.store,
      clock: core.clock,
      random: randomOf,
      keys: keysFromSeeds({ ca: new Uint8Array(32).fill(1), head: new Uint8Array(32).fill(2) }),
      name: '',
      registration: 'open',
      inviteCode: '',
      limits: DEFAULT_LIMITS,
      messageBytesMax: 1,
      onEvent: () => undefined,
      onFault: () => undefined,
    });
    const again = TestClient.attach(restarted);
    await logIn(again, device);
    const reread = await again.request({ type: 'roster.read', after: 0 });
    expect([reread.entries, reread.head.transcript]).toEqual([entries, head.transcript]);
  });

  it('tells watchers of everyone who joins, comes and goes, and nobody else', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: carol } = await core.join('carol');
    const watched = await alice.request({ type: 'roster.watch', after: 0 });
    expect([watched.more, watched.online]).toEqual([false, ['alice', 'carol']]);
    const { client: bob, device } = await core.join('bob');
    const phone = core.connect();
    await logIn(phone, device);
    bob.close();
    phone.close();
    expect(presenceOf(alice)).toEqual(['bob joined', 'bob online', 'bob offline']);
    const seqs = alice.pushes.flatMap((push) => (push.type === 'roster' ? [push.seq] : []));
    expect(seqs).toEqual([5, 6]);
    expect(alice.pushes.flatMap((push) => (push.type === 'head' ? [push.seq] : [])).at(-1)).toBe(6);
    expect(carol.pushes).toEqual([]);
  });

  it('tells the console who is there, counting devices', async () => {
    const core = startCore();
    const { client: alice, device } = await core.join('alice');
    await logIn(core.connect(), device);
    const { client: bob } = await core.join('bob');
    bob.close();
    alice.close();
    expect(core.events).toEqual([
      { type: 'connected', userName: 'alice', online: 1 },
      { type: 'connected', userName: 'bob', online: 2 },
      { type: 'disconnected', userName: 'bob', online: 1 },
    ]);
  });

  it('takes another device of the same account only from that account, and lets it log in', async () => {
    const core = startCore({ limits: { devicesPerAccountMax: 2 } });
    const { client: alice, device } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    const phone = { ...device, deviceId: randomOf(16), deviceKey: makeKey() };
    expect(await bob.refusal({ type: 'roster.append', entry: deviceEntryOf(phone) })).toBe('bad-request');
    expect((await alice.request({ type: 'roster.append', entry: deviceEntryOf(phone) })).seq).toBe(5);
    await logIn(core.connect(), phone);
    expect(await alice.refusal({ type: 'roster.append', entry: deviceEntryOf(phone) })).toBe('quota');
    const third = { ...device, deviceId: randomOf(16) };
    expect(await alice.refusal({ type: 'roster.append', entry: deviceEntryOf(third) })).toBe('quota');
    const again = accountEntryOf(makeDevice('alice'), RELAY_ID);
    expect(await alice.refusal({ type: 'roster.append', entry: again })).toBe('name-taken');
    expect(await alice.refusal({ type: 'roster.append', entry: randomOf(9) })).toBe('bad-request');
  });

  it('takes few entries of one account, but every revocation: everyone reads them, for ever', async () => {
    const core = startCore({ limits: { rosterRate: { burst: 2, perSecond: 0.01 } } });
    const { client: alice, device } = await core.join('alice');
    const phones = [1, 2].map(() => ({ ...device, deviceId: randomOf(16) }));
    const add = (phone: TestDevice) => ({ type: 'roster.append', entry: deviceEntryOf(phone) }) as const;
    for (const phone of phones) await alice.request(add(phone));
    const third = add({ ...device, deviceId: randomOf(16) });
    expect(await alice.refusal(third)).toBe('rate-limited');
    expect(await alice.refusal({ type: 'roster.append', entry: keyChangeOf(device) })).toBe('rate-limited');
    for (const phone of phones) await alice.request({ type: 'roster.append', entry: revocationOf(phone) });
    await core.clock.advance(100_000);
    expect((await alice.request(third)).seq).toBe(7);
  });

  it('revokes a device by the account key: its connections end, and it is known no more', async () => {
    const core = startCore();
    const { client: alice, device } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    await bob.request({ type: 'roster.watch', after: 0 });
    const phone = { ...device, deviceId: randomOf(16), deviceKey: makeKey() };
    await alice.request({ type: 'roster.append', entry: deviceEntryOf(phone) });
    const byPhone = core.connect();
    await logIn(byPhone, phone);
    const forged = revocationOf(device, phone.deviceKey);
    expect(await byPhone.refusal({ type: 'roster.append', entry: forged })).toBe('bad-signature');
    await byPhone.request({ type: 'roster.append', entry: revocationOf(device) });
    expect(await alice.closed).toBe('unknown-device');
    await expect(logIn(core.connect(), device)).rejects.toThrow('unknown-device');
    expect(presenceOf(bob)).toEqual([]);
    byPhone.sendRaw(new Uint8Array());
    await byPhone.closed;
    expect(presenceOf(bob)).toEqual(['alice offline']);
  });

  it('says that a person left when the last device is revoked; the name stays taken', async () => {
    const core = startCore();
    const { client: alice, device } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    await bob.request({ type: 'roster.watch', after: 0 });
    await alice.request({ type: 'roster.append', entry: revocationOf(device) });
    expect(presenceOf(bob)).toEqual(['alice offline', 'alice left']);
    await expect(core.join('alice')).rejects.toThrow('name-taken');
  });

  it('changes an account key only to the one that the account committed to', async () => {
    const core = startCore();
    const { client: alice, device } = await core.join('alice');
    const wrong = keyChangeOf(device, makeKey());
    expect(await alice.refusal({ type: 'roster.append', entry: wrong })).toBe('bad-signature');
    await alice.request({ type: 'roster.append', entry: keyChangeOf(device) });
    expect(await alice.refusal({ type: 'roster.append', entry: keyChangeOf(device) })).toBe('bad-signature');
    // From here on the new key speaks for the account.
    const entry = revocationOf(device);
    expect(await alice.refusal({ type: 'roster.append', entry })).toBe('bad-signature');
  });
});
