// The backups of an open profile: those in its folder, which a page asks for by name and whose bytes go under tickets, and
// those at paths that the command was given.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EngineError, Tickets, type Clock, type Engine, type FileTicket } from '@hushroom/client';
import type { BackupView, CallValues } from '@hushroom/ipc';
import { systemRandom } from '../clock.ts';
import { ProfileError } from '../error.ts';
import { DiskLocalFiles } from '../files/disk-local-files.ts';
import type { KdfParameters } from '../profile/kdf.ts';
import { backupFolder, backupPath, exportHistory, importHistory, makeFolderFor } from './backup.ts';

const SUFFIX = '.backup';
/** What a page brought from elsewhere is called; it is gone when the profile is closed. */
const RECEIVED = 'received-';
const MEDIA_TYPE = 'application/octet-stream';

export interface BackupsParts {
  /** The profile's. */
  readonly folder: string;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly kdf: KdfParameters;
}

export class Backups {
  readonly #parts: BackupsParts;
  readonly #tickets: Tickets;
  readonly #files = new DiskLocalFiles();
  #received = 0;

  constructor(parts: BackupsParts) {
    this.#parts = parts;
    this.#tickets = new Tickets(parts.clock, systemRandom);
    // What a process that was killed had been brought.
    this.#removeReceived();
  }

  /** Writes a new one into the profile's folder. Throws `file-unwritable`, `disk-full`. */
  async export(passphrase: string): Promise<CallValues['backup.export']> {
    const at = this.#parts.clock.now();
    const path = backupPath(this.#parts.folder, at);
    makeFolderFor(path);
    const { bytes } = await this.exportTo(path, passphrase);
    return { name: basename(path), path, bytes, at };
  }

  /** Throws `file-exists`, `file-unwritable`, `disk-full`. */
  async exportTo(path: string, passphrase: string): Promise<CallValues['backup.exportPath']> {
    const { engine, kdf } = this.#parts;
    return { path, bytes: await exportHistory(engine.history(), path, { passphrase, parameters: kdf }) };
  }

  /** Those in the profile's folder, newest first. */
  list(): readonly BackupView[] {
    return this.#names()
      .filter((name) => !name.startsWith(RECEIVED))
      .map((name) => {
        const { size, mtimeMs } = statSync(this.#path(name));
        return { name, bytes: size, at: Math.floor(mtimeMs) };
      })
      .sort((left, right) => right.at - left.at);
  }

  /** A ticket to read one. Throws `backup-missing`. */
  open(name: string): CallValues['backup.open'] {
    const path = this.#path(name);
    if (!existsSync(path)) throw new ProfileError('backup-missing');
    const sizeBytes = statSync(path).size;
    const files = this.#files;
    const out: FileTicket = {
      direction: 'out',
      name,
      mediaType: MEDIA_TYPE,
      kind: 'file',
      sizeBytes,
      async *read() {
        yield* (await files.open(path)).read();
      },
    };
    return { ticket: this.#tickets.issue(out), name, mediaType: MEDIA_TYPE, sizeBytes };
  }

  /** A ticket to bring one from elsewhere, of exactly that size. */
  receive(sizeBytes: number): CallValues['backup.receive'] {
    this.#received += 1;
    const name = `${RECEIVED}${String(this.#received)}${SUFFIX}`;
    const path = this.#path(name);
    const take = async (bytes: AsyncIterable<Uint8Array>): Promise<void> => {
      makeFolderFor(path);
      await this.#files.save(path, name, exactly(sizeBytes, bytes));
    };
    return { ticket: this.#tickets.issue({ direction: 'in', sizeBytes, take }), name };
  }

  /** Takes one of the profile's folder in. Throws what {@link importHistory} throws. */
  async import(name: string, passphrase: string): Promise<CallValues['backup.import']> {
    const path = this.#path(name);
    const counts = await this.importFrom(path, passphrase);
    if (name.startsWith(RECEIVED)) rmSync(path, { force: true });
    return counts;
  }

  /** Throws what {@link importHistory} throws. */
  importFrom(path: string, passphrase: string): Promise<CallValues['backup.importPath']> {
    const { engine, kdf } = this.#parts;
    return importHistory(engine, path, { passphrase, parameters: kdf });
  }

  useTicket(ticket: string): FileTicket | null {
    return this.#tickets.use(ticket);
  }

  stop(): void {
    this.#tickets.stop();
    this.#removeReceived();
  }

  #path(name: string): string {
    return join(backupFolder(this.#parts.folder), name);
  }

  #names(): string[] {
    const folder = backupFolder(this.#parts.folder);
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(SUFFIX)) : [];
  }

  #removeReceived(): void {
    for (const name of this.#names())
      if (name.startsWith(RECEIVED)) rmSync(this.#path(name), { force: true });
  }
}

/** The same bytes. Throws EngineError `file-interrupted` where they are more or fewer. */
async function* exactly(sizeBytes: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let taken = 0;
  for await (const piece of bytes) {
    taken += piece.length;
    if (taken > sizeBytes) throw new EngineError('file-interrupted');
    yield piece;
  }
  if (taken < sizeBytes) throw new EngineError('file-interrupted');
}
