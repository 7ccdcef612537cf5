-- What belongs to the data and must be as secret as they are: the file's own name, settings, unsent drafts, who was erased.
INSERT OR IGNORE INTO meta(key, value) VALUES ('database_id', lower(hex(randomblob(16))));
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE draft (
  place TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE forgotten (
  uid TEXT PRIMARY KEY,
  erased_on TEXT NOT NULL,
  purge_on TEXT NOT NULL,
  purged INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
