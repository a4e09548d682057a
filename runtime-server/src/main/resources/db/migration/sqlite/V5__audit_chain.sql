-- The audit log becomes a chain: entries are numbered without gaps, and the hash of each is over the hash before it and
-- everything that the entry says. SQLite cannot compute such hashes, and hashes made up afterwards would vouch for what
-- nobody watched: entries from before have none. The first entry that has one covers them.
CREATE TABLE chained_changes (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  reason TEXT NOT NULL,
  details_json TEXT NOT NULL,
  request_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  chain_hash TEXT NOT NULL
) STRICT;
INSERT INTO chained_changes
  SELECT row_number() OVER (ORDER BY rowid), id, actor_id, action, object, reason, details_json, request_id, created_at, ''
  FROM governance_changes ORDER BY rowid;
DROP TABLE governance_changes;
ALTER TABLE chained_changes RENAME TO governance_changes;
CREATE INDEX changes_of_object ON governance_changes (object);
CREATE TRIGGER governance_changes_stay BEFORE UPDATE ON governance_changes
  BEGIN SELECT RAISE(ABORT, 'governance changes are only added to'); END;
CREATE TRIGGER governance_changes_remain BEFORE DELETE ON governance_changes
  BEGIN SELECT RAISE(ABORT, 'governance changes are only added to'); END;

PRAGMA user_version = 5;
