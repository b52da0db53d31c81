// Opens the encrypted database file of a profile. Its key never reaches SQL text that SQLite could log: it stands in a
// pragma only. Refuses a file that another process has open, that is newer, or that does not decrypt.
import Database from 'better-sqlite3-multiple-ciphers';
import { ProfileError, type ProfileErrorCode } from '../error.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** The addon is built for this version of Node-API and crashes the process below it. */
const NODE_API_MIN = 10;
/** Written into the file's header, so that another program's database is never taken for ours. */
const APPLICATION_ID = 0x4875_7368;

const CODES: Readonly<Record<string, ProfileErrorCode>> = {
  SQLITE_BUSY: 'profile-in-use',
  SQLITE_LOCKED: 'profile-in-use',
  SQLITE_CORRUPT: 'profile-damaged',
  SQLITE_NOTADB: 'profile-damaged',
  SQLITE_FULL: 'disk-full',
  SQLITE_IOERR_WRITE: 'disk-full',
  SQLITE_IOERR_SHORT_READ: 'profile-damaged',
};

/** An error of SQLite as this package's own; anything else as it is. */
export function databaseError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  // Extended codes begin with the primary one: SQLITE_CORRUPT_INDEX.
  const name = Object.keys(CODES).find((prefix) => error.code.startsWith(prefix));
  const code = name === undefined ? undefined : CODES[name];
  return code === undefined ? error : new ProfileError(code, { cause: error });
}

/** Opens a database to read what can be read: its version is not looked at. Throws what {@link openDatabase} throws. */
export function openUnchecked(path: string, key: Uint8Array): Database.Database {
  return open(path, key, (database) => {
    // The first page, at least.
    database.pragma('schema_version');
  });
}

/**
 * Opens or creates the database at `path` with a raw 32-byte key. Throws {@link ProfileError} `profile-in-use`,
 * `profile-newer`, `profile-damaged` (also for another key) or `disk-full`.
 */
export function openDatabase(path: string, key: Uint8Array): Database.Database {
  return open(path, key, migrate);
}

function open(
  path: string,
  key: Uint8Array,
  begin: (database: Database.Database) => void,
): Database.Database {
  if (Number(process.versions.napi) < NODE_API_MIN) {
    throw new Error(`the database needs Node-API ${NODE_API_MIN}; this Node has ${process.versions.napi}`);
  }
  // No waiting for a lock: one engine per profile is a rule, and the other one will not go away in a moment.
  const database = new Database(path, { timeout: 0 });
  try {
    // First, or a second process could open the file too and use a ratchet twice.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma(`cipher = 'aegis'`);
    database.pragma(`key = "raw:${Buffer.from(key).toString('hex')}"`);
    database.pragma('journal_mode = WAL');
    // What was acknowledged is on the disk, also after a power cut.
    database.pragma('synchronous = FULL');
    database.pragma('temp_store = MEMORY');
    database.pragma('secure_delete = ON');
    database.pragma('foreign_keys = ON');
    begin(database);
    return database;
  } catch (error) {
    database.close();
    throw databaseError(error);
  }
}

function migrate(database: Database.Database): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  const application = database.pragma('application_id', { simple: true }) as number;
  if (version > SCHEMA_VERSION) throw new ProfileError('profile-newer');
  if (version === SCHEMA_VERSION && application === APPLICATION_ID) {
    // Taking the write lock now settles who owns the file.
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    return;
  }
  if (version !== 0 || application !== 0) throw new ProfileError('profile-damaged');
  database.exec(
    `BEGIN EXCLUSIVE; ${SCHEMA}
     PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`,
  );
}
