// The profile's settings: reading them, and changing some of them.
import * as v from 'valibot';
import { nothing } from '../argument.ts';
import { IDLE_LOCK_MINUTES_MAX, TEXT_SIZE_MAX, TEXT_SIZE_MIN } from '../limits.ts';
import type { SettingsView } from '../view/settings.ts';

/**
 * None, or some keys that are held and one that is pressed. The first of those held is no Shift: a capital letter belongs to
 * whoever types it.
 */
const GLOBAL_SHORTCUT =
  /^(?:(?:CommandOrControl|Alt|Super)\+(?:(?:CommandOrControl|Alt|Shift|Super)\+){0,3}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space))?$/;

/** Each setting by itself: what is not named stays as it is. */
const settingsChange = v.strictObject({
  readReceipts: v.exactOptional(v.boolean()),
  typing: v.exactOptional(v.boolean()),
  notifications: v.exactOptional(v.picklist(['name-and-text', 'name', 'nothing'])),
  sounds: v.exactOptional(v.boolean()),
  idleLockMinutes: v.exactOptional(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(IDLE_LOCK_MINUTES_MAX)),
  ),
  screenCaptureProtection: v.exactOptional(v.boolean()),
  theme: v.exactOptional(v.picklist(['system', 'light', 'dark', 'high-contrast'])),
  textSize: v.exactOptional(
    v.pipe(v.number(), v.integer(), v.minValue(TEXT_SIZE_MIN), v.maxValue(TEXT_SIZE_MAX)),
  ),
  locale: v.exactOptional(v.pipe(v.string(), v.regex(/^(system|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/))),
  startHidden: v.exactOptional(v.boolean()),
  launchAtLogin: v.exactOptional(v.boolean()),
  closeToTray: v.exactOptional(v.boolean()),
  skinTone: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(5))),
  globalShortcut: v.exactOptional(v.pipe(v.string(), v.regex(GLOBAL_SHORTCUT))),
});

/** Some of the settings. */
export type SettingsChange = Partial<SettingsView>;

/** Parses some settings as they were stored or imported; null if any of them is none that this version knows. */
export function parseSettings(value: unknown): SettingsChange | null {
  const parsed = v.safeParse(settingsChange, value);
  return parsed.success ? parsed.output : null;
}

export const SETTINGS_CALLS = {
  'settings.read': nothing,
  'settings.change': settingsChange,
} as const;

export interface SettingsValues {
  'settings.read': SettingsView;
  /** All settings as they are now. */
  'settings.change': SettingsView;
}
