// The files of the built interface. They are listed once at the start, and a request names one of them or gets nothing:
// no path of a request ever reaches the file system.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface RendererFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** What a page may load, by URL path. */
export class RendererFiles {
  readonly #paths = new Map<string, string | null>();

  /**
   * Lists the files of `folder`. `shellScript` is the file served as `/shell.js`, which the page loads first; null for an
   * empty one, where a preload makes the bridge.
   * Throws if the folder cannot be read or holds a type of file that no page needs.
   */
  constructor(folder: string, shellScript: string | null) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      typeOf(path);
      this.#paths.set(`/${relative(folder, path).split(sep).join('/')}`, path);
    }
    const index = this.#paths.get('/index.html');
    if (index === undefined || index === null) {
      throw new Error(`${folder} holds no index.html: build the interface first`);
    }
    this.#paths.set('/', index);
    this.#paths.set('/shell.js', shellScript);
  }

  /** The file with this path of a URL, compared as it is, without decoding; null if there is none. */
  async read(urlPath: string): Promise<RendererFile | null> {
    const path = this.#paths.get(urlPath);
    if (path === undefined) return null;
    if (path === null) return { type: typeOf(urlPath), bytes: Buffer.alloc(0) };
    return { type: typeOf(path), bytes: await readFile(path) };
  }
}

function typeOf(path: string): string {
  const type = TYPES[extname(path)];
  if (type === undefined) throw new Error(`no media type for ${path}: add it, or take the file out`);
  return type;
}
