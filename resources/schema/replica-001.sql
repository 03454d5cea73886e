-- The replica: what Capsule last told. It may be thrown away and fetched again.

-- Records as received, one JSON object each; checked_at in milliseconds since 1970, UTC.
CREATE TABLE documents (
  server_id INTEGER PRIMARY KEY,
  document TEXT NOT NULL,
  checked_at INTEGER NOT NULL
) STRICT;

-- What a list needs of a record, packed as the index keeps it, so that loading it parses no document.
CREATE TABLE listing (
  server_id INTEGER PRIMARY KEY,
  organisation_id INTEGER,
  flags INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  contacted_at INTEGER NOT NULL,
  texts TEXT NOT NULL,
  search TEXT NOT NULL
) STRICT;
CREATE INDEX listing_by_organisation ON listing (organisation_id) WHERE organisation_id IS NOT NULL;

-- Cursors and other marks of the sync engine.
CREATE TABLE marks (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- Records that could not be read; server_id is NULL where not even that was readable.
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  server_id INTEGER UNIQUE,
  document BLOB NOT NULL UNIQUE,
  problem TEXT NOT NULL
) STRICT;
