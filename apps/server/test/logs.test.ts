// Logs through the relay core: order, access, heads, and what a subscriber gets.
import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  entryHash,
  head,
  headKeyStatement,
  signContent,
  transcriptNext,
  transcriptStart,
  type DeliveredEntry,
  type SignedHead,
} from '@hushroom/wire';
import { startCore } from './core.ts';
import { hello, logIn, makeKey, randomOf, relayIdOfHello, sha256 } from './device.ts';
import { append, appendRequest, createLog, openLog, rotationOf } from './log.ts';

const RELAY_ID = relayIdOfHello(await hello(startCore().connect()));

function isSigned(publicKey: Uint8Array, signed: Uint8Array, signature: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, signed, key, signature);
}

function transcriptOf(logId: Uint8Array, entries: readonly DeliveredEntry[]): Uint8Array {
  return entries.reduce(
    (running, entry) =>
      transcriptNext(sha256, running, entryHash(sha256, { ...entry, payload: entry.payload ?? randomOf(1) })),
    transcriptStart(sha256, { relayId: RELAY_ID, logId }),
  );
}

describe('entries', () => {
  it('reach every subscriber once, in one order, whoever sends how fast', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    const log = await createLog(alice);
    await openLog(bob, log);
    const sent = Array.from({ length: 40 }, (_, n) => append(n % 2 === 0 ? alice : bob, log));
    const seqs = await Promise.all(sent);
    expect([...seqs].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    for (const client of [alice, bob]) {
      const pushed = client.pushes.flatMap((push) => (push.type === 'entry' ? [push.entry.seq] : []));
      expect(pushed).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    }
    expect((await openLog(bob, log)).entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 40 }, (_, n) => n + 1),
    );
  });

  it('are stored once when sent again, also on another connection, and refused with other bytes', async () => {
    const core = startCore();
    const { client: alice, device } = await core.join('alice');
    const log = await createLog(alice);
    const request = appendRequest(log);
    const [first, second] = await Promise.all([alice.request(request), alice.request(request)]);
    expect([first.seq, second.seq]).toEqual([1, 1]);
    const again = core.connect();
    await logIn(again, device);
    await openLog(again, log, 1);
    expect((await again.request(request)).seq).toBe(1);
    expect(await again.refusal({ ...request, payload: randomOf(3) })).toBe('id-reused');
    expect(alice.pushes.filter(({ type }) => type === 'entry')).toHaveLength(1);
  });

  it('that are commits are placed only after the last commit that the log has', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    const log = await createLog(alice);
    await openLog(bob, log);
    const outcomes = await Promise.allSettled([
      append(alice, log, { kind: 'commit' }),
      append(bob, log, { kind: 'commit' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await append(bob, log);
    expect(await bob.refusal(appendRequest(log, { kind: 'commit' }))).toBe('conflict');
    expect(await append(bob, log, { kind: 'commit', after: 1 })).toBe(3);
  });

  it('are refused without anything stored when their fields contradict each other or are too long', async () => {
    const core = startCore({ messageBytesMax: 100 });
    const { client: alice, device } = await core.join('alice');
    const log = await createLog(alice);
    const { rotation } = rotationOf(log, { relayId: RELAY_ID, payload: randomOf(1) });
    const welcome = { deviceId: device.deviceId, payload: randomOf(1) };
    const bad = [{ after: 1 }, { welcomes: [welcome] }, { rotation }];
    for (const overrides of bad) {
      expect(await alice.refusal(appendRequest(log, overrides))).toBe('bad-request');
    }
    const twice = appendRequest(log, { kind: 'commit', welcomes: [welcome, welcome] });
    expect(await alice.refusal(twice)).toBe('bad-request');
    expect(await alice.refusal(appendRequest(log, { payload: randomOf(101) }))).toBe('too-large');
    expect((await openLog(alice, log)).entries).toEqual([]);
  });
});

describe('access', () => {
  it('needs the token: for reading, appending and publishing', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: carol } = await core.join('carol');
    const log = await createLog(alice);
    expect(await carol.refusal({ type: 'log.open', logId: log.logId, token: randomOf(32), after: 0 })).toBe(
      'no-access',
    );
    expect(await carol.refusal({ type: 'log.open', logId: randomOf(32), token: log.token, after: 0 })).toBe(
      'no-access',
    );
    expect(await carol.refusal(appendRequest(log))).toBe('no-access');
    expect(await carol.refusal({ type: 'log.publish', logId: log.logId, payload: randomOf(4) })).toBe(
      'no-access',
    );
    await append(alice, log);
    expect(carol.pushes).toEqual([]);
  });

  it('ends at the rotating commit for those with the old token, and goes on with the next one', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    const log = await createLog(alice);
    await openLog(bob, log);
    const payload = randomOf(50);
    const { rotation, next } = rotationOf(log, { relayId: RELAY_ID, payload });
    const commit = appendRequest(log, { kind: 'commit', payload, rotation });
    await alice.request(commit);
    await openLog(alice, next, 1);
    await append(alice, next);
    // Bob gets the commit, then the end, then nothing.
    expect(bob.pushes.map(({ type }) => type)).toEqual(['entry', 'ended']);
    expect(bob.pushes[1]).toMatchObject({ endedAt: 1 });
    expect(await bob.refusal(appendRequest(log))).toBe('access-ended');
    expect(await bob.refusal({ type: 'log.publish', logId: log.logId, payload: randomOf(4) })).toBe(
      'access-ended',
    );
    const old = await openLog(bob, log);
    expect([old.entries.map(({ seq }) => seq), old.endedAt, old.head.seq]).toEqual([[1], 1, 1]);
    expect(old.head.transcript).toEqual(transcriptOf(log.logId, old.entries));
    // Asking again for the commit that ended the token is answered, not refused: the answer may have been lost.
    expect(await bob.refusal(commit)).toBe('access-ended');
    await openLog(alice, log);
    expect((await alice.request(commit)).seq).toBe(1);
    expect((await openLog(bob, next, 1)).entries.map(({ seq }) => seq)).toEqual([2]);
  });

  it('is not rotated by a wrong key, for another commit, or by a rotation used before', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const log = await createLog(alice);
    const payload = randomOf(50);
    const stranger = rotationOf(log, { relayId: RELAY_ID, payload, signer: makeKey() }).rotation;
    const other = rotationOf(log, { relayId: RELAY_ID, payload: randomOf(50) }).rotation;
    const elsewhere = rotationOf(log, { relayId: randomOf(32), payload }).rotation;
    for (const rotation of [stranger, other, elsewhere]) {
      const request = appendRequest(log, { kind: 'commit', payload, rotation });
      expect(await alice.refusal(request)).toBe('rotation-refused');
    }
    const nextControlKey = makeKey();
    const { rotation, next } = rotationOf(log, { relayId: RELAY_ID, payload, nextControlKey });
    await append(alice, log, { kind: 'commit', payload, rotation });
    await openLog(alice, next);
    // The same commit and rotation under another id: the key that signed it is no longer one of the log's.
    const replay = appendRequest(next, { kind: 'commit', after: 1, payload, rotation });
    expect(await alice.refusal(replay)).toBe('rotation-refused');
    const second = rotationOf(next, { relayId: RELAY_ID, payload });
    const good = { kind: 'commit' as const, after: 1, payload, rotation: second.rotation };
    expect(await append(alice, next, good)).toBe(2);
  });
});

