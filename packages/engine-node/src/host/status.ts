// How a profile stands, as it is told to whoever asks before anything is unlocked.
import type { StatusView } from '@hushroom/ipc';
import { ProfileError } from '../error.ts';
import { openersOf } from '../profile/key-change.ts';
import { readLook } from '../profile/look.ts';
import { listProfiles } from '../profile/profile-list.ts';
import { profileState } from '../profile/profile.ts';
import type { EngineHostOptions } from './engine-host.ts';

/** What there is, and which page comes first. `isOpen`: an engine runs on the profile. */
export function statusOf(options: EngineHostOptions, isOpen: boolean): StatusView {
  const { folder, profile, suggestedRelay, keychain, keychainWeak = false, version } = options;
  const { home, pick = false } = options;
  const state = isOpen ? ({ phase: 'open', fault: null } as const) : closedStatus(folder);
  return {
    ...state,
    profile,
    suggestedRelay,
    keychain: keychain !== null,
    keychainWeak,
    version,
    profiles: home === undefined ? [] : listProfiles(home),
    pick,
    openers: state.phase === 'new' ? null : readableOpeners(folder),
    look: readLook(folder),
    shell: null,
  };
}

/** A profile that cannot be read is told like one that is locked: the other profiles can still be chosen. */
function closedStatus(folder: string): Pick<StatusView, 'phase' | 'fault'> {
  try {
    return { phase: profileState(folder) === 'ready' ? 'locked' : 'new', fault: null };
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return { phase: 'locked', fault: { code: error.code } };
  }
}

function readableOpeners(folder: string): StatusView['openers'] {
  try {
    return openersOf(folder);
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error;
    return null;
  }
}
