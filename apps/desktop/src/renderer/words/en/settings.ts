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
  readReceiptsHelp:
    'Others see when you have read their messages. If you turn this off, you cannot see theirs either.',
  typing: 'Typing',
  typingHelp: 'Others see while you type. If you turn this off, you cannot see them type either.',
  computer: 'On this computer',
  idleLock: 'Lock automatically after',
  idleLockHelp: 'While locked, the keys are gone from memory until you type your passphrase.',
  idleLockHelpKeychain:
    'While locked, the keys are gone from memory. The keychain brings them back at one press, whoever sits here.',
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
  currentPassphrase: 'Current passphrase',
  newPassphrase: 'New passphrase',
  againPassphrase: 'New passphrase again',
  passphrasesDiffer: 'The two differ.',
  keychain: 'Also open with this computer’s keychain',
  keychainHelp: 'You need not type the passphrase then. It still works.',
  keychainOnly: 'Only the keychain opens this profile. Add a passphrase before you turn it off.',
  keychainOn: 'Open with the keychain',
  keychainOff: 'Stop opening with the keychain',
  keychainOffHelp: 'From now on only the passphrase opens this profile.',
  apply: 'Apply',
  screenCapture: 'Keep the window out of screenshots',
  screenCaptureHelp:
    'The system is asked to leave it out of recordings and shared screens. Not every system can do that.',

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
