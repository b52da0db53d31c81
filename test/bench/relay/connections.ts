// Clients for the measurements: devices that are registered and have a log open.
import { randomBytes } from 'node:crypto';
import { TestClient } from '../../../apps/server/test/client.ts';
import { register } from '../../../apps/server/test/device.ts';

/** Logged-in connections of as many accounts, made a few at a time. */
export async function connectMany(address: string, count: number): Promise<readonly TestClient[]> {
  const clients: TestClient[] = [];
  while (clients.length < count) {
    const names = Array.from({ length: Math.min(20, count - clients.length) }, () =>
      randomBytes(8).toString('hex'),
    );
    clients.push(
      ...(await Promise.all(
        names.map(async (name) => {
          const client = await TestClient.connect(address);
          await register(client, name);
          return client;
        }),
      )),
    );
  }
  return clients;
}

/** The value below which this share of the sorted figures lies, to a hundredth. */
export function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Number(value.toFixed(2));
}
