// What the app's process is started with.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { linkAmong } from './link.ts';

export interface MainOptions {
  /** Passed on to the engine as they are; the engine knows what they mean. */
  readonly engineArgs: readonly string[];
  /** What leads to the same profile again. */
  readonly profileOptions: readonly string[];
  /** The relay to offer on the first page, as given by hand or by the link that the app was started by; null without one. */
  readonly relay: string | null;
  /** Where Chromium keeps what it must: one folder per profile, so that each profile is an instance of its own. */
  readonly chromiumFolder: string;
  /** The window stays away until it is asked for. */
  readonly isHidden: boolean;
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
  const named = ['profile', 'home'].flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [`--${name}`, value] : [];
  });
  const profileOptions = [...named];
  // What a start passes on, or an app that was opened by itself.
  if (values.pick === true || values.profile === undefined) named.push('--pick');
  const profile = typeof values.profile === 'string' ? values.profile : 'default';
  const home = typeof values.home === 'string' ? values.home : join(appData, 'hushroom');
  // A profile may be a folder's path: its hash is a name that every file system takes.
  const folder = createHash('sha256').update(profile).digest('hex').slice(0, 16);
  return {
    engineArgs: named,
    profileOptions,
    relay: typeof values.relay === 'string' ? values.relay : linkAmong(args),
    chromiumFolder: join(home, 'chromium', folder),
    isHidden: values.hidden === true,
  };
}
