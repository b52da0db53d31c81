// The headers of every answer. What they forbid is listed in docs/electron-security.md beside its tests.

/** `channel` is the WebSocket address that the page may connect to; null where it needs none. */
export function responseHeaders(channel: string | null): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(channel),
    // Text cannot become markup or script, even through a fault in the interface.
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=()',
    // The port is another one next time, so a cached copy would only be a copy left behind.
    'Cache-Control': 'no-store',
  };
}

function contentSecurityPolicy(channel: string | null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    // The channel to the engine and nothing else: not even the interface's own files can be fetched.
    `connect-src ${channel ?? "'none'"}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
