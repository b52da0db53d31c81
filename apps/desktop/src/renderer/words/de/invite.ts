// German: inviting others to the relay, and taking an invitation.
import type { Words } from '../en/index.ts';

export const invite: Words['invite'] = {
  show: 'Jemanden einladen…',
  title: 'Jemanden zu diesem Relay einladen',
  lead: 'Wer diesen Link hat, findet das Relay und dann dich. Er enthält kein Geheimnis.',
  qrLabel: 'Die Adresse dieses Relays als QR-Code',
  link: 'Link',
  copy: 'Link kopieren',
  withoutId: 'Dieser Link nennt den Schlüssel des Relays nicht',
  withoutIdHelp:
    'Wer damit dazukommt, vertraut den Zertifizierungsstellen des eigenen Computers, wie bei einer Website: Für wen diese bürgen, der könnte sich bis zur Anmeldung als dieses Relay ausgeben.',
  code: 'Fragt dieses Relay nach einem Einladungscode, braucht man auch den: von denen, die es betreiben.',
  waiting: 'Eine Einladung wurde geöffnet',
  waitingHelp: 'Sie wird gezeigt, sobald du entsperrst.',
  here: 'Auf diesem Relay bist du schon',
  hereHelp:
    'Die geöffnete Einladung führt zum Relay dieses Profils. Wähle jemanden aus der Liste, um zu reden.',
  moved: 'Dein Relay unter einer anderen Adresse',
  movedHelp:
    'Die geöffnete Einladung führt zum Relay dieses Profils, aber unter einer anderen Adresse. Ist das Relay umgezogen, verwende diese Adresse.',
  elsewhere: 'Eine Einladung zu einem anderen Relay',
  elsewhereHelp:
    'Ein Profil gehört zu einem Relay. Um diesem beizutreten, lege auf diesem Computer ein weiteres Profil an; das jetzige wird gesperrt und bleibt, wie es ist.',
  makeProfile: 'Ein Profil dafür anlegen',
  notNow: 'Nicht jetzt',
};
