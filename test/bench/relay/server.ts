// The relay under measurement: the program's own parts, with limits that no measurement meets. Started by
// server-process.ts; speaks over the channel of its parent.
import { startRelay } from '@hushroom/server';

const [, , data = ''] = process.argv;
const UNLIMITED = { burst: 1e9, perSecond: 1e9 };

const relay = await startRelay(
  { host: '127.0.0.1', port: 0, data, name: 'bench', registration: 'open' },
  { onEvent: () => undefined, onFault: (error) => process.stderr.write(`${String(error)}\n`) },
  {
    limits: {
      connectionsPerIpMax: 10_000,
      connectRate: UNLIMITED,
      requestRate: UNLIMITED,
      appendRate: UNLIMITED,
      keepRate: UNLIMITED,
      createRate: UNLIMITED,
      loginRate: UNLIMITED,
    },
  },
);
process.send?.({ address: relay.address });
process.on('message', (message) => {
  if (message === 'usage') {
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    process.send?.({ residentBytes: process.memoryUsage.rss(), cpuMicros: user + system });
  } else {
    void relay.stop().then(() => process.exit(0));
  }
});
