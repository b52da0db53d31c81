// Blobs of one's own that the relay need not keep any longer, until it has heard so.
import { isRetryable, RelayError } from '@hushroom/wire';
import type { Session } from '../connection/session.ts';
import type { Storage } from '../storage.ts';
import { deleteDoomed, loadDoomed } from './transfer-record.ts';

/** Tells the relay, which must know whose device this is. What it refuses for good is gone already, or never will be. */
export async function deleteDoomedBlobs(parts: {
  readonly storage: Storage;
  readonly session: Session;
}): Promise<void> {
  const { storage, session } = parts;
  for (const [key, { blobId, deleteToken }] of storage.transaction(loadDoomed)) {
    try {
      await session.request({ type: 'blob.delete', blobId, deleteToken });
    } catch (error) {
      // The next connection asks again.
      if (!(error instanceof RelayError) || isRetryable(error.code)) return;
    }
    storage.transaction((transaction) => {
      deleteDoomed(transaction, key);
    });
  }
}
