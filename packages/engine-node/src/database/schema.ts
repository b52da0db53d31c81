// The tables of a profile's database. A change of this text is a new version with a migration.

export const SCHEMA_VERSION = 5;

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
    counts_mention INTEGER NOT NULL,
    expires_at INTEGER,
    text TEXT NOT NULL,
    is_searchable INTEGER NOT NULL,
    has_file INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (conversation, position)
  ) STRICT;

  CREATE INDEX message_unread ON message (conversation, position) WHERE counts_unread = 1;
  CREATE INDEX message_file ON message (has_file) WHERE has_file = 1;

  -- Every three characters of every text that may be searched, in the form in which texts are compared, which stands
  -- here too: an entry can be taken out whatever a later version makes of its text. Nothing of it stays in the index.
  CREATE VIRTUAL TABLE message_text USING fts5 (text, tokenize = 'trigram case_sensitive 1');
  INSERT INTO message_text (message_text, rank) VALUES ('secure-delete', 1);

  CREATE TRIGGER message_text_delete AFTER DELETE ON message BEGIN
    DELETE FROM message_text WHERE rowid = old.arrival;
  END;
  CREATE INDEX message_expiry ON message (expires_at) WHERE expires_at IS NOT NULL;
  CREATE INDEX message_mention ON message (conversation, position) WHERE counts_mention = 1;
`;
