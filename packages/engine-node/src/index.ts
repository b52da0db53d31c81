// What the engine is given on a computer: profiles, database, sockets, and the host that joins them. The engine and
// everything heavy are loaded by the functions that need them: a command that attaches loads none of it.
import type { FileTicket, Transport } from '@hushroom/client';
import type { FileSocket } from './files/file-socket.ts';
import type { EngineHost, EngineHostOptions } from './host/engine-host.ts';

export { ProfileError, type ProfileErrorCode } from './error.ts';
export { CallError } from './host/call-error.ts';
export type { EngineConnection } from './host/connection.ts';
export type { EngineHost, EngineHostOptions } from './host/engine-host.ts';
export { newEngine, openEngine, type OwnEngineOptions } from './host/open-engine.ts';
export type { Keychain } from './profile/key-slot.ts';
export type { KdfParameters } from './profile/kdf.ts';
export { homeFolder, profileFolder, type ProfileChoice } from './profile/location.ts';

/** The host of one profile, for a process that serves it. */
export async function createEngineHost(options: EngineHostOptions): Promise<EngineHost> {
  const { EngineHost } = await import('./host/engine-host.ts');
  return new EngineHost(options);
}

/** The socket where a shell brings and fetches the bytes of files. `useTicket` says what a ticket opens, and ends it. */
export async function listenForFiles(useTicket: (ticket: string) => FileTicket | null): Promise<FileSocket> {
  const { FileSocket } = await import('./files/file-socket.ts');
  return FileSocket.listen(useTicket);
}

/** Connections to relays over TLS. `now` is the computer's clock, ms since 1970. */
export async function createRelayTransport(now: () => number): Promise<Transport> {
  const { RelayTransport } = await import('./transport/relay-transport.ts');
  return new RelayTransport({ now });
}
