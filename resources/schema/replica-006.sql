-- What happens around the parties, as received, read when somebody looks at it. Times in milliseconds since 1970, UTC.

-- Entries of a party's history. One may be filed at several parties.
CREATE TABLE entries (
  server_id INTEGER NOT NULL,
  party_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  document TEXT NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (server_id, party_id)
) STRICT;
CREATE INDEX entries_by_party ON entries (party_id, at);

-- How far the entries of a party were read, the newest first: the page to be read next, the time of the oldest one here.
CREATE TABLE reaches (
  party_id INTEGER PRIMARY KEY,
  next TEXT NOT NULL,
  oldest INTEGER NOT NULL,
  complete INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  digest INTEGER NOT NULL
) STRICT;

-- Tasks; party_id is 0 for those of no party, met_at when a walk over all open ones last had it.
CREATE TABLE tasks (
  server_id INTEGER PRIMARY KEY,
  party_id INTEGER NOT NULL,
  open INTEGER NOT NULL,
  met_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  digest INTEGER NOT NULL
) STRICT;
CREATE INDEX tasks_by_party ON tasks (party_id);

-- Opportunities (kind 0) and projects (1) of a party, and when they were read; server_id 0 stands for that.
CREATE TABLE deals (
  party_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  server_id INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  document TEXT NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (party_id, kind, server_id)
) STRICT;
