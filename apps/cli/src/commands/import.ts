// hushroom import: an exported history into this profile, to read.
import { positionals } from '../arguments.ts';
import type { Command } from '../command.ts';
import { readPassphrase } from '../passphrase.ts';
import { userPath } from '../user-path.ts';

export const importBackup: Command = {
  usage: 'import FILE',
  about:
    'Takes an exported file into this profile: old messages to read, contacts with what was verified, settings. What is ' +
    'here already is left as it is.',
  options: {
    'recovery-file': { type: 'string', value: 'FILE', help: 'its first line is the recovery passphrase' },
  },
  run: async (run) => {
    const [file] = positionals(run, 'FILE');
    const engine = await run.engine();
    const passphrase = await readPassphrase(run.option('recovery-file'));
    const counts = await engine.call('backup.importPath', { path: userPath(file), passphrase });
    const { conversations, messages, contacts } = counts;
    run.output.result(
      counts,
      `New here: ${messages} messages, ${conversations} conversations, ${contacts} contacts.`,
    );
  },
};
