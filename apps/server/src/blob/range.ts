// The Range header of RFC 9110 §14.2, as far as the relay serves it: one range of bytes that begins somewhere.

/** The bytes from `offset` to `end`, not included. */
export interface ByteRange {
  readonly offset: number;
  readonly end: number;
}

/**
 * Null for no header, or one in another form, which RFC 9110 §14.2 lets a server ignore; `unsatisfiable` for a range that
 * begins behind the end.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=([0-9]{1,15})-([0-9]{0,15})$/.exec(header ?? '');
  if (match?.[1] === undefined) return null;
  const offset = Number(match[1]);
  const last = match[2] === '' || match[2] === undefined ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (offset >= size) return 'unsatisfiable';
  // RFC 9110 §14.1.1: a range whose end is before its beginning is invalid, and so to be ignored.
  return last < offset ? null : { offset, end: last + 1 };
}
