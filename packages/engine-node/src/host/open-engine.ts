// A profile's engine, wherever it runs: attached to if a process has it open, else opened in this one.
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { ProfileError } from '../error.ts';
import { headerPath } from '../profile/header.ts';
import { deriveAhead } from '../profile/derive-ahead.ts';
import type { DeriveKey, KdfParameters } from '../profile/kdf.ts';
import { attach } from './attach.ts';
import { CallError } from './call-error.ts';
import type { EngineConnection } from './connection.ts';

/** Two processes may open a profile in the same moment, or one while another is closing it. */
const RACE_MS = 10_000;
const RETRY_MS = 50;

export interface OwnEngineOptions {
  readonly folder: string;
  /** The profile's name, for views. */
  readonly profile: string;
  readonly version: string;
  readonly onFault?: (fault: string) => void;
  /** Cheaper ones are for tests. */
  readonly kdf?: KdfParameters;
}

/** An engine in this process that has opened nothing yet: for `register`. Only passphrases open its profile. */
export function newEngine(options: OwnEngineOptions): Promise<EngineConnection> {
  return ownEngine(options);
}

/**
 * An unlocked engine for the profile. `passphrase` is asked for once it is known that there is a profile. Throws
 * {@link ProfileError} `profile-missing`, and {@link CallError} with what unlocking it ends in.
 */
export async function openEngine(
  options: OwnEngineOptions,
  passphrase: () => Promise<string>,
): Promise<EngineConnection> {
  if (!existsSync(headerPath(options.folder))) throw new ProfileError('profile-missing');
  const secret = await passphrase();
  const deadline = Date.now() + RACE_MS;
  for (;;) {
    const engine =
      (await attach(options.folder)) ?? (await ownEngine(options, deriveAhead(options.folder, secret)));
    try {
      await engine.call('unlock', { passphrase: secret });
      return engine;
    } catch (error) {
      await engine.close();
      const raced =
        error instanceof CallError && (error.code === 'engine-stopped' || error.code === 'profile-in-use');
      if (!raced || Date.now() > deadline) throw error;
    }
    await delay(RETRY_MS);
  }
}

async function ownEngine(options: OwnEngineOptions, derive?: DeriveKey): Promise<EngineConnection> {
  const { OwnEngine } = await import('./own-engine.ts');
  const host = { ...options, suggestedRelay: '', keychain: null };
  return new OwnEngine(derive === undefined ? host : { ...host, derive });
}
