// Oneself: the account, the relay, the look of the app, the lock.
export const account = {
  title: 'Your account',
  pictureHelp: 'The picture is drawn from your key. Others see the same one.',
  relay: 'Relay',
  relayHelp: 'Give it to whoever should join you. It holds no secret.',
  copyRelay: 'Copy relay address',
  appearance: 'Appearance',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  lockNow: 'Lock now',
  version: (version: string, profile: string) => `Hushroom ${version} · Profile ${profile}`,
};
