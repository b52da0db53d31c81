// What every store must do, as tests: run over memory and over SQLite. Expectations are of the interface alone.
import { blobsContract } from './contract/blobs.ts';
import { expiryContract } from './contract/expiry.ts';
import type { OpenStore } from './contract/fixture.ts';
import { inboxesContract } from './contract/inboxes.ts';
import { logsContract } from './contract/logs.ts';
import { rosterContract } from './contract/roster.ts';

/** Runs the contract. `open` makes an empty store; the caller cleans up after it. */
export function storeContract(name: string, open: OpenStore): void {
  logsContract(name, open);
  inboxesContract(name, open);
  rosterContract(name, open);
  expiryContract(name, open);
  blobsContract(name, open);
}