describe('heads', () => {
  const isGood = (signed: SignedHead, headKey: Uint8Array): boolean => {
    const { signature, ...content } = signed;
    return isSigned(headKey, signContent('Head', head, content), signature);
  };

  it('are signed by a key that the CA certified, over the transcript that the entries give', async () => {
    const core = startCore();
    const greeting = await hello(core.connect());
    const { caKey, headKey, signature } = greeting.headKey;
    const statement = signContent('HeadKey', headKeyStatement, { relayId: RELAY_ID, headKey });
    expect(isSigned(caKey, statement, signature)).toBe(true);

    const { client: alice } = await core.join('alice');
    const log = await createLog(alice);
    for (let n = 0; n < 3; n++) await append(alice, log);
    const opened = await openLog(alice, log);
    expect(opened.head).toMatchObject({ relayId: RELAY_ID, logId: log.logId, seq: 3 });
    expect(opened.head.transcript).toEqual(transcriptOf(log.logId, opened.entries));
    expect(isGood(opened.head, headKey)).toBe(true);
  });

  it('are pushed a few seconds after entries flow, and not without', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const log = await createLog(alice);
    const heads = (): SignedHead[] => alice.pushes.flatMap((push) => (push.type === 'head' ? [push] : []));
    await append(alice, log);
    await append(alice, log);
    expect(heads()).toEqual([]);
    await core.clock.advance(5000);
    expect(heads().map(({ seq }) => seq)).toEqual([2]);
    await core.clock.advance(60_000);
    expect(heads()).toHaveLength(1);
  });
});

describe('what is not stored', () => {
  it('ephemeral payloads reach those who listen now, except their sender', async () => {
    const core = startCore();
    const { client: alice } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    const log = await createLog(alice);
    await openLog(bob, log);
    const payload = randomOf(64);
    await alice.request({ type: 'log.publish', logId: log.logId, payload });
    expect(await bob.push('ephemeral')).toEqual({ type: 'ephemeral', logId: log.logId, payload });
    expect(alice.pushes).toEqual([]);
    expect((await openLog(bob, log)).entries).toEqual([]);
    await bob.request({ type: 'log.close', logId: log.logId });
    await alice.request({ type: 'log.publish', logId: log.logId, payload });
    expect(bob.pushes).toEqual([]);
  });

  it('a payload goes when its sender said that it should, and no commit says so', async () => {
    const core = startCore({});
    const { client: alice } = await core.join('alice');
    const log = await createLog(alice);
    await append(alice, log, { keepSeconds: 3600 });
    await append(alice, log);
    const commit = alice.request(appendRequest(log, { kind: 'commit', keepSeconds: 3600 }));
    await expect(commit).rejects.toMatchObject({ code: 'bad-request' });
    await core.clock.advance(2 * 3600 * 1000);
    const { entries } = await openLog(alice, log);
    expect(entries.map(({ payload }) => payload === null)).toEqual([true, false]);
  });

  it('payloads of messages go after their retention, their places stay', async () => {
    const day = 24 * 3600 * 1000;
    const core = startCore({ limits: { messageRetentionMs: day, commitRetentionMs: 3 * day } });
    const { client: alice } = await core.join('alice');
    const log = await createLog(alice);
    await append(alice, log);
    await append(alice, log, { kind: 'commit' });
    await core.clock.advance(2 * day);
    const opened = await openLog(alice, log);
    expect(opened.entries.map(({ payload }) => payload === null)).toEqual([true, false]);
    expect(opened.head.seq).toBe(2);
  });
});
