// A file system of 4 MiB, to be filled.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class SmallDisk {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Mounts one in a folder; null, with the reason printed, where that cannot be done. */
  static mount(folder: string): SmallDisk | null {
    const path = join(folder, 'disk');
    mkdirSync(path);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path], { stdio: 'ignore' });
      return new SmallDisk(path);
    } catch {
      process.stdout.write('skipped: a small disk can be mounted by root only\n');
      return null;
    }
  }

  /** Leaves no room at all. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.path);
    writeFileSync(this.#ballast, new Uint8Array(bavail * bsize));
  }

  makeRoom(): void {
    rmSync(this.#ballast);
  }

  /** Throws while a process has files open there. */
  unmount(): void {
    execFileSync('umount', [this.path]);
  }

  get #ballast(): string {
    return join(this.path, 'ballast');
  }
}
