// What a person has chosen for this profile. It is kept in the profile's encrypted database.

/** What a desktop notification shows of a message. */
export type NotificationContent = 'name-and-text' | 'name' | 'nothing';
export type ThemeSetting = 'system' | 'light' | 'dark' | 'high-contrast';

export interface SettingsView {
  /** Off: read receipts are neither sent nor shown. */
  readonly readReceipts: boolean;
  /** Off: that someone is typing is neither sent nor shown. */
  readonly typing: boolean;
  readonly notifications: NotificationContent;
  readonly sounds: boolean;
  /** Minutes without activity after which the profile locks by itself; 0: never. */
  readonly idleLockMinutes: number;
  /** Asks the system to leave the window out of screenshots and shared screens. */
  readonly screenCaptureProtection: boolean;
  readonly theme: ThemeSetting;
  /** Size of text, in percent of the usual one. */
  readonly textSize: number;
  /** A language tag of the interface's catalogue; `system` for the computer's language. */
  readonly locale: string;
  /** The window stays hidden when the app starts. */
  readonly startHidden: boolean;
  /** The desktop app starts when somebody logs in on this computer. */
  readonly launchAtLogin: boolean;
  /** Closing the window leaves the app in the tray. */
  readonly closeToTray: boolean;
  /** Of the emoji that are chosen: 0 for yellow, 1 (light) to 5 (dark). */
  readonly skinTone: number;
  /** Keys that show and hide the window from everywhere, as Electron names them; empty for none. */
  readonly globalShortcut: string;
}

/** What a new profile has. */
export const DEFAULT_SETTINGS: SettingsView = {
  readReceipts: true,
  typing: true,
  notifications: 'name-and-text',
  sounds: true,
  idleLockMinutes: 0,
  screenCaptureProtection: false,
  theme: 'system',
  textSize: 100,
  locale: 'system',
  startHidden: false,
  launchAtLogin: false,
  closeToTray: false,
  skinTone: 0,
  globalShortcut: '',
};

/** What the window looks like before the profile is open: of no secret, and so kept beside it in the clear. */
export type LookView = Pick<SettingsView, 'theme' | 'textSize' | 'locale'>;
