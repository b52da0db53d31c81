// How the window looks: theme and size of text. The profile's settings decide; what they said last is kept in the page's
// own storage, because the lock screen is drawn before they can be read.
import type { ThemeSetting } from '@hushroom/ipc';

const THEME_KEY = 'hushroom.theme';
const TEXT_SIZE_KEY = 'hushroom.textSize';
const THEMES: readonly string[] = ['light', 'dark', 'high-contrast'] satisfies ThemeSetting[];

export interface Look {
  readonly theme: ThemeSetting;
  /** In percent of the usual size. */
  readonly textSize: number;
}

/** Puts a look on the root element, where styles/tokens read it. `system` leaves the choice to the system. */
function wear({ theme, textSize }: Look): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  // All measures are in rem, so they grow with it.
  root.style.fontSize = textSize === 100 ? '' : `${textSize}%`;
}

/** The look of the last time, before any profile is open. */
export function wearLastLook(): void {
  const theme = localStorage.getItem(THEME_KEY) ?? '';
  const textSize = Number(localStorage.getItem(TEXT_SIZE_KEY) ?? 100);
  wear({
    theme: THEMES.includes(theme) ? (theme as ThemeSetting) : 'system',
    textSize: textSize >= 100 && textSize <= 150 ? textSize : 100,
  });
}

/** Takes the look that the profile's settings say, and remembers it. */
export function wearLook(look: Look): void {
  localStorage.setItem(THEME_KEY, look.theme);
  localStorage.setItem(TEXT_SIZE_KEY, String(look.textSize));
  wear(look);
}
