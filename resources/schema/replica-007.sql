-- What lists ask beside texts: when a record was made, in seconds since 1970, and whose it is, by the user's id. 0 for none.
ALTER TABLE listing ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE listing ADD COLUMN owner_id INTEGER NOT NULL DEFAULT 0;
UPDATE listing SET
  created_at = coalesce((SELECT CAST(strftime('%s', json_extract(document, '$.createdAt')) AS INTEGER)
    FROM documents WHERE documents.server_id = listing.server_id AND json_valid(document)), 0),
  owner_id = coalesce((SELECT CAST(json_extract(document, '$.owner.id') AS INTEGER)
    FROM documents WHERE documents.server_id = listing.server_id AND json_valid(document)), 0);
UPDATE listing SET digest
  = digest(server_id, organisation_id, flags, updated_at, contacted_at, created_at, owner_id, texts, search);

-- What filters saved in Capsule gave when they were last run: ids of records, 8 bytes each, little-endian; at in seconds
-- since 1970, by Capsule's clock.
CREATE TABLE filter_results (
  filter_id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  ids BLOB NOT NULL,
  digest INTEGER NOT NULL
) STRICT;
