// German: where one writes.
import type { Words } from '../en/index.ts';

export const composer: Words['composer'] = {
  emoji: 'Emoji',
  attach: 'Datei anhängen',
  answering: (name) => `Antwort auf ${name}`,
  answeringYou: 'Antwort auf dich selbst',
  editing: 'Deine Nachricht bearbeiten',
  stop: 'Abbrechen',
  save: 'Änderung speichern',
  mentions: 'Wer genannt werden kann',
};
