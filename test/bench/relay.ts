// Benchmark of the relay, over real TLS and a real database file: durable appends against the floor that SQLite sets,
// fan-out to many subscribers, memory per connection. Prints a table, or {"rows":[...]} with --json.
// Relay, clients and floor take turns or run as processes of their own, all on this computer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureAppends } from './relay/appends.ts';
import { measureFanOut } from './relay/fan-out.ts';
import { measureFloor } from './relay/floor.ts';
import { measureMemory } from './relay/memory.ts';
import { startServer } from './relay/server-process.ts';
import type { Row } from './row.ts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '3' } },
});
const seconds = Number(values.seconds);
/** Bytes of one payload: a small message padded by its client would be 1 KiB; the floor of the design is for 512. */
const PAYLOAD_BYTES = 512;

/** Runs one measurement on a relay and a folder of its own. */
async function onFreshRelay<T>(
  measure: (server: Awaited<ReturnType<typeof startServer>>) => Promise<T>,
): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'hushroom-bench-'));
  try {
    const server = await startServer(data);
    try {
      return await measure(server);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(data, { recursive: true });
  }
}

/** Microseconds for each of `perSecond` things. */
const microseconds = (perSecond: number): number => Number((1e6 / perSecond).toFixed(1));

const rows: Row[] = [];
for (const connections of [1, 10, 100]) {
  const floor = measureFloor({ group: connections, payloadBytes: PAYLOAD_BYTES, seconds });
  const ours = await onFreshRelay((server) =>
    measureAppends({ server, connections, payloadBytes: PAYLOAD_BYTES, seconds }),
  );
  rows.push(
    {
      what: 'durable append',
      connections,
      value: microseconds(ours.perSecond),
      unit: 'us',
      floor: microseconds(floor),
      ratioToFloor: Number((floor / ours.perSecond).toFixed(2)),
      perSecond: ours.perSecond,
    },
    { what: 'append to reply, median', connections, value: ours.p50Ms, unit: 'ms' },
    { what: 'append to reply, 99 of 100', connections, value: ours.p99Ms, unit: 'ms' },
    { what: "relay's processor time for an append", connections, value: ours.cpuMicrosEach, unit: 'us' },
  );
}
const subscribers = 100;
const fanOut = await onFreshRelay(({ address }) =>
  measureFanOut({ address, subscribers, payloadBytes: PAYLOAD_BYTES, seconds }),
);
rows.push(
  {
    what: 'delivery',
    subscribers,
    value: microseconds(fanOut.deliveriesPerSecond),
    unit: 'us',
    perSecond: fanOut.deliveriesPerSecond,
  },
  { what: 'append to last delivery, median', subscribers, value: fanOut.p50Ms, unit: 'ms' },
  { what: 'append to last delivery, 99 of 100', subscribers, value: fanOut.p99Ms, unit: 'ms' },
);
const memory = await onFreshRelay((server) => measureMemory(server, 500));
rows.push(
  { what: 'memory of a connection', connections: 500, value: memory.kibPerConnection, unit: 'KiB' },
  { what: 'memory of the relay before', connections: 50, value: memory.mibBefore, unit: 'MiB' },
);

if (values.json) console.log(JSON.stringify({ rows }));
else console.table(rows);
