// A target for launch.test.ts: says its process id, then ends as its argument says: with a status, or when told to.
import { endWithLauncher } from '../../scripts/launch.mjs';

endWithLauncher();
const status = process.argv[2];
if (status === 'wait') {
  setInterval(() => undefined, 1000);
  process.once('SIGTERM', () => process.exit(5));
} else {
  process.exitCode = Number(status);
}
process.stdout.write(`${process.pid}\n`);
