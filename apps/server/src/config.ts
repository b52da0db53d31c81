// What the operator chooses: flags, else variables, else defaults; checked before anything is opened.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RELAY_NAME_BYTES_MAX } from '@hushroom/wire';
import * as v from 'valibot';
import { StartError } from './error.ts';
import { OPTIONS } from './options.ts';

const schema = v.strictObject({
  /** The address or name that clients use; the relay listens there, or on all addresses if it is not this computer's. */
  host: v.pipe(v.string(), v.regex(/^[a-z0-9.:-]{1,253}$/i, 'is not a host')),
  /** Null: the port kept in the data folder, or else the preferred one. 0: any free port. */
  port: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))),
  data: v.pipe(v.string(), v.minLength(1)),
  name: v.pipe(v.string(), v.maxBytes(RELAY_NAME_BYTES_MAX)),
  registration: v.picklist(['open', 'invite', 'closed']),
  console: v.picklist(['none', 'counts', 'full']),
  json: v.boolean(),
  /** Ends when standard input closes: the parent holds the other end. */
  owned: v.boolean(),
});

export type Config = v.InferOutput<typeof schema>;

/** The part of the environment that the relay reads. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads flags and variables (HUSHROOM_RELAY_HOST and so on). Throws {@link StartError} `config-invalid`. */
export function parseConfig(args: readonly string[], environment: Environment): Config {
  const flags = parseFlags(args);
  const chosen = (name: keyof typeof OPTIONS & Lowercase<string>): string | undefined => {
    const flag = flags[name];
    return typeof flag === 'string' ? flag : environment[`HUSHROOM_RELAY_${name.toUpperCase()}`];
  };
  const port = chosen('port');
  const result = v.safeParse(schema, {
    host: chosen('host') ?? OPTIONS.host.otherwise,
    port: port === undefined ? null : /^[0-9]{1,5}$/.test(port) ? Number(port) : NaN,
    data: chosen('data') ?? defaultData(environment),
    name: chosen('name') ?? OPTIONS.name.otherwise,
    registration: chosen('registration') ?? OPTIONS.registration.otherwise,
    console: chosen('console') ?? OPTIONS.console.otherwise,
    json: flags.json ?? false,
    owned: flags.owned ?? false,
  });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new StartError('config-invalid', `${v.getDotPath(issue) ?? 'configuration'}: ${issue.message}`);
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'Flags';
    throw new StartError('config-invalid', `${message}. Look at --help.`, error);
  }
}

/** $XDG_DATA_HOME/hushroom/relay and its equivalents; HUSHROOM_HOME moves it. */
function defaultData(environment: Environment): string {
  const home = environment['HUSHROOM_HOME'];
  if (home !== undefined) return join(home, 'relay');
  const base =
    environment['XDG_DATA_HOME'] ??
    (process.platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : join(homedir(), '.local', 'share'));
  return join(base, 'hushroom', 'relay');
}
