// Memory of the relay per idle connection that is logged in and has a log open.
import { createLog } from '../../../apps/server/test/log.ts';
import { connectMany } from './connections.ts';
import type { Server } from './server-process.ts';

const WARM_UP_CONNECTIONS = 50;

export async function measureMemory(
  server: Server,
  connections: number,
): Promise<{ readonly kibPerConnection: number; readonly mibBefore: number }> {
  const warmUp = await connectMany(server.address, WARM_UP_CONNECTIONS);
  const { residentBytes: before } = await server.usage();
  const clients = await connectMany(server.address, connections);
  for (const client of clients) await createLog(client);
  const { residentBytes: after } = await server.usage();
  for (const client of [...warmUp, ...clients]) client.close();
  return {
    kibPerConnection: Math.round((after - before) / connections / 1024),
    mibBefore: Math.round(before / 1024 / 1024),
  };
}
