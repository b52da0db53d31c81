// German: oneself: the account, the relay, the lock.
import type { Words } from '../en/index.ts';

export const account: Words['account'] = {
  pictureHelp: 'Das Bild ist aus deinem Schlüssel gezeichnet. Andere sehen dasselbe.',
  relay: 'Relay',
  relayHelp: 'Gib seine Adresse allen, die dazukommen sollen. Sie enthält kein Geheimnis.',
  copyRelay: 'Adresse des Relays kopieren',
  lockNow: 'Jetzt sperren',
};
