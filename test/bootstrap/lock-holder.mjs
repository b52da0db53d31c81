// A process for lock.test.ts: takes the lock, says so, and holds it until its standard input says how to go on.
import { once } from 'node:events';
import { withLock } from '../../scripts/lock.mjs';

await withLock(String(process.argv[2]), 'somebody else holds it', async (lock) => {
  const child = process.argv[3];
  if (child !== undefined) lock.alsoHeldBy(Number(child));
  process.stdout.write('holding\n');
  await once(process.stdin, 'data');
});
process.stdout.write('released\n');
process.stdin.destroy();
