// Chromium knows no scheme of ours, so the double shows it an https host in its place and intercepts every request.
// Main and preload see the scheme; the page sees the host.

const SUFFIX = '.electron.test';

/** `app://name/path` as Chromium loads it; other addresses as they are. */
export function toChromium(address: string): string {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/]+)(.*)$/.exec(address) ?? [];
  if (scheme === undefined || host === undefined || /^(https?|wss?|file)$/.test(scheme)) return address;
  return `https://${host}.${scheme}${SUFFIX}${rest ?? ''}`;
}

/** The other way round. */
export function fromChromium(address: string): string {
  return address.replace(/^https:\/\/([^./]+)\.([^./]+)\.electron\.test/, '$2://$1');
}
