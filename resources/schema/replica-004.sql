-- Records that Capsule deleted, so that no late page brings one back; at in seconds since 1970, by Capsule's clock. Kept
-- 90 days.
CREATE TABLE tombstones (
  server_id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  digest INTEGER NOT NULL
) STRICT;

-- The records met so far by the comparison of all ids. Without digest: a row too many or too few costs a question.
CREATE TABLE met (
  server_id INTEGER PRIMARY KEY
) STRICT;
