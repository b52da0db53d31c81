// What can be done with the file of a message: fetching it, ending that, looking at it, saving it.
import type { ErrorView, TicketView } from '@hushroom/ipc';
import { createContext } from 'svelte';
import { readFile, saveFile } from '../../session/file-bytes.ts';
import type { Session } from '../../session/session.svelte.ts';

export class Files {
  readonly #session: Session;
  /** Why the last thing that was tried did not work. */
  problem = $state.raw<ErrorView | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  async fetch(message: string): Promise<void> {
    const result = await this.#session.api.call('file.fetch', { message });
    this.problem = result.ok ? null : result.error;
  }

  /** Fetches or sends once more what failed. */
  async retry(message: string): Promise<void> {
    const result = await this.#session.api.call('file.retry', { message });
    this.problem = result.ok ? null : result.error;
  }

  async cancel(message: string): Promise<void> {
    const result = await this.#session.api.call('file.cancel', { message });
    this.problem = result.ok ? null : result.error;
  }

  /** Hands a file that is here to the browser or the system to be saved. */
  async save(message: string): Promise<void> {
    const ticket = await this.#open(message);
    if (ticket !== null) saveFile(ticket);
  }

  /** The bytes of a file that is here; null if they cannot be had. */
  async read(message: string): Promise<Blob | null> {
    const ticket = await this.#open(message);
    if (ticket === null) return null;
    const bytes = await readFile(ticket.ticket);
    // Whole when it was kept, and broken off now: what is on the disk is another.
    if (bytes === null) this.problem = { code: 'file-damaged' };
    return bytes;
  }

  async #open(message: string): Promise<TicketView | null> {
    const result = await this.#session.api.call('file.open', { message });
    this.problem = result.ok ? null : result.error;
    return result.ok ? result.value : null;
  }
}

export const [getFiles, setFiles] = createContext<Files>();
