// How much of a long message is shown before one asks for the rest.

const CHARS_MAX = 1_600;
const LINES_MAX = 24;

/** The beginning of a text that is too long for the screen, cut between words if it can be; else the text itself. */
export function clipped(text: string): string {
  let end = Math.min(text.length, CHARS_MAX);
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    if (++lines > LINES_MAX) end = at;
  }
  // What saves less than a fifth is not worth a press.
  if (text.length <= end * 1.2) return text;
  const space = text.lastIndexOf(' ', end);
  const cut = space > end * 0.8 ? space : end;
  // Never within a surrogate pair.
  return text.slice(0, /[\uD800-\uDBFF]/u.test(text[cut - 1] ?? '') ? cut - 1 : cut);
}
