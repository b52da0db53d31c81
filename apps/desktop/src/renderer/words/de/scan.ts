// German: reading a QR code.
import type { Words } from '../en/index.ts';

export const scan: Words['scan'] = {
  starting: 'Kamera startet',
  refused:
    'Die Kamera darf hier nicht benutzt werden. Erlaube sie im System oder im Browser, oder wähle ein Bild.',
  missing: 'Auf diesem Computer lässt sich keine Kamera benutzen. Wähle ein Bild des Codes.',
  fromFile: 'Aus einem Bild lesen',
  nothing: 'In diesem Bild ist kein Code, der sich lesen lässt.',
};
