// What the app's process is started with.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { linkAmong } from './link.ts';

export interface MainOptions {
  /** Passed on to the engine as they are; the engine knows what they mean. */
  readonly engineArgs: readonly string[];
  /** The relay to offer on the first page, as given by hand or by the link that the app was started by; null without one. */
  readonly relay: string | null;
  /** Of a profile by its name, and of the one that the app was started with for null. */
  readonly placeOf: (profile: string | null) => ProfilePlace;
  /** The window stays away until it is asked for. */
  readonly isHidden: boolean;
}

/** What of a profile the shell has to know. */
export interface ProfilePlace {
  /** The arguments that lead to it again. */
  readonly args: readonly string[];
  /** Its own, where Chromium keeps what it must: one folder per profile, so that each profile is an instance of its own. */
  readonly folder: string;
}

/** `args` are the arguments after the program's path; `appData` is the system's folder for applications. */
export function readOptions(args: readonly string[], appData: string): MainOptions {
  const { values } = parseArgs({
    args: [...args],
    // Chromium's own switches stand among ours.
    strict: false,
    options: {
      profile: { type: 'string' },
      home: { type: 'string' },
      relay: { type: 'string' },
      pick: { type: 'boolean' },
      hidden: { type: 'boolean' },
    },
  });
  const [profileArgs = [], homeArgs = []] = ['profile', 'home'].map((name) => {
    const value = values[name];
    return typeof value === 'string' ? [`--${name}`, value] : [];
  });
  const given = [...profileArgs, ...homeArgs];
  // What a start passes on, or an app that was opened by itself.
  const asks = values.pick === true || values.profile === undefined;
  const started = typeof values.profile === 'string' ? values.profile : 'default';
  const home = typeof values.home === 'string' ? values.home : join(appData, 'hushroom');
  return {
    engineArgs: asks ? [...given, '--pick'] : given,
    relay: typeof values.relay === 'string' ? values.relay : linkAmong(args),
    placeOf: (profile) => ({
      args: profile === null ? given : ['--profile', profile, ...homeArgs],
      folder: join(home, 'chromium', folderName(profile ?? started)),
    }),
    isHidden: values.hidden === true,
  };
}

/** A profile may be a folder's path: its hash is a name that every file system takes. */
function folderName(profile: string): string {
  return createHash('sha256').update(profile).digest('hex').slice(0, 16);
}
