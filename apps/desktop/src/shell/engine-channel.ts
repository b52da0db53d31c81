// The messages between a broker and its engine process, and the engine process as a broker sees it.
// They carry what a page may send and see, plus what is between the two alone: readiness and the keychain.
import type { EngineMessage, ParsedCall } from '@hushroom/ipc';

/** Asks the shell to seal a profile's key with the system's keychain, or to open what it sealed. Bytes are base64. */
export interface KeychainRequest {
  readonly keychain: 'seal' | 'open';
  readonly request: number;
  readonly data: string;
}

/** `data` is null if the keychain is not available or refused. */
export interface KeychainReply {
  readonly keychain: 'reply';
  readonly request: number;
  readonly data: string | null;
}

/** The first message of an engine process: it takes calls from now on. */
export interface EngineReady {
  readonly ready: true;
  /** Where it takes and gives the bytes of files. */
  readonly files: string;
}

export type ToEngine = ParsedCall | KeychainReply;
export type FromEngine = EngineMessage | EngineReady | KeychainRequest;

/** One running engine process. */
export interface EngineProcess {
  send(message: ToEngine): void;
  onMessage(listener: (message: FromEngine) => void): void;
  /** Every listener is called once, when the process is gone for whatever reason. */
  onExit(listener: () => void): void;
  kill(): void;
}

/** Seals small secrets, as base64, with the system's keychain. Both resolve to null if it refuses. */
export interface Keychain {
  seal(data: string): Promise<string | null>;
  open(data: string): Promise<string | null>;
}

/** What an engine process is started with besides, for another profile than the one it would have: the last one counts. */
export function profileArgs(profile: string | null): readonly string[] {
  return profile === null ? [] : ['--profile', profile];
}
