// The connection to the relay: it comes back by itself, and sooner where somebody knows that it could.
import { nothing } from '../argument.ts';

export const CONNECTION_CALLS = {
  /** Ends a wait for the next attempt, and asks a connection that may be dead for a sign of life. Asked too often: nothing. */
  'connection.retry': nothing,
} as const;

export interface ConnectionValues {
  'connection.retry': null;
}
