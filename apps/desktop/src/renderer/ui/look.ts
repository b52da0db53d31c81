// How the window looks: theme and size of text, as the profile's settings say; before it is open, as they said the last time.
import type { LookView } from '@hushroom/ipc';

type Look = Pick<LookView, 'theme' | 'textSize'>;

/** What somebody set for every program of this computer. */
const moreContrast = matchMedia('(prefers-contrast: more)');
let worn: Look | null = null;
moreContrast.addEventListener('change', () => {
  if (worn !== null) wearLook(worn);
});

/**
 * Puts a look on the root element, where styles/tokens read it. `system` leaves the choice between light and dark to the system,
 * and has high contrast where the system asks for more.
 */
export function wearLook(look: Look): void {
  worn = look;
  const { textSize } = look;
  const theme = look.theme === 'system' && moreContrast.matches ? 'high-contrast' : look.theme;
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  // All measures are in rem, so they grow with it.
  root.style.fontSize = textSize === 100 ? '' : `${textSize}%`;
  askContainersAnew();
}

/** Whether the window is wide in rem has changed with them, which the engine does not see until there is another container. */
function askContainersAnew(): void {
  const { body } = document;
  body.style.containerType = 'normal';
  body.getBoundingClientRect();
  body.style.containerType = '';
}
