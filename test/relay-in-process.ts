// A real relay in the test's own process: TLS on a free port of loopback, its data in a folder of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRelay, type StartOverrides } from '../apps/server/src/start.ts';

export interface RelayInProcess {
  readonly address: string;
  stop(): Promise<void>;
}

export async function relayInProcess(overrides: StartOverrides = {}): Promise<RelayInProcess> {
  const data = mkdtempSync(join(tmpdir(), 'hushroom-relay-'));
  const relay = await startRelay(
    { host: '127.0.0.1', port: 0, data, name: 'test', registration: 'open' },
    { onEvent: () => undefined, onFault: () => undefined },
    overrides,
  );
  return {
    address: relay.address,
    stop: async () => {
      await relay.stop();
      rmSync(data, { recursive: true });
    },
  };
}
