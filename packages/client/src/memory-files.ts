// Files in memory: for the simulation and tests.
import { EngineError } from './engine-error.ts';
import type { FileStore, FileWriter, LocalFiles } from './files/file-store.ts';

const PIECE_BYTES = 64 * 1024;

/** Ciphertexts in memory. As long as the object is kept they survive an engine's end. */
export class MemoryFileStore implements FileStore {
  readonly files = new Map<string, Uint8Array>();

  size(name: string): Promise<number> {
    return Promise.resolve(this.files.get(name)?.length ?? 0);
  }

  open(name: string, offset: number): Promise<FileWriter> {
    this.files.set(name, (this.files.get(name) ?? new Uint8Array()).slice(0, offset));
    return Promise.resolve({
      write: (chunk) => {
        const before = this.files.get(name) ?? new Uint8Array();
        const after = new Uint8Array(before.length + chunk.length);
        after.set(before);
        after.set(chunk, before.length);
        this.files.set(name, after);
        return Promise.resolve();
      },
      close: () => Promise.resolve(),
    });
  }

  async *read(name: string, { offset, end }: { offset: number; end: number }) {
    const bytes = await Promise.resolve(this.files.get(name) ?? new Uint8Array());
    if (bytes.length < end) throw new EngineError('file-damaged');
    for (let at = offset; at < end; at += PIECE_BYTES) {
      yield bytes.slice(at, Math.min(end, at + PIECE_BYTES));
    }
  }

  remove(name: string): Promise<void> {
    this.files.delete(name);
    return Promise.resolve();
  }
}

/** The user's own files, by path, in memory. */
export class MemoryLocalFiles implements LocalFiles {
  readonly files = new Map<string, Uint8Array>();

  open(path: string) {
    const bytes = this.files.get(path);
    if (bytes === undefined) return Promise.reject(new EngineError('file-unreadable'));
    return Promise.resolve({
      name: path.slice(path.lastIndexOf('/') + 1),
      sizeBytes: bytes.length,
      async *read() {
        for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
          yield await Promise.resolve(bytes.subarray(at, at + PIECE_BYTES));
        }
      },
      close: () => Promise.resolve(),
    });
  }

  async save(path: string, name: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const to = path.endsWith('/') ? `${path}${name}` : path;
    if (this.files.has(to)) throw new EngineError('file-unwritable');
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.files.set(to, whole);
    return to;
  }
}
