// Reading and changing the profile's settings.
import type { Core } from '../core.ts';
import type { HandlersOf } from './handlers.ts';

export function settingsCalls({ settings }: Core): HandlersOf<'settings'> {
  return {
    'settings.read': () => settings.current,
    'settings.change': (change) => settings.change(change),
  };
}
