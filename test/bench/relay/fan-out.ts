// Fan-out: one device appends to a log that many others have open; an entry counts when its last subscriber has it.
import { append, createLog, openLog } from '../../../apps/server/test/log.ts';
import { randomOf } from '../../../apps/server/test/device.ts';
import { connectMany, percentile } from './connections.ts';

interface FanOutOptions {
  readonly address: string;
  readonly subscribers: number;
  readonly payloadBytes: number;
  readonly seconds: number;
}

interface FanOut {
  readonly deliveriesPerSecond: number;
  /** From an append's request to its last delivery. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export async function measureFanOut(options: FanOutOptions): Promise<FanOut> {
  const { address, subscribers } = options;
  const [sender, ...others] = await connectMany(address, subscribers + 1);
  if (sender === undefined) throw new Error('no sender');
  const log = await createLog(sender);
  for (const other of others) await openLog(other, log);
  const payload = randomOf(options.payloadBytes);

  const latencies: number[] = [];
  const start = performance.now();
  const until = start + options.seconds * 1000;
  for (let sent = performance.now(); sent < until; sent = performance.now()) {
    await Promise.all([append(sender, log, { payload }), ...others.map((other) => other.push('entry'))]);
    latencies.push(performance.now() - sent);
    sender.pushes.length = 0;
  }
  const perSecond = (latencies.length * 1000) / (performance.now() - start);
  for (const client of [sender, ...others]) client.close();
  latencies.sort((a, b) => a - b);
  return {
    deliveriesPerSecond: Math.round(perSecond * subscribers),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}
