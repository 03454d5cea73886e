-- The orders that lists were last shown in, so that a start has nothing to sort: in parts of some rows each, for every
-- row its id and the stamp of what decided about its place, 8 bytes each, little-endian.
CREATE TABLE orders (
  sort INTEGER NOT NULL,
  part INTEGER NOT NULL,
  places BLOB NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (sort, part)
) STRICT, WITHOUT ROWID;

-- The digest is another one now, eight bytes a step.
UPDATE documents SET digest = digest(server_id, document, checked_at);
UPDATE listing SET digest = digest(server_id, organisation_id, flags, updated_at, contacted_at, texts, search);
UPDATE marks SET digest = digest(name, value);
UPDATE quarantine SET digest = digest(server_id, document, problem);
