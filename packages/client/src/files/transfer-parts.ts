// What uploads and downloads work with.
import type { RelayPlace } from '../account/relay-place.ts';
import type { Clock } from '../clock.ts';
import type { Session } from '../connection/session.ts';
import type { BlobTransport } from './blob-transport.ts';
import type { Board } from './board.ts';
import type { FileStore } from './file-store.ts';

export interface TransferParts {
  readonly store: FileStore;
  readonly transport: BlobTransport;
  readonly session: Session;
  readonly relay: RelayPlace;
  readonly clock: Clock;
  readonly board: Board;
}
