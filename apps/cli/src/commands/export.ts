// hushroom export: a profile's history into one encrypted file.
import { positionals } from '../arguments.ts';
import type { Command } from '../command.ts';
import { choosePassphrase } from '../passphrase.ts';
import { userPath } from '../user-path.ts';

export const exportBackup: Command = {
  usage: 'export FILE',
  about:
    'Writes messages, contacts and settings to a new file under a recovery passphrase. Keys of this device are not in it, and ' +
    'neither are attached files.',
  options: {
    'recovery-file': { type: 'string', value: 'FILE', help: 'its first line is the recovery passphrase' },
  },
  run: async (run) => {
    const [file] = positionals(run, 'FILE');
    const engine = await run.engine();
    const passphrase = await choosePassphrase(run.option('recovery-file'));
    const { path, bytes } = await engine.call('backup.exportPath', { path: userPath(file), passphrase });
    run.output.result({ path, bytes }, `Written to ${path}.`);
  },
};
