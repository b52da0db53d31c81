// How the engine stands towards the relay.

export type ConnectionState = 'connecting' | 'online' | 'offline';

export interface ConnectionView {
  readonly state: ConnectionState;
  /** Why it is not online, as an error code; null while all is well or nothing is known. */
  readonly reason: string | null;
  readonly relayName: string;
  readonly relayAddress: string;
  /** Messages that wait for the relay. */
  readonly queued: number;
  /** When the next attempt is due, ms since 1970; null when online or not trying. */
  readonly retryAt: number | null;
}
