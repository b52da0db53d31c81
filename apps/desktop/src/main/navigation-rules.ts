// Pages stay where they are: no navigation, no new windows, no embedded pages. Links open in the system's browser.
import { shell, type WebContents } from 'electron';
import { originOf, ORIGIN } from './app-origin.ts';

const LINK_PROTOCOLS: readonly string[] = ['http:', 'https:', 'mailto:'];

export function applyNavigationRules(contents: WebContents): void {
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
    if (URL.canParse(url) && LINK_PROTOCOLS.includes(new URL(url).protocol)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
