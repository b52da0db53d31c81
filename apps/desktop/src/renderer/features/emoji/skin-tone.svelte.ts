// The skin tone that someone chose for the emoji they send, kept by the page.
import { TONES, type Tone } from './emoji-set.ts';

const STORAGE_KEY = 'hushroom.skin-tone';

class SkinTone {
  #tone = $state<Tone>(stored());

  get tone(): Tone {
    return this.#tone;
  }

  choose(tone: Tone): void {
    this.#tone = tone;
    localStorage.setItem(STORAGE_KEY, String(tone));
  }
}

function stored(): Tone {
  const value = Number(localStorage.getItem(STORAGE_KEY) ?? 0);
  return TONES.find((tone) => tone === value) ?? 0;
}

export const skinTone = new SkinTone();
