// Searches bytes for a random marker that stood in plaintext: as UTF-8, UTF-16, hex and base64.

/** Every form in which text could stand in bytes by accident. */
function forms(marker: string): Buffer[] {
  const utf8 = Buffer.from(marker, 'utf8');
  // Base64 of the marker behind 0, 1 or 2 other bytes, without the characters that those bytes share.
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), utf8]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : shift + 1, -4);
  });
  const texts = [utf8.toString('hex'), utf8.toString('hex').toUpperCase(), ...base64];
  return [utf8, Buffer.from(marker, 'utf16le'), ...texts.map((text) => Buffer.from(text, 'latin1'))];
}

/** Whether the marker (ASCII) stands in any of the byte strings, in any form. */
export function containsMarker(frames: readonly Uint8Array[], marker: string): boolean {
  const searched = forms(marker);
  return frames.some((frame) => {
    const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
    return searched.some((form) => bytes.includes(form));
  });
}
