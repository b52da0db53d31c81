// Pages stay where they are: no navigation, no new windows, no embedded pages. Links open in the system's browser, when
// somebody pressed something: an address may carry off what stands in the page.
import { shell, type WebContents } from 'electron';
import { originOf, ORIGIN } from './app-origin.ts';
import type { Presses } from './presses.ts';

const LINK_PROTOCOLS: readonly string[] = ['http:', 'https:', 'mailto:'];

export function applyNavigationRules(contents: WebContents, presses: Presses): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (originOf(event.url) !== ORIGIN) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(({ url }) => {
    const isLink = URL.canParse(url) && LINK_PROTOCOLS.includes(new URL(url).protocol);
    if (isLink && presses.areRecent(contents)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
