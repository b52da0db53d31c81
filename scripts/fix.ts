// Formats everything and mends what ESLint can mend by itself.
import { run } from './launch.mjs';

for (const tool of [
  ['node_modules/eslint/bin/eslint.js', '--fix', '.'],
  ['node_modules/prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', '.'],
]) {
  process.exitCode = (await run(process.execPath, tool)) || process.exitCode;
}
