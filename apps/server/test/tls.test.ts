import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessHash } from '@hushroom/wire';
import { startRelay } from '../src/start.ts';
import { TestClient } from './client.ts';
import { makeKey, publicKey, randomOf, register, sha256 } from './device.ts';

describe('smoke', () => {
  it('talks', async () => {
    const data = mkdtempSync(join(tmpdir(), 'relay-'));
    const faults: unknown[] = [];
    const relay = await startRelay(
      { host: '127.0.0.1', port: 0, data, name: 'r', registration: 'open' },
      { onEvent: () => undefined, onFault: (e) => faults.push(e) },
    );
    const alice = await TestClient.connect(relay.address);
    const bob = await TestClient.connect(relay.address);
    await register(alice, 'alice');
    const roster = await alice.request({ type: 'roster.watch', after: 0 });
    expect(roster.entries.length).toBe(2);
    expect(roster.online).toEqual(['alice']);
    await register(bob, 'bob');
    expect((await alice.push('presence')).userName).toBe('bob');
    const logId = randomOf(32);
    const token = randomOf(32);
    await alice.request({
      type: 'log.create',
      logId,
      accessHash: accessHash(sha256, { logId, token }),
      controlKey: publicKey(makeKey()),
    });
    await alice.request({ type: 'log.open', logId, token, after: 0 });
    await bob.request({ type: 'log.open', logId, token, after: 0 });
    const { seq } = await alice.request({
      type: 'log.append',
      logId,
      kind: 'message',
      clientEntryId: randomOf(16),
      after: 0,
      payload: randomOf(20),
      welcomes: [],
      rotation: null,
    });
    expect(seq).toBe(1);
    expect((await bob.push('entry')).entry.seq).toBe(1);
    await relay.stop();
    expect(await bob.closed).toBe('shutting-down');
    expect(faults).toEqual([]);
    rmSync(data, { recursive: true });
  });
});
