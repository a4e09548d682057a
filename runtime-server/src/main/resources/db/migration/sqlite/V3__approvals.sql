-- A filtered list finds its rows by every filter there is: the kinds of runs are few, whatever the number of runs.
-- Runs that wait for confirmation are left out: every run is created as one, and they have an index of their own.
DROP INDEX runs_by_filter;
CREATE INDEX runs_by_filter
  ON agent_runs (user_id, project_id, source_screen, source_action_key, platform, run_status)
  WHERE run_status <> 'needs_confirmation';
-- What waits for confirmation in a project, whoever owns it. Small: a run leaves it when it is decided.
CREATE INDEX waiting_runs ON agent_runs (project_id) WHERE run_status = 'needs_confirmation';

-- Events that people who confirm for others may have to hear of; few, so the index costs the other events nothing.
ALTER TABLE agent_run_events ADD COLUMN for_approvers INTEGER NOT NULL DEFAULT 0;
CREATE INDEX feed_of_approvers ON agent_run_events (position) WHERE for_approvers = 1;

CREATE INDEX secrets_to_expire ON secrets (expires_at) WHERE expires_at <> '';

-- Who changed what in governance, and why. Only added to.
CREATE TABLE governance_changes (
  id TEXT PRIMARY KEY,
  actor_id TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  reason TEXT NOT NULL,
  details_json TEXT NOT NULL,
  request_id TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX changes_of_object ON governance_changes (object);
CREATE TRIGGER governance_changes_stay BEFORE UPDATE ON governance_changes
  BEGIN SELECT RAISE(ABORT, 'governance changes are only added to'); END;
CREATE TRIGGER governance_changes_remain BEFORE DELETE ON governance_changes
  BEGIN SELECT RAISE(ABORT, 'governance changes are only added to'); END;

PRAGMA user_version = 3;
