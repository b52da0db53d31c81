// German: inviting others to the relay, and taking an invitation.
import type { Words } from '../en/index.ts';

export const invite: Words['invite'] = {
  show: 'Jemanden einladen',
  title: 'Jemanden zu diesem Relay einladen',
  lead: 'Wer diesen Link hat, findet das Relay und dann dich. Er enthält kein Geheimnis.',
  qrLabel: 'Die Adresse dieses Relays als QR-Code',
  link: 'Link',
  copy: 'Link kopieren',
  code: 'Fragt dieses Relay nach einem Einladungscode, braucht man auch den: von denen, die es betreiben.',
};
