// hushroom settings: what was chosen for this profile.
import { parseSettings, type SettingsView } from '@hushroom/ipc';
import { UsageError, type Command } from '../command.ts';

export const settings: Command = {
  usage: 'settings [NAME=VALUE...]',
  about:
    'Prints the settings of the profile, one per line, after changing those that are given: "settings readReceipts=false".',
  options: {},
  run: async (run) => {
    const change = Object.assign({}, ...run.positionals.map(parse)) as Partial<SettingsView>;
    const engine = await run.engine();
    const all =
      run.positionals.length === 0
        ? await engine.call('settings.read', {})
        : await engine.call('settings.change', change);
    const lines = Object.entries(all).map(([name, value]) => `${name}=${String(value)}`);
    run.output.result(all, lines.join('\n'));
  },
};

/** One setting. Throws {@link UsageError} for a name or a value that there is not. */
function parse(given: string): Partial<SettingsView> {
  const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(given) ?? [];
  // Numbers and yes or no as JSON writes them; everything else is a word.
  const isJson = /^(true|false|\d+)$/.test(value);
  const setting =
    name === '' ? null : parseSettings({ [name]: isJson ? (JSON.parse(value) as unknown) : value });
  if (setting === null)
    throw new UsageError(`"${given}" is no setting, or no value for it. Look at "settings".`);
  return setting;
}
