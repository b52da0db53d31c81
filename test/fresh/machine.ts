// A bare machine for the fresh-clone test: an empty home, the system's Node, no display, and a clone of HEAD.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What a machine behind a proxy needs to reach the package registry; everything else of our environment is left out. */
const PASSED_ON = /^(https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file|npm_config_(registry|cafile))$/i;

export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'hushroom-fresh-'));
  readonly home = join(this.folder, 'home');
  readonly #root = join(import.meta.dirname, '../..');
  readonly #started: ChildProcess[] = [];

  constructor() {
    mkdirSync(this.home);
  }

  /** Clones HEAD of this checkout into a new folder. */
  clone(name: string): string {
    const folder = join(this.folder, name);
    const head = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: this.#root, encoding: 'utf8' }).trim();
    execFileSync('git', ['clone', '--quiet', '--no-checkout', this.#root, folder]);
    execFileSync('git', ['checkout', '--quiet', '--detach', head], { cwd: folder });
    return folder;
  }

  /** The version that a newcomer's shell has. */
  nodeVersion(): string {
    return execFileSync('node', ['--version'], { env: this.#environment(), encoding: 'utf8' }).trim();
  }

  /** Starts npm in a clone, as typed in a shell. */
  npm(clone: string, args: readonly string[]): ChildProcess {
    const child = spawn('npm', args, {
      cwd: clone,
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#started.push(child);
    return child;
  }

  /** Ids of the processes that work in a folder of this machine, or were started from one. */
  processesIn(folder: string): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
          return commandLine.includes(folder) || readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
        } catch {
          // It ended meanwhile, or is somebody else's.
          return false;
        }
      })
      .map(Number);
  }

  /** Ends whatever still runs, and deletes everything. */
  dispose(): void {
    for (const pid of this.processesIn(this.folder)) process.kill(pid, 'SIGKILL');
    for (const child of this.#started) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #environment(): NodeJS.ProcessEnv {
    const ours = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
    // npm has put the checkout's own tools in front; the last folders are the shell's.
    const path = (process.env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => !folder.includes('node_modules') && existsSync(folder));
    return { ...Object.fromEntries(ours), HOME: this.home, PATH: path.join(delimiter), LANG: 'C.UTF-8' };
  }
}
