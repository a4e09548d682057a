-- One index for both feeds: a stream of one project passes over the user's other events inside the index. Each event was
-- written into one index more than it needs, and events are what is written most.
DROP INDEX feed_of_project;
DROP INDEX feed_of_user;
CREATE INDEX feed_of_user ON agent_run_events (user_id, position, project_id);

-- A user's runs are merged from those of each project.
DROP INDEX runs_of_user;

PRAGMA user_version = 2;
