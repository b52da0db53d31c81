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

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, seconds: { type: 'string', default: '3' } },
});
const seconds = Number(values.seconds);
/** Bytes of one payload: a small message padded by its client would be 1 KiB; the floor of the design is for 512. */
const PAYLOAD_BYTES = 512;

type Row = Readonly<Record<string, string | number>>;

/** Runs one measurement on a relay and a folder of its own. */
async function onFreshRelay(
  measure: (server: Awaited<ReturnType<typeof startServer>>) => Promise<Row>,
): Promise<Row> {
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

const rows: Row[] = [];
for (const connections of [1, 10, 100]) {
  const floor = measureFloor({ group: connections, payloadBytes: PAYLOAD_BYTES, seconds });
  const ours = await onFreshRelay((server) =>
    measureAppends({ server, connections, payloadBytes: PAYLOAD_BYTES, seconds }),
  );
  const share = Number((Number(ours['perSecond']) / floor).toFixed(2));
  rows.push({ name: 'append', connections, ...ours, floorPerSecond: floor, share });
}
rows.push(
  await onFreshRelay(({ address }) =>
    measureFanOut({ address, subscribers: 100, payloadBytes: PAYLOAD_BYTES, seconds }),
  ),
);
rows.push(await onFreshRelay((server) => measureMemory(server, 500)));

if (values.json) console.log(JSON.stringify({ rows }));
else for (const row of rows) console.table([row]);
