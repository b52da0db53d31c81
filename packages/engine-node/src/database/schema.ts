// The tables of a profile's database. A change of this text is a new version with a migration.

export const SCHEMA_VERSION = 1;

/** Texts compare by their UTF-8 bytes (SQLite's BINARY collation). */
export const SCHEMA = `
  CREATE TABLE record (
    space TEXT NOT NULL,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (space, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE message (
    arrival INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    conversation TEXT NOT NULL,
    position INTEGER NOT NULL,
    sender TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    counts_unread INTEGER NOT NULL,
    text TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (conversation, position)
  ) STRICT;

  CREATE INDEX message_unread ON message (conversation, position) WHERE counts_unread = 1;
`;
