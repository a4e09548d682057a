-- A run is told in the language of whoever asked for it; those from before were all told in Chinese.
ALTER TABLE agent_runs ADD COLUMN language TEXT NOT NULL DEFAULT 'zh-CN';

PRAGMA user_version = 6;
