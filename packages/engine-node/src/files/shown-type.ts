// The media type under which the page gets a file. Only formats that hold a picture or a sound and nothing that runs keep
// theirs: in SVG, HTML and whatever a browser takes for them, scripts of a stranger could stand.
import type { FileKind } from '@hushroom/ipc';

const SHOWN: Readonly<Record<FileKind, ReadonlySet<string>>> = {
  file: new Set(),
  image: new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']),
  voice: new Set(['audio/webm', 'audio/ogg', 'audio/mp4', 'audio/mpeg', 'audio/wav', 'audio/aac']),
};

/** `mediaType` is the sender's word, in lower case and without parameters. */
export function shownType(kind: FileKind, mediaType: string): string {
  return SHOWN[kind].has(mediaType) ? mediaType : 'application/octet-stream';
}
