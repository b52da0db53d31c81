// German: oneself: the account, the relay, the look of the app, the lock.
import type { Words } from '../en/index.ts';

export const account: Words['account'] = {
  title: 'Dein Konto',
  pictureHelp: 'Das Bild ist aus deinem Schlüssel gezeichnet. Andere sehen dasselbe.',
  relay: 'Relay',
  relayHelp: 'Gib sie allen, die dazukommen sollen. Sie enthält kein Geheimnis.',
  copyRelay: 'Adresse des Relays kopieren',
  appearance: 'Aussehen',
  themes: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  lockNow: 'Jetzt sperren',
  version: (version, profile) => `Hushroom ${version} · Profil ${profile}`,
};
