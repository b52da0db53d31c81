// German: words that stand in many places.
import type { Words } from '../en/index.ts';

export const general: Words['general'] = {
  app: 'Hushroom',
  add: 'Hinzufügen',
  back: 'Zurück',
  cancel: 'Abbrechen',
  close: 'Schließen',
  closePanel: 'Bereich schließen',
  copied: 'Kopiert',
  done: 'Fertig',
  loading: 'Wird geladen',
  offline: 'Offline',
  online: 'Online',
  remove: 'Entfernen',
  save: 'Sichern',
  starting: 'Startet',
  tryAgain: 'Erneut versuchen',
  unnamed: 'Ohne Namen',
  you: 'Du',
  sentences: (title, help) => `${title}. ${help}`,
  labelled: (label, what) => `${label}: ${what}`,
  broken: 'Dieses Fenster ist kaputtgegangen',
  brokenLead: 'Hushroom ist auf einen eigenen Fehler gestoßen.',
  brokenSafe: 'Deine Nachrichten sind sicher',
  brokenHelp:
    'Was du gesendet hast, wird weiter gesendet: Nur das Fenster ist betroffen. Lade es neu; wenn es wieder kaputtgeht, schließe Hushroom und starte es neu.',
  reload: 'Fenster neu laden',
  errorTitle: 'Etwas ist schiefgegangen',
  errorCode: (code) => `Code: ${code}.`,
};
