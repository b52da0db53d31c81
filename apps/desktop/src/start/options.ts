// What `npm start` is asked for.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { homeFolder, profileFolder } from '@hushroom/engine-node';
import { StartError } from './error.ts';

export interface StartOptions {
  /** As the engine takes it: a name, or an absolute path. */
  readonly profile: string;
  /** None was named. */
  readonly pick: boolean;
  /** Where the profile is kept. */
  readonly folder: string;
  /** Where everything is kept. */
  readonly home: string;
  /** The relay to join; null: the one on this computer. */
  readonly relay: string | null;
  /** Where the relay on this computer listens; null: its own default, this computer alone. */
  readonly host: string | null;
  readonly json: boolean;
  readonly open: boolean;
}

/** Whose profile it is where nobody says. */
const DEFAULT_PROFILE = 'default';

export const USAGE = `Usage: npm start -- [OPTIONS]

A relay on this computer unless another is named, and the app on it.

  --profile NAME   who you are: a name, or a folder (default: default; with several, the window asks)
  --relay ADDRESS  join that relay instead of running one on this computer
  --host HOST      let the relay on this computer be reached under this address (default: 127.0.0.1)
  --home DIR       keep everything there (default: HUSHROOM_HOME, else your data folder)
  --json           print one line {"relay","url","profile","shell"} and nothing else
  --no-open        open no browser
  --help           print this
`;

export const OPTIONS = {
  profile: { type: 'string' },
  relay: { type: 'string' },
  host: { type: 'string' },
  home: { type: 'string' },
  json: { type: 'boolean', default: false },
  'no-open': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Throws {@link StartError} `option-invalid` and `profile-name-invalid`. Null: only the usage was asked for. */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): StartOptions | null {
  const values = parse(args);
  if (values.help) return null;
  // npm runs its scripts in the project's folder, and says where it was called from.
  const userPath = (path: string): string => resolve(environment['INIT_CWD'] ?? process.cwd(), path);
  const named = values.profile ?? DEFAULT_PROFILE;
  const profile = /[/\\]/.test(named) ? userPath(named) : named;
  const home = homeFolder(values.home === undefined ? undefined : userPath(values.home), environment);
  return {
    profile,
    pick: values.profile === undefined,
    folder: folderOf(profile, home, environment),
    home,
    relay: values.relay ?? null,
    host: values.host ?? null,
    json: values.json,
    open: !values['no-open'],
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'Options';
    throw new StartError('option-invalid', `${message}. Look at --help.`, error);
  }
}

function folderOf(profile: string, home: string, environment: NodeJS.ProcessEnv): string {
  try {
    return profileFolder({ profile, home }, environment);
  } catch (error) {
    const rule = 'A profile has a name of up to 32 of a-z, 0-9, _ and -, or is a folder: ./NAME.';
    throw new StartError('profile-name-invalid', rule, error);
  }
}
