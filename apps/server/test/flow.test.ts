// Requests of a peer that does not read what it asked for.
import { describe, expect, it } from 'vitest';
import { Flow, TestClient } from './client.ts';
import { startCore } from './core.ts';
import { randomOf, register } from './device.ts';
import { append, createLog } from './log.ts';

describe('requests of a peer that does not read', () => {
  it('are left with it beyond a mebibyte, and carried out in their order once it reads', async () => {
    const core = startCore();
    const flow = new Flow();
    const alice = TestClient.attach(core.relay, '192.0.2.1', flow);
    await register(alice, 'alice');
    const log = await createLog(alice);
    flow.isCongested = true;
    const sent: Promise<number>[] = [];
    while (!flow.isPaused && sent.length < 100) {
      sent.push(append(alice, log, { payload: randomOf(100 * 1024) }));
    }
    expect(sent.length).toBe(11);
    flow.drained();
    expect(await Promise.all(sent)).toEqual(sent.map((_, n) => n + 1));
    expect(flow.isPaused).toBe(false);
  });
});
