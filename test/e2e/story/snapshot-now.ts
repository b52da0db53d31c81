// A program: opens the profile in a folder with a passphrase, has it write its daily snapshot without the minute's wait, and
// ends. Apart from the stories, because their runner cannot load the database.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEngineHost } from '@hushroom/engine-node';

/** When the first snapshot of an open profile is due: see packages/engine-node/src/host/upkeep.ts. */
const FIRST_SNAPSHOT_MS = 60_000;

const [folder = '', passphrase = ''] = process.argv.slice(2);
const host = await createEngineHost({
  folder,
  profile: 'any',
  version: '0',
  suggestedRelay: '',
  keychain: null,
  clock: {
    now: () => Date.now(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs === FIRST_SNAPSHOT_MS ? 0 : delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  },
  onEvent: () => undefined,
});
await host.handle({ id: 0, call: 'unlock', args: { passphrase } });
const snapshots = join(folder, 'snapshots');
const isWritten = (): boolean =>
  existsSync(snapshots) && readdirSync(snapshots).some((name) => name.endsWith('.snapshot'));
while (!isWritten()) await sleep(50);
await host.close();
process.exit(0);
