// What a subcommand is, and what it is given. Each one is a file in commands/.
import type { EngineConnection } from '@hushroom/engine-node';
import type { Output } from './output.ts';

/** Options of `node:util` parseArgs, with the words for --help. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** What stands for the value in the help. */
  readonly value?: string;
  readonly help: string;
}

/** Everything about one run. */
export interface Run {
  readonly output: Output;
  readonly positionals: readonly string[];
  /** The value of a string option, or null. */
  option(name: string): string | null;
  /** Whether a boolean option was given. */
  flag(name: string): boolean;
  /** The profile's engine, unlocked: the same one until it is gone, then another. It is closed when the command ends. */
  engine(): Promise<EngineConnection>;
}

export interface Command {
  /** After `hushroom`: the subcommand and its positionals. */
  readonly usage: string;
  /** A sentence or two for --help. */
  readonly about: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(run: Run): Promise<void>;
}

/** The command line itself does not fit; `message` says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A failure with a code of the command's own. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: CommandErrorCode;
  readonly detail: string;

  constructor(code: CommandErrorCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

/**
 * - `passphrase-file`: the file with the passphrase cannot be read, or is empty
 * - `passphrase-unasked`: there is neither a file nor a terminal to ask on
 * - `passphrases-differ`: the two entries of a new passphrase are not the same
 * - `room-ambiguous`: several rooms have that name
 * - `relay-failed`: the relay process ended by itself
 * - `evidence-file`: the file cannot be read, or holds no evidence of this version
 */
export type CommandErrorCode =
  | 'evidence-file'
  | 'passphrase-file'
  | 'passphrase-unasked'
  | 'passphrases-differ'
  | 'room-ambiguous'
  | 'relay-failed';
