CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  account_id INTEGER REFERENCES record(id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES record(id) ON DELETE CASCADE,
  ref_id INTEGER REFERENCES record(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  position REAL NOT NULL,
  created_on TEXT NOT NULL,
  archived_at TEXT
) STRICT;
CREATE INDEX record_account ON record(account_id);
CREATE INDEX record_parent ON record(parent_id, kind, position);
CREATE INDEX record_ref ON record(ref_id) WHERE ref_id IS NOT NULL;
CREATE INDEX record_kind_name ON record(kind, name);

CREATE TABLE fact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  record_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  certainty TEXT NOT NULL,
  source_kind TEXT NOT NULL,
  source_text TEXT NOT NULL,
  source_person INTEGER REFERENCES record(id) ON DELETE SET NULL,
  seen_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  note TEXT NOT NULL,
  is_current INTEGER NOT NULL
) STRICT;
CREATE INDEX fact_record ON fact(record_id, field);
CREATE UNIQUE INDEX fact_current ON fact(record_id, field) WHERE is_current = 1;
CREATE INDEX fact_source ON fact(source_person) WHERE source_person IS NOT NULL;

CREATE TABLE link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  from_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  to_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  note TEXT NOT NULL,
  created_on TEXT NOT NULL,
  UNIQUE (kind, from_id, to_id, field)
) STRICT;
CREATE INDEX link_to ON link(to_id);

CREATE TABLE stage_event (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  project_id INTEGER NOT NULL REFERENCES record(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  stage INTEGER NOT NULL,
  day TEXT NOT NULL,
  reason TEXT NOT NULL,
  open_items TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX stage_event_project ON stage_event(project_id);

CREATE TABLE own_definition (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  what TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE summary (
  account_id INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  search_text TEXT NOT NULL,
  industry TEXT NOT NULL,
  city TEXT NOT NULL,
  tier TEXT NOT NULL,
  stage INTEGER NOT NULL,
  status TEXT NOT NULL,
  project_title TEXT NOT NULL,
  point INTEGER NOT NULL,
  line INTEGER NOT NULL,
  surface INTEGER NOT NULL,
  precision INTEGER NOT NULL,
  total INTEGER NOT NULL,
  last_touch TEXT NOT NULL,
  next_due TEXT NOT NULL,
  archived INTEGER NOT NULL,
  good_until TEXT NOT NULL
) STRICT;
CREATE INDEX summary_name ON summary(archived, sort_key, account_id);
CREATE INDEX summary_stage ON summary(archived, stage, sort_key, account_id);
CREATE INDEX summary_total ON summary(archived, total, sort_key, account_id);
CREATE INDEX summary_touch ON summary(archived, last_touch, sort_key, account_id);
CREATE INDEX summary_due ON summary(archived, next_due, sort_key, account_id);
CREATE INDEX summary_good ON summary(good_until);

CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  params TEXT NOT NULL,
  at TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  step_id INTEGER NOT NULL REFERENCES step(id) ON DELETE CASCADE,
  inverse TEXT NOT NULL,
  record_id INTEGER,
  account_id INTEGER
) STRICT;
CREATE INDEX change_step ON change(step_id, id);

CREATE TABLE open_step (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  step_id INTEGER
) STRICT;
INSERT INTO open_step VALUES (1, NULL);
