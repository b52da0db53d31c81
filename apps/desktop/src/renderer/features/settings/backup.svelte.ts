// Backups as the window makes them and takes them in. Their bytes go beside the channel, under tickets.
import { FILE_BYTES_MAX, type BackupView, type CallValues } from '@hushroom/ipc';
import { saveFile, uploadFile } from '../../session/file-bytes.ts';
import type { Session } from '../../session/session.svelte.ts';
import { Attempt } from '../../ui/attempt.svelte.ts';

/** Writing a new one. */
export class BackupExport {
  readonly #session: Session;
  readonly attempt = new Attempt();
  /** What was written; null until then. */
  made = $state.raw<CallValues['backup.export'] | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  async write(passphrase: string): Promise<void> {
    const result = await this.attempt.run(() => this.#session.api.call('backup.export', { passphrase }));
    if (result.ok) this.made = result.value;
  }

  /** Saves a copy of what was written where its user says. */
  async saveCopy(): Promise<void> {
    const name = this.made?.name;
    if (name === undefined) return;
    const result = await this.attempt.run(() => this.#session.api.call('backup.open', { name }));
    if (result.ok) saveFile(result.value);
  }
}

/** Taking one in: one of the profile's folder, or a file from elsewhere. */
export class BackupImport {
  readonly #session: Session;
  /** Those in the profile's folder, newest first. */
  here = $state.raw<readonly BackupView[]>([]);
  /** The file from elsewhere: its own name, and the one that it has here. */
  brought = $state.raw<{ readonly fileName: string; readonly name: string } | null>(null);
  /** The one that is to be taken in, by its name here; empty while none is chosen. */
  chosen = $state('');
  /** Does `reading` or `importing`. */
  readonly attempt = new Attempt();
  /** A file that was chosen did not come whole. */
  notRead = $state(false);
  /** How much was new here; null until it is done. */
  counts = $state.raw<CallValues['backup.import'] | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  /** Looks what is in the folder, and chooses the newest. */
  async load(): Promise<void> {
    const result = await this.attempt.run(() => this.#session.api.call('backup.list', {}));
    if (!result.ok) return;
    this.here = result.value;
    if (this.chosen === '') this.chosen = result.value[0]?.name ?? '';
  }

  /** Brings a file from elsewhere, and chooses it. */
  async bring(file: File): Promise<void> {
    // A file that is too large to be one is not asked about: it cannot be read.
    const sizeBytes = Math.min(file.size, FILE_BYTES_MAX);
    await this.attempt.run(async () => {
      const result = await this.#session.api.call('backup.receive', { sizeBytes });
      if (!result.ok) return result;
      const { ticket, name } = result.value;
      this.notRead = !(await uploadFile(ticket, file));
      if (!this.notRead) {
        this.brought = { fileName: file.name, name };
        this.chosen = name;
      }
      return result;
    }, 'reading');
  }

  async take(passphrase: string): Promise<void> {
    const call = () => this.#session.api.call('backup.import', { name: this.chosen, passphrase });
    const result = await this.attempt.run(call, 'importing');
    if (result.ok) this.counts = result.value;
  }
}
