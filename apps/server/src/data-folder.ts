// The relay's folder of files: made private, every file replaced as a whole or not at all.
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

export class DataFolder {
  readonly path: string;

  /** Makes the folder if need be. Throws the system's error. */
  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
  }

  pathOf(name: string): string {
    return join(this.path, name);
  }

  /** The content of a file; null if there is none. */
  read(name: string): Buffer | null {
    try {
      return readFileSync(this.pathOf(name));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  /** Writes a file that only its owner may read. A crash leaves the old content or the new. */
  write(name: string, content: string | Uint8Array): void {
    const temporary = this.pathOf(`${name}.new`);
    const file = openSync(temporary, 'w', PRIVATE_FILE);
    try {
      // Not writeSync, which may write a part only.
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, this.pathOf(name));
  }
}
