// Durable appends: every connection has a log of its own and one append under way at a time.
import { append, createLog } from '../../../apps/server/test/log.ts';
import { randomOf } from '../../../apps/server/test/device.ts';
import { connectMany, percentile } from './connections.ts';
import type { Server } from './server-process.ts';

interface AppendOptions {
  readonly server: Server;
  readonly connections: number;
  readonly payloadBytes: number;
  readonly seconds: number;
}

const WARM_UP_APPENDS = 50;

interface Appends {
  /** Over all connections. */
  readonly perSecond: number;
  /** From request to reply. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** The relay's processor time for each. */
  readonly cpuMicrosEach: number;
}

export async function measureAppends(options: AppendOptions): Promise<Appends> {
  const clients = await connectMany(options.server.address, options.connections);
  const payload = randomOf(options.payloadBytes);
  const writers = await Promise.all(
    clients.map(async (client) => ({ client, log: await createLog(client) })),
  );
  await Promise.all(
    writers.map(async ({ client, log }) => {
      for (let n = 0; n < WARM_UP_APPENDS; n++) await append(client, log, { payload });
    }),
  );

  const before = await options.server.usage();
  const latencies: number[] = [];
  const start = performance.now();
  const until = start + options.seconds * 1000;
  await Promise.all(
    writers.map(async ({ client, log }) => {
      for (let sent = performance.now(); sent < until; sent = performance.now()) {
        await append(client, log, { payload });
        latencies.push(performance.now() - sent);
        client.pushes.length = 0;
      }
    }),
  );
  const perSecond = Math.round((latencies.length * 1000) / (performance.now() - start));
  const after = await options.server.usage();
  for (const client of clients) client.close();
  latencies.sort((a, b) => a - b);
  return {
    perSecond,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    cpuMicrosEach: Math.round((after.cpuMicros - before.cpuMicros) / latencies.length),
  };
}
