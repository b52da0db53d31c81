// What a relay acknowledged survives anything: SIGKILL at named points of a commit and at random ones, and a full disk.
// After each end the relay is started again on its folder, clients ask again for what was not answered, and the log must
// hold every acknowledged entry at its seq and every entry once.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { RelayError, type RequestOf } from '@hushroom/wire';
import { TestClient } from './client.ts';
import { hex } from '../src/bytes.ts';
import { logIn, randomOf, register, type TestDevice } from './device.ts';
import { appendRequest, createLog, openLog, type TestLog } from './log.ts';
import { SmallDisk } from './small-disk.ts';
import {
  cleanUp,
  endProcesses,
  newFolder,
  startProcess,
  type ProcessOptions,
  type RelayProcess,
} from './process.ts';

afterEach(cleanUp);

/** One device that appends as its outbox would: every request until it is answered, the same bytes each time. */
class Writer {
  readonly acknowledged = new Map<string, number>();
  readonly pending: RequestOf<'log.append'>[] = [];
  readonly device: TestDevice;
  readonly log: TestLog;

  constructor(device: TestDevice, log: TestLog) {
    this.device = device;
    this.log = log;
  }

  /** Sends what is pending and `count` more; resolves when all are answered or the connection is gone. */
  async send(client: TestClient, count: number): Promise<void> {
    for (let n = 0; n < count; n++) this.pending.push(appendRequest(this.log));
    await Promise.all(
      [...this.pending].map(async (request) => {
        try {
          this.#settle(request, (await client.request(request)).seq);
        } catch (error) {
          if (error instanceof RelayError) throw error;
        }
      }),
    );
  }

  #settle(request: RequestOf<'log.append'>, seq: number): void {
    this.acknowledged.set(hex(request.clientEntryId), seq);
    this.pending.splice(this.pending.indexOf(request), 1);
  }
}

async function reconnect(relay: RelayProcess, writer: Writer): Promise<TestClient> {
  const client = await TestClient.connect(relay.address);
  await logIn(client, writer.device);
  await openLog(client, writer.log);
  return client;
}

/** Throws unless the log holds all that was acknowledged where that was said, and nothing twice. */
async function expectWhole(client: TestClient, writer: Writer): Promise<void> {
  const { entries } = await openLog(client, writer.log);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  const places = new Map(entries.map((entry) => [hex(entry.clientEntryId), entry.seq]));
  expect(places.size).toBe(entries.length);
  for (const [id, seq] of writer.acknowledged) expect(places.get(id)).toBe(seq);
}

async function begin(data: string): Promise<Writer> {
  const relay = await startProcess(data);
  const client = await TestClient.connect(relay.address);
  const device = await register(client, 'alice');
  const writer = new Writer(device, await createLog(client));
  await writer.send(client, 5);
  await relay.kill('SIGTERM');
  return writer;
}

/** Starts the relay, lets the writer send until the relay dies, starts it again and checks. */
async function dieAndRecover(
  data: string,
  writer: Writer,
  options: ProcessOptions,
  killAfterMs: number | null,
): Promise<void> {
  const doomed = await startProcess(data, options);
  const client = await reconnect(doomed, writer);
  if (killAfterMs !== null) setTimeout(() => doomed.child.kill('SIGKILL'), killAfterMs);
  while (doomed.child.exitCode === null && doomed.child.signalCode === null) {
    await writer.send(client, 20);
    await Promise.race([doomed.ended, new Promise((resolve) => setImmediate(resolve))]);
  }
  expect(await doomed.ended).toBe('SIGKILL');
  const relay = await startProcess(data);
  const again = await reconnect(relay, writer);
  await expectWhole(again, writer);
  await writer.send(again, 0);
  expect(writer.pending).toEqual([]);
  await expectWhole(again, writer);
  await relay.kill('SIGTERM');
}

describe('SIGKILL', () => {
  it.each(['before-commit', 'after-commit'])(
    '%s loses nothing acknowledged and repeats nothing',
    async (point) => {
      const data = newFolder();
      const writer = await begin(data);
      // The first commits are the start's expiry and the first appends.
      for (const commit of [2, 4]) await dieAndRecover(data, writer, { killAt: { point, commit } }, null);
      expect(writer.acknowledged.size).toBeGreaterThan(5);
    },
  );

  it('at random times does neither', async () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
    console.log(`kill times from SEED=${seed}`);
    const data = newFolder();
    const writer = await begin(data);
    let state = seed;
    for (let round = 0; round < 5; round++) {
      state = (state * 48_271 + 11) % 2_147_483_647;
      await dieAndRecover(data, writer, { killAt: { point: 'none', commit: 0 } }, 20 + (state % 200));
    }
  }, 60_000);
});

describe('a full disk', () => {
  it('is told as storage-full; reading goes on, and writing once there is room', async (context) => {
    const disk = SmallDisk.mount(newFolder());
    if (disk === null) {
      context.skip();
      return;
    }
    try {
      const relay = await startProcess(disk.path);
      const alice = await TestClient.connect(relay.address);
      const device = await register(alice, 'alice');
      const writer = new Writer(device, await createLog(alice));
      await writer.send(alice, 5);
      writeFileSync(join(disk.path, 'ballast'), new Uint8Array(1024 * 1024));
      const large = () => appendRequest(writer.log, { payload: randomOf(100 * 1024) });
      let code = '';
      for (let n = 0; n < 60 && code === ''; n++) {
        code = await alice.request(large()).then(
          () => '',
          (error: unknown) => (error instanceof RelayError ? error.code : 'gone'),
        );
      }
      expect(code).toBe('storage-full');
      expect((await openLog(alice, writer.log)).entries.length).toBeGreaterThanOrEqual(5);
      rmSync(join(disk.path, 'ballast'));
      await alice.request(large());
      await expectWhole(alice, writer);
      expect(await relay.kill('SIGTERM')).toBe(0);
    } finally {
      // The file system is busy until the relay on it has ended.
      await endProcesses();
      disk.unmount();
    }
  });
});
