// How a profile stands, as it is told to whoever asks before anything is unlocked.
import type { StatusView } from '@hushroom/ipc';
import { listProfiles } from '../profile/profile-list.ts';
import { profileState } from '../profile/profile.ts';
import type { EngineHostOptions } from './engine-host.ts';

/** What there is, and which page comes first. `isOpen`: an engine runs on the profile. */
export function statusOf(options: EngineHostOptions, isOpen: boolean): StatusView {
  const { folder, profile, suggestedRelay, keychain, keychainWeak = false, version } = options;
  const { home, pick = false } = options;
  const closed = (): StatusView['phase'] => (profileState(folder) === 'ready' ? 'locked' : 'new');
  return {
    phase: isOpen ? 'open' : closed(),
    profile,
    suggestedRelay,
    keychain: keychain !== null,
    keychainWeak,
    version,
    profiles: home === undefined ? [] : listProfiles(home),
    pick,
    shell: null,
  };
}
