// Links of the kind hushroom:// that the system hands over: from a browser, a mail, a program. Anybody can make one, so a
// link only fills in what the user then sees and confirms.

/** The longest relay address that the engine takes is shorter. */
const LINK_CHARS_MAX = 512;

/** The first link among a process's arguments; null if there is none that could be a relay's address. */
export function linkAmong(args: readonly string[]): string | null {
  return args.find(isLink) ?? null;
}

/** A relay's address as to its form: scheme, host, port and fragment, without a user, a path or a query. */
export function isLink(text: string): boolean {
  if (text.length > LINK_CHARS_MAX || !/^hushroom:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text))
    return false;
  const { host, username, password, pathname, search, hash } = new URL(text);
  const isBare = username === '' && password === '' && search === '' && /^\/?$/.test(pathname);
  return isBare && host !== '' && /^#[a-z2-7]+$/i.test(hash);
}
