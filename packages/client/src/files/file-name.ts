// Names of files come from other people. What is shown and what a file is saved under is made safe here, in one place: a
// name alone, that says what it is, on every system.
import { FILE_NAME_BYTES_MAX } from '../content/attachment.ts';

const utf8 = new TextEncoder();
const FALLBACK = 'file';
/** Path separators, and what Windows forbids in names. */
const FORBIDDEN = /[/\\:*?"<>|]/gu;
/**
 * Controls, and what changes the order or look of the text around it without being seen: with U+202E `gpj.exe` is shown as
 * `exe.jpg`. Unicode's general categories Cc, Cf, Zl, Zp, Cs and Co.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
/** https://learn.microsoft.com/windows/win32/fileio/naming-a-file: device names, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\.|$)/iu;

/** A name that can be shown and saved under. Keeps the extension where the name is too long. Never empty. */
export function safeFileName(name: string): string {
  const seen = name
    .toWellFormed()
    .replace(UNSEEN, '')
    .replace(FORBIDDEN, '_')
    .replace(/\s+/gu, ' ')
    // A leading dot hides a file; Windows drops dots and spaces at the end, so that another name comes out.
    .replace(/^[. ]+|[. ]+$/gu, '');
  const named = seen === '' ? FALLBACK : seen;
  return cut(RESERVED.test(named) ? `_${named}` : named);
}

function cut(name: string): string {
  if (byteLength(name) <= FILE_NAME_BYTES_MAX) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && byteLength(name.slice(dot)) <= 16 ? name.slice(dot) : '';
  const room = FILE_NAME_BYTES_MAX - byteLength(extension);
  let stem = '';
  let length = 0;
  for (const character of name.slice(0, name.length - extension.length)) {
    length += byteLength(character);
    if (length > room) break;
    stem += character;
  }
  return `${stem.replace(/[. ]+$/u, '')}${extension}`;
}

function byteLength(text: string): number {
  return utf8.encode(text).length;
}
