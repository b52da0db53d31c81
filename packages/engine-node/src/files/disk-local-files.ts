// The user's own files, by the paths that the command was given.
import { link, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { EngineError, type LocalFile, type LocalFiles } from '@hushroom/client';
import { hasCode, writeError } from './disk-error.ts';
import { pieces, writeAt } from './file-pieces.ts';

/** `name (2).txt`, `name (3).txt` and so on are tried where a name in a folder is taken. */
const NAMES_MAX = 1000;
const PRIVATE_FILE = 0o600;

export class DiskLocalFiles implements LocalFiles {
  async open(path: string): Promise<LocalFile> {
    const file = await openForReading(path);
    const { size } = await file.stat();
    return {
      name: basename(path),
      sizeBytes: size,
      async *read() {
        try {
          yield* pieces(file);
        } finally {
          await file.close();
        }
      },
      close: () => file.close(),
    };
  }

  async save(path: string, name: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const isInFolder = await isFolder(path);
    const folder = isInFolder ? path : dirname(path);
    // Beside its place, so that it can take it in one step.
    const temporary = join(folder, `.hushroom-${randomBytes(8).toString('hex')}.part`);
    try {
      await writeWhole(temporary, bytes);
      return await place(temporary, folder, isInFolder ? candidates(name) : [basename(path)]);
    } catch (error) {
      if (error instanceof EngineError) throw error;
      throw new EngineError('file-unwritable', null, { cause: error });
    } finally {
      await rm(temporary, { force: true });
    }
  }
}

async function openForReading(path: string): Promise<FileHandle> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r');
    if ((await file.stat()).isFile()) return file;
  } catch (error) {
    await file?.close();
    throw new EngineError('file-unreadable', null, { cause: error });
  }
  await file.close();
  throw new EngineError('file-unreadable');
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return false;
    throw new EngineError('file-unwritable', null, { cause: error });
  }
}

async function writeWhole(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', PRIVATE_FILE);
  try {
    let at = 0;
    for await (const piece of bytes) {
      await writeAt(file, piece, at);
      at += piece.length;
    }
    await file.sync();
  } catch (error) {
    throw writeError(error);
  } finally {
    await file.close();
  }
}

/** Gives a file the first name that is free; never takes the place of another. */
async function place(temporary: string, folder: string, names: Iterable<string>): Promise<string> {
  for (const name of names) {
    const path = join(folder, name);
    try {
      // Unlike a rename, a link fails where something stands.
      await link(temporary, path);
      return path;
    } catch (error) {
      if (hasCode(error, 'EEXIST')) continue;
      // File systems without links: between looking and moving another file could come.
      if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP')) throw error;
      if (await exists(path)) continue;
      await rename(temporary, path);
      return path;
    }
  }
  throw new EngineError('file-unwritable');
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function* candidates(name: string): Generator<string> {
  yield name;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let number = 2; number <= NAMES_MAX; number++) yield `${stem} (${number})${extension}`;
}
