-- What runs over many records keep: for a run "run/1" what it does and how far it is and "ids/1" its records, and for
-- each record that it came to "row/1/5" what became of it. Numbers in keys have nine digits, so that a run's rows stand
-- together; content is JSON, of the records their local ids in Base64.
CREATE TABLE bulks (
  key TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum BLOB NOT NULL
) STRICT;

-- Since this version entries and drafts may be about notes and tasks, and identities theirs: then the content of an
-- identity is the local id that the note or task has everywhere else.
