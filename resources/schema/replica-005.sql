-- What the account offers its records: a row a list, as received, a JSON array each.
CREATE TABLE catalogue (
  list TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  digest INTEGER NOT NULL
) STRICT;
