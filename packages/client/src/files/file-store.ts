// What the engine asks of the disk: ciphertexts kept in the profile, and files of the user's own. Bytes in pieces, so that
// memory stays the same whatever a file's size.

/** A ciphertext open for writing, from a given offset on. */
export interface FileWriter {
  /** Appends. Throws EngineError `disk-full`. */
  write(chunk: Uint8Array): Promise<void>;
  /** Resolves when everything written is durable. Must be called, also after a write that threw. */
  close(): Promise<void>;
}

/** The profile's folder of ciphertexts; names are lower-case hex. */
export interface FileStore {
  /** Bytes that are there; 0 where there is none. */
  size(name: string): Promise<number>;
  /** Opens, made if need be; what stands at the offset and behind it is cut off. */
  open(name: string, offset: number): Promise<FileWriter>;
  /** Bytes from `offset` up to `end`, not included. Throws if there are fewer. */
  read(name: string, range: { readonly offset: number; readonly end: number }): AsyncIterable<Uint8Array>;
  /** Removes; one that is not there is no error. */
  remove(name: string): Promise<void>;
}

/** Files outside of the profile, by paths that the user gave to the command. */
export interface LocalFiles {
  /** Throws EngineError `file-unreadable` for anything but a file that can be read. */
  open(path: string): Promise<LocalFile>;
  /**
   * Writes a new file: at `path`, or under `name` where `path` is a folder. It appears whole or not at all, and never in
   * the place of another. Returns where. Throws EngineError `file-unwritable`, `disk-full`.
   */
  save(path: string, name: string, bytes: AsyncIterable<Uint8Array>): Promise<string>;
}

export interface LocalFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Reads once; closes what it opened. */
  read(): AsyncIterable<Uint8Array>;
  /** For one that is not read. */
  close(): Promise<void>;
}
