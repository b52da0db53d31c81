// How the window looks: theme and size of text, as the profile's settings say; before it is open, as they said the last time.
import type { LookView } from '@hushroom/ipc';

/** Puts a look on the root element, where styles/tokens read it. `system` leaves the choice to the system. */
export function wearLook({ theme, textSize }: Pick<LookView, 'theme' | 'textSize'>): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  // All measures are in rem, so they grow with it.
  root.style.fontSize = textSize === 100 ? '' : `${textSize}%`;
}
