-- The two tables of the plan document, its columns first and unchanged; what the runtime adds follows.
-- Both keep their rowid: it grows with each insert, so an index that ends with it is in order of arrival.
CREATE TABLE agent_runs (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  project_id TEXT NOT NULL DEFAULT '',
  source_type TEXT NOT NULL,
  source_screen TEXT NOT NULL,
  source_action_key TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  intent_key TEXT NOT NULL DEFAULT '',
  platform TEXT NOT NULL DEFAULT '',
  platform_scope TEXT NOT NULL DEFAULT 'single_platform',
  delivery_mode TEXT NOT NULL DEFAULT 'hybrid',
  run_status TEXT NOT NULL,
  scheduling_mode TEXT NOT NULL DEFAULT 'queued',
  active_executor_key TEXT NOT NULL DEFAULT '',
  plan_json TEXT NOT NULL DEFAULT '{}',
  result_json TEXT NOT NULL DEFAULT '{}',
  status_summary TEXT NOT NULL DEFAULT '',
  needs_user_input INTEGER NOT NULL DEFAULT 0,
  blocked_reason TEXT NOT NULL DEFAULT '',
  active_admin_override_notice_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  started_at TEXT NOT NULL DEFAULT '',
  finished_at TEXT NOT NULL DEFAULT '',
  number INTEGER NOT NULL DEFAULT 0,
  retry_of TEXT NOT NULL DEFAULT '',
  expires_at TEXT NOT NULL DEFAULT '',
  -- When the run was queued, and its place in line: a clock may go back, the event log does not.
  queued_at TEXT NOT NULL DEFAULT '',
  queue_ticket INTEGER NOT NULL DEFAULT 0,
  plan_digest TEXT NOT NULL DEFAULT '',
  waiting_json TEXT NOT NULL DEFAULT '{}',
  lease_owner TEXT NOT NULL DEFAULT '',
  lease_epoch INTEGER NOT NULL DEFAULT 0,
  lease_until TEXT NOT NULL DEFAULT '',
  governance_snapshot_json TEXT NOT NULL DEFAULT '{}'
);

CREATE INDEX runs_of_user ON agent_runs (user_id);
CREATE INDEX runs_of_project ON agent_runs (user_id, project_id);
-- Every filtered list: runs that share all four are in order of arrival, and a page merges few such groups.
CREATE INDEX runs_by_filter ON agent_runs (user_id, project_id, source_screen, run_status);
-- The lane: at most one active run for a user in a project, whatever the code does.
CREATE UNIQUE INDEX active_run_of_lane ON agent_runs (user_id, project_id)
  WHERE run_status IN ('running', 'blocked', 'cancelling');
CREATE INDEX queue_of_lane ON agent_runs (user_id, project_id, queue_ticket)
  WHERE run_status = 'queued';
CREATE INDEX runs_to_expire ON agent_runs (expires_at)
  WHERE run_status = 'needs_confirmation' AND expires_at <> '';
CREATE INDEX open_runs ON agent_runs (run_status)
  WHERE run_status IN ('queued', 'running', 'blocked', 'cancelling');

CREATE TABLE agent_run_events (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  details_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL,
  seq INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL DEFAULT 0,
  run_status TEXT NOT NULL DEFAULT '',
  run_number INTEGER NOT NULL DEFAULT 0,
  user_id TEXT NOT NULL DEFAULT '',
  project_id TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX events_of_run ON agent_run_events (run_id, seq);
CREATE INDEX feed_of_user ON agent_run_events (user_id, position);
CREATE INDEX feed_of_project ON agent_run_events (user_id, project_id, position);

-- What finished steps left for later ones.
CREATE TABLE run_steps (
  run_id TEXT NOT NULL,
  step_index INTEGER NOT NULL,
  tool TEXT NOT NULL,
  content_json TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (run_id, step_index)
) STRICT, WITHOUT ROWID;

-- The last run number of a project ('project/…'), or of a user's runs without one ('user/…').
CREATE TABLE run_numbers (
  counter TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  standing TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE secrets (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  user_id TEXT NOT NULL,
  prefix TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  sample INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE project_members (
  project_id TEXT NOT NULL REFERENCES projects (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  role TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (project_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX projects_of_member ON project_members (user_id);

CREATE TABLE documents (
  project_id TEXT NOT NULL,
  collection TEXT NOT NULL,
  key TEXT NOT NULL,
  content_json TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (project_id, collection, key)
) STRICT, WITHOUT ROWID;

-- Counted as documents are put: counting 300 000 rows takes longer than a page may.
CREATE TABLE collections (
  project_id TEXT NOT NULL,
  name TEXT NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (project_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  project_id TEXT NOT NULL,
  title TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_of_user ON sessions (user_id, updated_at);
CREATE INDEX sessions_of_project ON sessions (user_id, project_id, updated_at);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL,
  role TEXT NOT NULL,
  content TEXT NOT NULL,
  run_id TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
CREATE INDEX messages_of_session ON messages (session_id);

CREATE TABLE policy_layers (
  scope TEXT NOT NULL,
  key TEXT NOT NULL,
  policy_json TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  notice TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- With rowid: keys are random, bodies are large, and a clustered table would rewrite a page for each.
CREATE TABLE idempotency_answers (
  user_id TEXT NOT NULL,
  route TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (user_id, route, key)
) STRICT;
CREATE INDEX answers_by_age ON idempotency_answers (created_at);

PRAGMA user_version = 1;
