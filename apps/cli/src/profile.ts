// Which profile a command is about: the options that every such command has, and the engine behind them.
import { basename } from 'node:path';
import { newEngine, openEngine, profileFolder, type EngineConnection } from '@hushroom/engine-node';
import manifest from '../package.json' with { type: 'json' };
import type { OptionSpec } from './command.ts';
import { choosePassphrase, readPassphrase } from './passphrase.ts';
import { userPath } from './user-path.ts';

export const PROFILE_OPTIONS = {
  profile: { type: 'string', value: 'NAME', help: 'which profile: a name, or a folder (default: default)' },
  home: {
    type: 'string',
    value: 'DIR',
    help: 'where profiles are kept (default: HUSHROOM_HOME, else your data folder)',
  },
  'passphrase-file': {
    type: 'string',
    value: 'FILE',
    help: 'a file whose first line is the passphrase (default: ask)',
  },
} as const satisfies Record<string, OptionSpec>;

type StringOption = (name: keyof typeof PROFILE_OPTIONS) => string | null;

/** The engine of the profile that the options name: opened when it is first asked for, and again once it is gone. */
export class ProfileEngines {
  readonly #option: StringOption;
  #passphrase: Promise<string> | null = null;
  #current: EngineConnection | null = null;

  constructor(option: StringOption) {
    this.#option = option;
  }

  /** Unlocked. Throws what opening it ends in. */
  async current(): Promise<EngineConnection> {
    if (this.#current?.isGone === false) return this.#current;
    await this.close();
    // Asked for once, however often the engine is opened.
    this.#current = await openEngine(engineOptions(this.#option), () => {
      return (this.#passphrase ??= readPassphrase(this.#option('passphrase-file')));
    });
    return this.#current;
  }

  async close(): Promise<void> {
    await this.#current?.close();
    this.#current = null;
  }
}

/** An engine to register a new profile with, and the passphrase chosen for it. */
export async function newProfileEngine(
  option: StringOption,
): Promise<{ readonly engine: EngineConnection; readonly passphrase: string }> {
  const options = engineOptions(option);
  const passphrase = await choosePassphrase(option('passphrase-file'));
  return { engine: await newEngine(options), passphrase };
}

function engineOptions(option: StringOption): Parameters<typeof newEngine>[0] {
  const profile = option('profile') ?? 'default';
  const home = option('home');
  const choice = {
    profile: /[/\\]/.test(profile) ? userPath(profile) : profile,
    home: home === null ? undefined : userPath(home),
  };
  return {
    folder: profileFolder(choice, process.env),
    profile: basename(profile),
    version: manifest.version,
    onFault: (fault) => {
      process.stderr.write(`${fault}\n`);
    },
  };
}
