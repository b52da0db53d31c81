// What one account gives the relay to keep: so much at once and so much a day, whatever others do.
import { describe, expect, it } from 'vitest';
import { startCore } from './core.ts';
import { randomOf } from './device.ts';
import { append, appendRequest, createLog, openLog, type TestLog } from './log.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** What each item counts beside its payload. */
const ROW_BYTES = 256;
const ITEM_BYTES = 1000 - ROW_BYTES;

/** Ten items of 1,000 bytes at once, then five a day. */
const limits = { keepRate: { burst: 10_000, perSecond: 5000 / (DAY_MS / 1000) } };

const message = (log: TestLog, bytes = ITEM_BYTES) => appendRequest(log, { payload: randomOf(bytes) });

describe('what an account gives the relay to keep', () => {
  it('is refused beyond its bytes, for nobody else, and goes on by and by', async () => {
    const core = startCore({ limits });
    const { client: alice } = await core.join('alice');
    const { client: bob } = await core.join('bob');
    const log = await createLog(alice);
    await openLog(bob, log);
    for (let n = 0; n < 10; n++) await alice.request(message(log));
    const late = message(log);
    expect(await alice.refusal(late)).toBe('rate-limited');
    expect(await alice.refusal(message(log, 1))).toBe('rate-limited');
    await bob.request(message(log));

    await core.clock.advance(DAY_MS);
    expect((await alice.request(late)).seq).toBe(12);
    for (let n = 0; n < 4; n++) await alice.request(message(log));
    expect(await alice.refusal(message(log))).toBe('rate-limited');
  });

  it('is all that it sends, on every device: entries, welcomes and items of inboxes', async () => {
    const core = startCore({ limits });
    const { client: alice } = await core.join('alice');
    const { device: bob } = await core.join('bob');
    const { deviceId } = bob;
    const log = await createLog(alice);
    const payload = randomOf(ITEM_BYTES);
    const welcomes = [{ deviceId, payload: randomOf(5 * 1000 - ROW_BYTES) }];
    await append(alice, log, { kind: 'commit', payload, welcomes });
    const item = { type: 'inbox.append', deviceId, kind: 'readd', payload } as const;
    for (let n = 0; n < 4; n++) await alice.request({ ...item, clientEntryId: randomOf(16) });
    expect(await alice.refusal({ ...item, clientEntryId: randomOf(16) })).toBe('rate-limited');
    expect(await alice.refusal(message(log))).toBe('rate-limited');
  });

  it('does not count where it was refused', async () => {
    const core = startCore({ limits });
    const { client: alice } = await core.join('alice');
    const log = await createLog(alice);
    const commit = { kind: 'commit', payload: randomOf(ITEM_BYTES) } as const;
    await append(alice, log, commit);
    const late = appendRequest(log, commit);
    for (let n = 0; n < 20; n++) expect(await alice.refusal(late)).toBe('conflict');
    for (let n = 0; n < 9; n++) await alice.request(message(log));
    expect(await alice.refusal(message(log))).toBe('rate-limited');
  });
});
