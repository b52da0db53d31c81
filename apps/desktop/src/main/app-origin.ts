// The interface's own scheme: no server stands behind it, and no other page can have it.

export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://hushroom`;
export const INDEX_URL = `${ORIGIN}/index.html`;

/** The origin of a page's address, also for schemes that URL gives none; empty if it is no address. */
export function originOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  return `${url.protocol}//${url.host}`;
}
