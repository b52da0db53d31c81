// What --help prints.
import type { Command, OptionSpec } from './command.ts';
import { SUBCOMMANDS } from './subcommands.ts';

const COLUMN = 26;

/** All subcommands, one per line. */
export function overview(): string {
  const lines = Object.entries(SUBCOMMANDS).map(([name, { summary }]) => line(name, summary));
  return [
    'Usage: hushroom COMMAND [OPTIONS]',
    '',
    'End-to-end encrypted chat over a relay that nobody has to trust.',
    '',
    ...lines,
    '',
    'Each command has --help and --json: one JSON object per line; errors as {"error":{"code","message"}}, status 1.',
  ].join('\n');
}

/** One subcommand with all its options. */
export function commandHelp(
  { usage, about }: Command,
  options: Readonly<Record<string, OptionSpec>>,
): string {
  const lines = Object.entries(options).map(([name, { value, help }]) =>
    line(value === undefined ? `--${name}` : `--${name} ${value}`, help),
  );
  return [`Usage: hushroom ${usage}`, '', about, '', ...lines].join('\n');
}

function line(left: string, right: string): string {
  return `  ${left.padEnd(COLUMN)}  ${right}`;
}
