// The connection to the relay: it comes back by itself, and sooner where somebody knows that it could.
import * as v from 'valibot';
import { nothing, relayAddress } from '../argument.ts';

export const CONNECTION_CALLS = {
  /** Ends a wait for the next attempt, and asks a connection that may be dead for a sign of life. Asked too often: nothing. */
  'connection.retry': nothing,
  /** The relay of this profile is reached at another address from now on: one that names the same key. */
  'connection.move': v.strictObject({ relay: relayAddress }),
} as const;

export interface ConnectionValues {
  'connection.retry': null;
  'connection.move': null;
}
