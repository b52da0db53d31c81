// npm run vectors -- DIR: checks every file of MLS working-group test vectors in a folder, and below it.
// Exit status 1 if any case fails or nothing was recognised.
import { existsSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { ready } from '../../src/index.ts';
import { checkFile, vectorFiles, type Tally } from './vector-file.ts';

const FAILURES_SHOWN_MAX = 5;

const [folder] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()) {
  process.stderr.write('usage: npm run vectors -- DIR, a folder of MLS test vectors (.json)\n');
  process.exit(2);
}

await ready;
const total: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const path of vectorFiles(folder)) {
  const { family, tally, failures } = checkFile(path);
  const name = relative(folder, path);
  if (family === null) {
    print(`${name}: not a file of test vectors that is known here`);
    continue;
  }
  print(`${name} (${family}): ${inWords(tally)}`);
  for (const failure of failures.slice(0, FAILURES_SHOWN_MAX)) print(`  ${failure}`);
  if (failures.length > FAILURES_SHOWN_MAX) print(`  and ${failures.length - FAILURES_SHOWN_MAX} more`);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}
print(`total: ${inWords(total)}`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;

function inWords({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
