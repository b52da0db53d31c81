// The headers of every answer. What they forbid is listed in docs/electron-security.md beside its tests.

/** What a page could ask for, and ours never does. */
const NEVER_USED: readonly string[] = [
  ...['geolocation', 'display-capture', 'local-fonts', 'idle-detection', 'payment'],
  ...['usb', 'serial', 'hid', 'bluetooth', 'midi'],
];

/** `connect` are the addresses that the page may connect to: those of the channel and of files, as sources of a CSP. */
export function responseHeaders(connect: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(connect),
    // Text cannot become markup or script, even through a fault in the interface.
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    // The camera reads codes and the microphone records voice messages, each when one presses for it.
    'Permissions-Policy': [
      'camera=(self)',
      'microphone=(self)',
      ...NEVER_USED.map((name) => `${name}=()`),
    ].join(', '),
    // The port is another one next time, so a cached copy would only be a copy left behind.
    'Cache-Control': 'no-store',
  };
}

function contentSecurityPolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    'media-src blob:',
    // Nothing but the engine is behind these addresses.
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
