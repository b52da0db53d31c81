// German: what is read for each error code.
import { TEXT_BYTES_MAX } from '@hushroom/ipc';
import type { Words } from '../en/index.ts';

export const errors: Words['errors'] = {
  'bad-call': {
    title: 'Das hat nicht geklappt',
    help: 'App und Engine verstehen sich nicht. Starte Hushroom neu.',
  },
  'too-many-calls': { title: 'Zu viel auf einmal', help: 'Warte einen Moment und versuche es dann erneut.' },
  'engine-stopped': {
    title: 'Hushroom startet neu',
    help: 'Nichts Gesendetes ist verloren.',
  },
  'link-expired': {
    title: 'Dieser Link wurde schon benutzt oder ist zu alt',
    help: 'Jeder Link öffnet Hushroom einmal. Starte Hushroom im Terminal neu: es gibt einen frischen aus.',
  },
  internal: {
    title: 'In Hushroom ist etwas schiefgegangen',
    help: 'Versuche es erneut. Bleibt es so, starte die App neu; deine Nachrichten liegen sicher auf diesem Computer.',
  },

  'profile-locked': { title: 'Hushroom ist gesperrt', help: 'Gib deine Passphrase ein.' },
  'profile-missing': { title: 'Hier gibt es noch kein Konto', help: 'Lege zuerst eines an.' },
  'profile-exists': {
    title: 'Dieses Profil hat schon ein Konto',
    help: 'Entsperre es, oder starte Hushroom mit einem anderen Profilnamen.',
  },
  'profile-in-use': {
    title: 'Dieses Profil ist anderswo offen',
    help: 'Schließe das andere Fenster oder den Befehl. Zwei zugleich würden die Verschlüsselung schwächen.',
  },
  'profile-newer': {
    title: 'Dieses Profil stammt von einem neueren Hushroom',
    help: 'Aktualisiere die App, um es zu öffnen. Nichts wurde verändert.',
  },
  'profile-damaged': {
    title: 'Die Nachrichtendatenbank ist beschädigt',
    help: 'Hushroom hat sie gelassen, wie sie ist. Rette, was noch zu lesen ist, oder importiere eine Sicherung in ein neues Profil. Setze keine ältere Kopie des Ordners an ihre Stelle: alte Schlüssel, noch einmal benutzt, könnten Nachrichten verraten.',
  },
  'profile-name-invalid': {
    title: 'Dieser Profilname geht nicht',
    help: 'Nimm 1 bis 32 Kleinbuchstaben, Ziffern, _ oder -.',
  },
  'passphrase-wrong': {
    title: 'Diese Passphrase stimmt nicht',
    help: 'Prüfe Großschreibung und Tastatur, dann versuche es erneut.',
  },
  'passphrase-wait': {
    title: 'Zu viele falsche Passphrasen',
    help: 'Warte einen Augenblick und versuche es dann erneut.',
    detailed: (seconds) =>
      seconds === '1' ? 'Versuche es in einer Sekunde erneut.' : `Versuche es in ${seconds} Sekunden erneut.`,
  },
  'passphrase-needed': {
    title: 'Eine Passphrase ist nötig',
    help: 'Dieses Profil liegt nicht im Schlüsselbund.',
  },
  'keychain-unavailable': {
    title: 'Der Schlüsselbund lässt sich nicht benutzen',
    help: 'Entsperre ihn in deinem System, oder nimm eine Passphrase.',
  },
  'keychain-weak': {
    title: 'Der Schlüsselbund dieses Computers ist nicht sicher',
    help: 'Er versteckt nur, was er enthält. Nimm eine Passphrase.',
  },
  'backup-missing': {
    title: 'Diese Sicherung ist nicht zu finden',
    help: 'Prüfe den Pfad, und ob du die Datei lesen darfst.',
  },
  'backup-foreign': {
    title: 'Diese Datei ist keine Sicherung von Hushroom',
    help: 'Wähle die Datei, die Hushroom beim Exportieren geschrieben hat.',
  },
  'backup-newer': {
    title: 'Ein neueres Hushroom hat diese Sicherung geschrieben',
    help: 'Bringe Hushroom auf diesem Computer auf den neuen Stand und versuche es dann erneut.',
  },
  'backup-damaged': {
    title: 'Diese Sicherung ist beschädigt',
    help: 'Nichts daraus wurde übernommen. Versuche es mit einer anderen Kopie der Datei.',
  },
  'backup-truncated': {
    title: 'Das Ende dieser Sicherung fehlt',
    help: 'Nichts daraus wurde übernommen. Kopiere die ganze Datei noch einmal.',
  },
  'file-exists': {
    title: 'Eine Datei mit diesem Namen gibt es schon',
    help: 'Sie blieb, wie sie ist. Wähle einen anderen Namen.',
  },
  'disk-full': {
    title: 'Der Datenträger dieses Computers ist voll',
    help: 'Schaffe etwas Platz und versuche es dann erneut. Nichts Gespeichertes ist verloren.',
  },

  'address-malformed': {
    title: 'Das ist keine Relay-Adresse',
    help: 'Sie beginnt mit hushroom:// und wurde beim Start des Relays ausgegeben. Kopiere sie ganz.',
  },
  'address-too-long': {
    title: 'Diese Adresse ist zu lang',
    help: 'Kopiere nur die Adresse des Relays, ohne anderen Text.',
  },
  'address-id-malformed': {
    title: 'Das Ende der Adresse ist nicht vollständig',
    help: 'Der Teil nach # kennzeichnet das Relay. Kopiere die ganze Adresse noch einmal.',
  },
  'relay-unreachable': {
    title: 'Das Relay ist nicht erreichbar',
    help: 'Prüfe, ob es läuft, ob Host und Port stimmen, und deine eigene Verbindung.',
  },
  'relay-not-the-one': {
    title: 'Unter dieser Adresse hat ein anderes Relay geantwortet',
    help: 'Sein Zertifikat gehört nicht zu der Adresse, darum wurde nichts gesendet. Frag, wer das Relay betreibt, nach der heutigen Adresse.',
  },
  'relay-untrusted': {
    title: 'Das Zertifikat dieses Relays lässt sich nicht prüfen',
    help: 'Frag, wer das Relay betreibt, nach der ganzen Adresse mit dem Teil nach #.',
  },
  'relay-another': {
    title: 'Das ist die Adresse eines anderen Relays',
    help: 'Der Teil nach # sagt, welches Relay es ist: Er muss der dieses Profils sein. Für ein anderes Relay lege ein weiteres Profil an.',
  },
  'relay-too-old': {
    title: 'Dieses Relay ist zu alt für die App',
    help: 'Bitte, wer es betreibt, es zu aktualisieren. Nachrichten warten so lange hier.',
  },
  'app-too-old': {
    title: 'Die App ist zu alt für dieses Relay',
    help: 'Aktualisiere Hushroom. Nachrichten warten so lange hier.',
  },
  'relay-version': {
    title: 'Was dort antwortet, spricht nicht wie ein Relay',
    help: 'Prüfe Rechner und Port. Stimmen sie, frag, wer das Relay betreibt, was davorsteht.',
  },
  'relay-refused': { title: 'Das Relay hat abgelehnt', help: 'Frag, wer es betreibt, nach dem Grund.' },
  'relay-full': {
    title: 'Der Datenträger des Relays ist voll',
    help: 'Wer es betreibt, muss Platz schaffen. Nachrichten warten so lange hier.',
  },
  'clock-wrong': {
    title: 'Die Uhr dieses Computers geht falsch',
    help: 'Stelle Datum und Zeit und versuche es dann erneut. Ohne sie lässt sich das Zertifikat des Relays nicht prüfen.',
  },
  'rate-limited': {
    title: 'Das Relay bittet, langsamer zu machen',
    help: 'Warte eine Minute und versuche es dann erneut.',
  },

  'name-taken': {
    title: 'Jemand hier heißt schon so',
    help: 'Wähle einen anderen; auf einem Relay wird ein Name nie zweimal vergeben.',
  },
  'name-invalid': {
    title: 'Dieser Name geht nicht',
    help: 'Nimm 2 bis 32 Zeichen: Kleinbuchstaben, Ziffern, Punkt, Bindestrich und Unterstrich.',
  },
  'registration-closed': {
    title: 'Dieses Relay nimmt keine neuen Konten an',
    help: 'Bitte, wer es betreibt, die Anmeldung zu öffnen.',
  },
  'invite-invalid': {
    title: 'Dieses Relay fragt nach einem Einladungscode',
    help: 'Gib den Code ein, den du bekommen hast. Vielleicht gilt jeder nur einmal.',
  },

  'unknown-person': { title: 'Niemand hier heißt so', help: 'Prüfe die Schreibweise.' },
  'unknown-conversation': { title: 'Diese Unterhaltung gibt es nicht mehr', help: 'Wähle eine andere.' },
  'unknown-message': { title: 'Diese Nachricht gibt es nicht mehr', help: 'Es ist nichts zu tun.' },
  'person-unreachable': {
    title: 'Dieser Person kann noch niemand schreiben',
    help: 'Ihr Gerät hat beim Relay keine Schlüssel, die stark genug sind. Es schickt welche, sobald es wieder online ist.',
  },
  'account-deleted': {
    title: 'Dieses Konto wurde gelöscht',
    help: 'Was ihm geschrieben wird, liest niemand mehr. Was hier ist, bleibt.',
  },
  'not-admin': { title: 'Das können nur Admins', help: 'Frag einen Admin dieses Raums.' },
  'not-member': { title: 'Du bist nicht in diesem Raum', help: 'Bitte einen Admin, dich hinzuzufügen.' },
  'already-member': { title: 'Schon in diesem Raum', help: 'Es ist nichts zu tun.' },
  'last-admin': {
    title: 'Du bist der einzige Admin',
    help: 'Ein Raum braucht einen. Mach zuerst jemand anderen zum Admin.',
  },
  'admin-not-ready': {
    title: 'Der andere Admin ist noch nicht so weit',
    help: 'Er muss einmal online gewesen sein, seit er in den Raum kam. Versuch es dann noch einmal.',
  },
  'picture-unusable': {
    title: 'Dieses Bild geht nicht',
    help: 'Nimm ein kleines PNG-, JPEG- oder WebP-Bild.',
    detailed: (bytes) => `Nimm ein PNG-, JPEG- oder WebP-Bild von höchstens ${bytes} Bytes.`,
  },
  'conversation-ended': {
    title: 'Du bist nicht mehr in dieser Unterhaltung',
    help: 'Was du hast, kannst du lesen; Neues lässt sich nicht senden.',
  },
  'conversation-stuck': {
    title: 'Die Schlüssel dieser Unterhaltung passen nicht mehr',
    help: 'Die anderen werden von selbst gebeten, dich wieder aufzunehmen, sobald jemand von ihnen online ist.',
  },
  'sending-stopped': {
    title: 'Hier ist das Senden angehalten',
    help: 'Ein Schlüssel hat sich geändert. Sieh dir zuerst die Warnung in dieser Unterhaltung an.',
  },
  'person-blocked': {
    title: 'Du hast diese Person blockiert',
    help: 'Hebe das auf, um ihr zu schreiben.',
  },
  'not-accepted': {
    title: 'Du hast diese Anfrage nicht angenommen',
    help: 'Bis dahin sieht man dort nichts von dir. Nimm sie zuerst an.',
  },
  'message-too-long': {
    title: 'Diese Nachricht ist zu lang',
    help: `Erlaubt sind ${TEXT_BYTES_MAX / 1024} KB. Dein Entwurf bleibt: kürze ihn oder sende ihn in Teilen.`,
  },
  'not-author': {
    title: 'Das kann nur, wer die Nachricht schrieb',
    help: 'Ändern und löschen kannst du, was du selbst geschrieben hast.',
  },
  'edit-too-late': {
    title: 'Diese Nachricht lässt sich nicht mehr ändern',
    help: 'Das geht einen Tag lang. Du kannst sie löschen oder eine neue schreiben.',
  },
  'message-gone': {
    title: 'Diese Nachricht ist nicht mehr da',
    help: 'Sie wurde gelöscht oder konnte nicht gelesen werden.',
  },
  'not-forwardable': {
    title: 'Diese Nachricht lässt sich nicht weiterleiten',
    help: 'Sie verschwindet nach einer Weile und wird nicht weitergegeben.',
  },
  conflict: {
    title: 'Jemand anderes hat den Raum im selben Moment geändert',
    help: 'Sieh dir den Raum an und versuche es dann erneut.',
  },
  offline: {
    title: 'Du bist offline',
    help: 'Dafür braucht es das Relay. Versuche es, sobald die Verbindung wieder da ist.',
  },

  'file-too-large': {
    title: 'Diese Datei ist zu groß',
    help: 'Dateien dürfen bis zu 2 GB haben. Sende sie in Teilen oder verkleinere sie.',
  },
  'file-quota': {
    title: 'Dein Speicher beim Relay ist voll',
    help: 'Lösche einige gesendete, oder warte, bis alte nach 30 Tagen enden.',
  },
  'file-gone': {
    title: 'Diese Datei ist nicht mehr beim Relay',
    help: 'Relays bewahren Dateien 30 Tage lang auf. Bitte darum, sie noch einmal zu senden.',
  },
  'file-damaged': {
    title: 'Diese Datei ist beschädigt',
    help: 'Sie ist nicht, was gesendet wurde. Lade sie erneut; bleibt es dabei, bitte darum, sie noch einmal zu senden.',
  },
  'file-interrupted': {
    title: 'Diese Datei wurde nicht bis zum Ende gelesen',
    help: 'Sende sie noch einmal.',
  },
  'file-cancelled': {
    title: 'Das Senden wurde abgebrochen',
    help: 'Sende sie noch einmal, wenn du möchtest.',
  },
  'file-not-here': { title: 'Diese Datei ist noch nicht auf diesem Computer', help: 'Lade sie zuerst.' },
  'file-unreadable': {
    title: 'Diese Datei lässt sich nicht lesen',
    help: 'Prüfe, ob sie da ist und ob du sie öffnen darfst.',
  },
  'file-unwritable': {
    title: 'Die Datei lässt sich dort nicht speichern',
    help: 'Wähle einen anderen Ort oder einen anderen Namen.',
  },

  'safety-number-differs': {
    title: 'Die Nummern sind verschieden',
    help: 'Stellt sicher, dass ihr beide die Sicherheitsnummer miteinander vor euch habt. Sind sie immer noch verschieden, ist vielleicht jemand dazwischen: teile hier keine Geheimnisse.',
  },
  'safety-number-malformed': {
    title: 'Das ist keine Sicherheitsnummer',
    help: 'Sie hat 60 Ziffern. Leerzeichen spielen keine Rolle.',
  },
  'safety-code-malformed': {
    title: 'Das ist kein Sicherheitscode',
    help: 'Scanne den Code, den die andere App unter „Sicherheitsnummer“ zeigt.',
  },
  'was-verified': {
    title: 'Du hattest diese Person geprüft',
    help: 'Ihr Schlüssel ist jetzt ein anderer. Vergleicht noch einmal, oder sag, dass du ohne das weitermachst.',
  },
  'identity-changed': {
    title: 'Der Schlüssel dieser Person hat sich geändert',
    help: 'Sieh dir die Warnung in der Unterhaltung an, bevor du schreibst.',
  },
};
