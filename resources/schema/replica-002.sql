-- Every row of the replica carries the digest of its other columns, as Database computes it: SQLite's own checks miss
-- most bytes that change on a disk.
ALTER TABLE documents ADD COLUMN digest INTEGER;
UPDATE documents SET digest = digest(server_id, document, checked_at);
ALTER TABLE listing ADD COLUMN digest INTEGER;
UPDATE listing SET digest = digest(server_id, organisation_id, flags, updated_at, contacted_at, texts, search);
ALTER TABLE marks ADD COLUMN digest INTEGER;
UPDATE marks SET digest = digest(name, value);
ALTER TABLE quarantine ADD COLUMN digest INTEGER;
UPDATE quarantine SET digest = digest(server_id, document, problem);
