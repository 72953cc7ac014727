-- The hub's tables. Types and constraints are kept to what PostgreSQL also has, but for BLOB and the triggers.

CREATE TABLE declarations (
  declaration_id TEXT NOT NULL PRIMARY KEY,
  uscc TEXT NOT NULL,
  state TEXT NOT NULL,
  revision BIGINT NOT NULL,             -- the current one
  updated_at TEXT NOT NULL
);
CREATE INDEX declarations_by_uscc ON declarations (uscc);

CREATE TABLE revisions (
  declaration_id TEXT NOT NULL REFERENCES declarations (declaration_id),
  revision BIGINT NOT NULL CHECK (revision >= 1),
  digest TEXT NOT NULL,
  uscc TEXT NOT NULL,
  form_id TEXT NOT NULL,
  form_version TEXT NOT NULL,
  form_digest TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  received_at TEXT NOT NULL,
  envelope BLOB NOT NULL,               -- the bytes as they came
  receipt BLOB NOT NULL,                -- the bytes as they were answered
  PRIMARY KEY (declaration_id, revision)
);

CREATE TABLE tokens (
  hash TEXT NOT NULL PRIMARY KEY,       -- of the token, which itself is nowhere
  uscc TEXT NOT NULL,
  created_at TEXT NOT NULL,
  revoked_at TEXT
);

CREATE TABLE keys (
  purpose TEXT NOT NULL PRIMARY KEY,    -- 'receipts'
  algorithm TEXT NOT NULL,              -- 'Ed25519'
  secret BLOB NOT NULL,
  created_at TEXT NOT NULL
);

-- Every change of state, each with the hash of the one before.
CREATE TABLE log (
  log_index BIGINT NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  digest TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);

-- The end of the log. Its one row is what writers take turns at, on either database.
CREATE TABLE log_head (
  id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
  next_index BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO log_head (id, next_index, hash)
VALUES (1, 0, 'sha-256:0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER revisions_keep BEFORE UPDATE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions never change'); END;
CREATE TRIGGER revisions_stay BEFORE DELETE ON revisions BEGIN SELECT RAISE(ABORT, 'revisions never change'); END;
