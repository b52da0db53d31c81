// What the engine asks of the network: one connection of whole binary frames to one relay.
import type { RelayAddress } from '@hushroom/wire';

/** Why there is no connection. `relay-not-the-one`: its certificate is not under the CA that the address names. */
export type TransportErrorCode =
  'relay-unreachable' | 'relay-not-the-one' | 'relay-untrusted' | 'relay-version' | 'clock-wrong';

export class TransportError extends Error {
  readonly code: TransportErrorCode;

  constructor(code: TransportErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'TransportError';
    this.code = code;
  }
}

export interface Connection {
  /**
   * What this end exports from the TLS connection (RFC 9266), 32 bytes: a login is signed over it, so that whoever stands
   * between two connections cannot pass it on.
   */
  readonly channelBinding: Uint8Array;
  /** Sends one frame. After close it does nothing: the engine learns of that through `onClose`. */
  send(frame: Uint8Array): void;
  close(): void;
}

export interface ConnectionEvents {
  onFrame(frame: Uint8Array): void;
  /** Called once, after the last frame. */
  onClose(): void;
}

export interface Transport {
  /** Connects with TLS 1.3 and checks that the relay is the one in the address. Throws {@link TransportError}. */
  connect(address: RelayAddress, events: ConnectionEvents): Promise<Connection>;
}
