-- The screen that a person was on and speaks of: "why did this fall" is not the same question everywhere.
ALTER TABLE messages ADD COLUMN source_screen TEXT NOT NULL DEFAULT '';

PRAGMA user_version = 4;
