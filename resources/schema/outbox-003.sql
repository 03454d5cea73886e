-- Lists that were made here; content is JSON: a name and a rule.
CREATE TABLE lists (
  key TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum BLOB NOT NULL
) STRICT;
