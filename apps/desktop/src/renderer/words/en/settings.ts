// The settings.
import { counting } from '../plural.ts';

const count = counting('en');

export const settings = {
  title: 'Settings',
  sections: 'Sections of the settings',
  section: {
    account: 'Account',
    privacy: 'Privacy',
    notifications: 'Notifications',
    appearance: 'Appearance',
    keyboard: 'Keyboard',
    data: 'Data',
    about: 'About',
  },

  others: 'What others learn',
  readReceipts: 'Read receipts',
  readReceiptsHelp: 'Off: nobody learns what you have read, and you do not learn it of others.',
  typing: 'Typing',
  typingHelp: 'Off: nobody sees that you type, and you do not see it of others.',
  computer: 'On this computer',
  idleLock: 'Lock by itself after',
  idleLockHelp: 'Locked, the keys are gone from memory until you type your passphrase.',
  idleLockHelpKeychain:
    'Locked, the keys are gone from memory. The keychain brings them back on one press, of anybody who sits here.',
  idleMinutes: (minutes: number) =>
    minutes === 0
      ? 'Never'
      : minutes % 60 === 0
        ? count(minutes / 60, { one: '# hour', other: '# hours' })
        : count(minutes, { one: '# minute', other: '# minutes' }),
  protection: 'What opens this profile',
  changePassphraseAsk: 'Change passphrase…',
  addPassphraseAsk: 'Add a passphrase…',
  changePassphrase: 'Change passphrase',
  addPassphrase: 'Add a passphrase',
  changePassphraseNow: 'Change',
  currentPassphrase: 'Present passphrase',
  newPassphrase: 'New passphrase',
  againPassphrase: 'New passphrase again',
  passphrasesDiffer: 'The two differ.',
  keychain: 'Open with this computer’s keychain, too',
  keychainHelp: 'Without typing the passphrase. It still works beside the keychain.',
  keychainOnly: 'Only the keychain opens this profile. Add a passphrase before you turn it off.',
  keychainOn: 'Open with the keychain',
  keychainOff: 'No longer open with the keychain',
  keychainOffHelp: 'From now on only the passphrase opens this profile.',
  apply: 'Apply',
  screenCapture: 'Keep the window out of screenshots',
  screenCaptureHelp:
    'Asks the system to leave it out of recordings and shared screens. Not every system can.',

  content: 'A notification shows',
  contentHelp: 'Whoever stands near your screen can read it.',
  contents: { 'name-and-text': 'Name and text', name: 'Name only', nothing: 'Neither' },
  sounds: 'Sounds',
  background: 'In the background',
  closeToTray: 'Closing the window leaves Hushroom in the tray',
  startHidden: 'Start without a window',
  launchAtLogin: 'Start when I log in',
  shortcut: 'Show and hide the window from everywhere',
  shortcutHelp: 'These keys work in every other program, too.',
  shortcutChange: 'Change keys',
  shortcutPress: 'Press the keys together',
  shortcutRefused: 'These keys are taken',
  shortcutRefusedHelp: 'Another program uses them. Choose others.',

  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark', 'high-contrast': 'High contrast' },
  textSize: 'Text size',
  percent: (percent: number) => `${percent} %`,
  language: 'Language',
  languageOfSystem: 'System',

  version: (version: string) => `Version ${version}`,
  about: 'End-to-end encrypted chat over a relay that nobody has to trust.',
  licence: 'Free software under the GNU Affero General Public License, version 3 or later.',
};
