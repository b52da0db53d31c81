// What the relay program can be told on its command line, and what --help prints of that.
import { DEFAULT_PORT } from '@hushroom/wire';

interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  /** What is taken where nothing is given: itself, or words for it. */
  readonly otherwise?: string;
  readonly help: string;
}

/** As `node:util` parseArgs takes them. */
export const OPTIONS = {
  host: {
    type: 'string',
    value: 'HOST',
    otherwise: '127.0.0.1',
    help: 'what clients connect to; listened on where it is this computer’s',
  },
  port: {
    type: 'string',
    value: 'PORT',
    otherwise: `${DEFAULT_PORT}, then the one chosen first`,
    help: 'port; 0: any free one',
  },
  data: {
    type: 'string',
    value: 'DIR',
    otherwise: 'relay in HUSHROOM_HOME or your data folder',
    help: 'where its database and keys are',
  },
  name: { type: 'string', value: 'NAME', otherwise: 'Hushroom relay', help: 'what the relay calls itself' },
  registration: {
    type: 'string',
    value: 'WHO',
    otherwise: 'open',
    help: 'who may register: open, invite or closed',
  },
  console: {
    type: 'string',
    value: 'HOW',
    otherwise: 'full',
    help: 'what is printed of connections: none, counts or full',
  },
  json: { type: 'boolean', help: 'print JSON, one object per line; the first is {"address","port"}' },
  owned: { type: 'boolean', help: 'end when standard input closes' },
  help: { type: 'boolean', short: 'h', help: 'print this' },
} as const satisfies Record<string, OptionSpec>;

const COLUMN = 26;

/** Whether only the usage is asked for, whatever else is given. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/** What --help prints: every option with its default, a line each. */
export function usage(): string {
  return [
    'Usage: npm run relay -- [OPTIONS]',
    '',
    'Runs a relay until interrupted, and prints its address: what others need to register there. Where an option with a',
    'value is not given, a variable of its name is taken, as HUSHROOM_RELAY_HOST, and else its default.',
    '',
    ...Object.entries<OptionSpec>(OPTIONS).map(([name, option]) => optionLine(name, option)),
  ].join('\n');
}

function optionLine(name: string, { value, otherwise, help }: OptionSpec): string {
  const left = value === undefined ? `--${name}` : `--${name} ${value}`;
  const right = otherwise === undefined ? help : `${help} (default: ${otherwise})`;
  return `  ${left.padEnd(COLUMN)}  ${right}`;
}
