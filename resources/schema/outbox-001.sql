-- The outbox: what exists nowhere else. Every row carries the SHA-256 of its key and content.

-- The lowest and the highest sequence number that entries and quarantine must hold between them.
CREATE TABLE header (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  span TEXT NOT NULL,
  checksum BLOB NOT NULL
) STRICT;

-- One piece of unsent or just sent work each; content is JSON.
CREATE TABLE entries (
  sequence INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  checksum BLOB NOT NULL
) STRICT;

-- Records made on this computer, and the id Capsule gave them.
CREATE TABLE identities (
  local_id TEXT PRIMARY KEY,
  server_id TEXT NOT NULL UNIQUE,
  checksum BLOB NOT NULL
) STRICT;

-- What is typed and not saved; content is JSON.
CREATE TABLE drafts (
  local_id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum BLOB NOT NULL
) STRICT;

-- Rows whose checksum was wrong, as they were found, and the numbers of entries that were missing.
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  origin TEXT NOT NULL,
  key TEXT NOT NULL,
  content BLOB,
  checksum BLOB,
  found_at TEXT NOT NULL
) STRICT;
