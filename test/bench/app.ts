// Benchmark of the app on a generated profile of 200 conversations and 100,000 messages: the engine alone, then the window
// in Chromium. Medians. Prints a table, or {"rows":[...]} with --json.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { relayInProcess } from '../relay-in-process.ts';
import { openBrowser } from '../screenshots/stage.ts';
import { measureEngine } from './app/engine-rows.ts';
import { makeProfile, registerPerson } from './app/profile.ts';
import { measureWindow } from './app/window-rows.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const home = mkdtempSync(join(tmpdir(), 'hushroom-bench-'));
const relay = await relayInProcess();
const browser = await openBrowser();
try {
  say('writing the profile');
  await makeProfile(home, relay.address);
  say('the engine');
  const engineRows = await measureEngine(home);
  say('the window');
  const bob = await registerPerson(home, relay.address, 'bob');
  const windowRows = await measureWindow({ browser, home, relay: relay.address, bob, bobName: 'bob' });
  await bob.close();
  const rows = [...engineRows, ...windowRows];
  if (values.json) console.log(JSON.stringify({ rows }));
  else console.table(rows);
} finally {
  await browser.close();
  await relay.stop();
  rmSync(home, { recursive: true });
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}
