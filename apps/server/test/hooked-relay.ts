// The relay program for tests that kill it: ends itself by SIGKILL at the point of the commit that the environment names,
// and lets a device append as fast as it can.
import { parseConfig } from '../src/config.ts';
import { startRelay } from '../src/start.ts';

const { KILL_POINT, KILL_COMMIT } = process.env;
let commits = 0;

const { address, port } = await startRelay(
  parseConfig(process.argv.slice(2), {}),
  { onEvent: () => undefined, onFault: (error) => process.stderr.write(`${String(error)}\n`) },
  {
    limits: { appendRate: { burst: 1e9, perSecond: 1 }, requestRate: { burst: 1e9, perSecond: 1 } },
    onCommitPoint: (point) => {
      if (point !== KILL_POINT) return;
      commits += 1;
      if (commits === Number(KILL_COMMIT)) process.kill(process.pid, 'SIGKILL');
    },
  },
);
process.stdout.write(`${JSON.stringify({ address, port })}\n`);
