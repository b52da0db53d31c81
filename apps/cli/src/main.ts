// The hushroom command: finds the subcommand, reads its options, runs it, and says how it ended.
import { parseArgs } from 'node:util';
import { UsageError, type OptionSpec, type Run } from './command.ts';
import { Output } from './output.ts';
import { PROFILE_OPTIONS, ProfileEngines } from './profile.ts';
import { SUBCOMMANDS } from './subcommands.ts';

const SHARED_OPTIONS = {
  json: { type: 'boolean', help: 'print JSON, one object per line' },
  help: { type: 'boolean', short: 'h', help: 'print this' },
} as const satisfies Record<string, OptionSpec>;

/** What asks for the list of commands in place of one. */
const HELP = new Set(['--help', '-h', 'help']);

async function main(args: readonly string[]): Promise<void> {
  const output = new Output(args.includes('--json'));
  try {
    await runSubcommand(args, output);
  } catch (error) {
    const { failureOf } = await import('./failure.ts');
    const { code, message } = failureOf(error);
    if (output.json) output.result({ error: { code, message } }, '');
    else output.remark(`hushroom: ${message} (${code})`);
    process.exitCode = 1;
  }
}

async function runSubcommand(args: readonly string[], output: Output): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || HELP.has(name)) {
    const { overview } = await import('./help.ts');
    output.result({ commands: Object.keys(SUBCOMMANDS) }, overview());
    return;
  }
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (subcommand === undefined) {
    throw new UsageError(`There is no command "${name}". There is: ${Object.keys(SUBCOMMANDS).join(', ')}.`);
  }
  const command = await subcommand.load();
  // The relay has no profile.
  const options = {
    ...command.options,
    ...(name === 'relay' ? {} : PROFILE_OPTIONS),
    ...SHARED_OPTIONS,
  };
  const { values, positionals } = parse(rest, options);
  if (values['help'] === true) {
    const { commandHelp } = await import('./help.ts');
    output.result({ usage: command.usage, about: command.about }, commandHelp(command, options));
    return;
  }
  const option = (key: string): string | null => {
    const value = values[key];
    return typeof value === 'string' ? value : null;
  };
  const engines = new ProfileEngines(option);
  const run: Run = {
    output,
    positionals,
    option,
    flag: (key) => values[key] === true,
    engine: () => engines.current(),
  };
  try {
    await command.run(run);
  } finally {
    await engines.close();
  }
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function parse(
  args: readonly string[],
  specs: Readonly<Record<string, OptionSpec>>,
): { readonly values: Values; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options: specs, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's own words name the option, in the first sentence.
    const [problem = ''] =
      error instanceof Error ? error.message.split('. ', 1) : ['The options cannot be read'];
    throw new UsageError(`${problem}. Look at --help; a text that begins with "-" stands after "--".`);
  }
}

await main(process.argv.slice(2));
