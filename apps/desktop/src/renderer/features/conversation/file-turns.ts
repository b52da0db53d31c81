// Files on their way from this page to the engine, one after the other: a ticket does not wait for long, and a browser opens
// few connections. The next file is offered when the bytes of the one before are through.
import type { CallArgs, ErrorView, HushroomApi, MessageView } from '@hushroom/ipc';
import { uploadFile } from '../../session/file-bytes.ts';

export interface FileTurnsParts {
  readonly api: HushroomApi;
  /** Brings the bytes of an offered file under a ticket. Tests put another in its place. */
  readonly upload?: (ticket: string, bytes: Blob) => Promise<unknown>;
  /** A file stands in the timeline. */
  readonly onOffered: (message: MessageView) => void;
}

export class FileTurns {
  readonly #parts: FileTurnsParts;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(parts: FileTurnsParts) {
    this.#parts = parts;
  }

  /** Offers a file when it is its turn. Resolves when it is in the timeline, to null, or to why it was refused. */
  send(bytes: Blob, offer: CallArgs<'file.offer'>): Promise<ErrorView | null> {
    const { api, upload = uploadFile, onOffered } = this.#parts;
    const offered = this.#turn.then(() => api.call('file.offer', offer));
    this.#turn = offered.then((result) => (result.ok ? upload(result.value.ticket, bytes) : null));
    return offered.then((result) => {
      if (!result.ok) return result.error;
      onOffered(result.value.message);
      return null;
    });
  }
}
