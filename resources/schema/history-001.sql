-- The history: what became of every save and delete, and what others changed. Kept for ever; only this computer has it.

-- A line a thing that happened; `at` in milliseconds since 1970, UTC. `sequence` is that of the outbox entry, NULL for
-- what others did. `content` is an outbox entry as the outbox writes it, packed.
CREATE TABLE lines (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  local_id TEXT NOT NULL,
  sequence INTEGER UNIQUE,
  content BLOB NOT NULL
) STRICT;
CREATE INDEX lines_by_record ON lines (local_id);
CREATE INDEX lines_by_others ON lines (at) WHERE sequence IS NULL;
