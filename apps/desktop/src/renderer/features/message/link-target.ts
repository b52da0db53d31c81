// Where a link really goes, in a form that cannot pretend: the name of the host as computers read it, and whether it or
// the text of the link could be taken for another.

export interface LinkTarget {
  readonly kind: 'site' | 'mail';
  /** What is opened. */
  readonly href: string;
  /** The host, or the address of a mail, in ASCII. */
  readonly host: string;
  /** Whether the name has letters beyond ASCII, which can look like others. */
  readonly imitates: boolean;
  /** Whether the text names another host than the one it goes to. */
  readonly differs: boolean;
}

/** Reads a link. Null where it is none that is offered to be opened. */
export function linkTarget(href: string, text: string): LinkTarget | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol === 'mailto:') {
    const host = url.pathname;
    // Headers and a body that the sender chose are not taken along.
    return {
      kind: 'mail',
      href: `mailto:${host}`,
      host,
      imitates: /[^\x20-\x7E]|%/u.test(host),
      differs: false,
    };
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  const named = hostIn(text);
  return {
    kind: 'site',
    href: url.href,
    host: url.host,
    imitates: url.hostname.split('.').some((label) => label.startsWith('xn--')),
    // Who writes a name before an @ wants it to be read as the host.
    differs: url.username !== '' || (named !== null && named !== url.host),
  };
}

/** The host that a text reads as; null if it reads as none. */
function hostIn(text: string): string | null {
  const whole = /^[a-z][a-z0-9+.-]*:/iu.test(text) ? text : `https://${text}`;
  return URL.canParse(whole) ? new URL(whole).host : null;
}
