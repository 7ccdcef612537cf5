-- Today reads what its rules need of an account from one row, made again when the account has changed.
CREATE TABLE lean (
  account_id INTEGER PRIMARY KEY REFERENCES record(id) ON DELETE CASCADE,
  shape TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
