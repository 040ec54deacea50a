-- +goose Up
-- Mail, password recovery, notices and requests.

-- Mails are queued in the transaction of the change they tell of. Recipient,
-- subject and text are sealed; a mail that was sent leaves nothing behind, one
-- that was given up keeps its reason but no text.
CREATE TABLE mail_outbox (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  kind      TEXT NOT NULL,
  sealed    BLOB NOT NULL,
  queued    INTEGER NOT NULL,
  due       INTEGER NOT NULL,
  until     INTEGER NOT NULL,
  tries     INTEGER NOT NULL CHECK (tries >= 0),
  answer    TEXT NOT NULL,
  given_up  INTEGER NOT NULL CHECK (given_up IN (0, 1)),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX mail_outbox_due ON mail_outbox (given_up, due);

-- One way back in at a time: the hash of the link that was mailed, then the
-- session that used it. What was sent lately bounds what is sent next.
CREATE TABLE password_resets (
  tenant_id  TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  hash       TEXT NOT NULL,
  session_id TEXT NOT NULL,
  asked      INTEGER NOT NULL,
  expires    INTEGER NOT NULL,
  day        INTEGER NOT NULL,
  in_day     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX password_resets_hash ON password_resets (hash) WHERE hash <> '';

-- What a user is told in the page. about names what a notice is told of once
-- only ("" = as often as it happens).
CREATE TABLE notices (
  tenant_id TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  id        TEXT NOT NULL,
  kind      TEXT NOT NULL,
  about     TEXT NOT NULL,
  params    TEXT NOT NULL,
  at        INTEGER NOT NULL,
  read_at   INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX notices_once ON notices (tenant_id, user_id, kind, about) WHERE about <> '';
CREATE INDEX notices_at ON notices (at);

-- Which notices a user wants in the page and by mail, where he chose.
CREATE TABLE notice_choices (
  tenant_id TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  kind      TEXT NOT NULL,
  in_app    INTEGER NOT NULL CHECK (in_app IN (0, 1)),
  by_mail   INTEGER NOT NULL CHECK (by_mail IN (0, 1)),
  PRIMARY KEY (tenant_id, user_id, kind),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- "Ask for this": one open request for a user and thing.
CREATE TABLE requests (
  tenant_id  TEXT NOT NULL,
  id         TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  permission TEXT NOT NULL,
  entity     TEXT NOT NULL,
  reason     TEXT NOT NULL,
  at         INTEGER NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('open', 'granted', 'declined', 'withdrawn')),
  decided_by TEXT NOT NULL,
  decided    INTEGER NOT NULL,
  answer     TEXT NOT NULL,
  until      INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX requests_one_open ON requests (tenant_id, user_id, permission, entity) WHERE state = 'open';
CREATE INDEX requests_user ON requests (tenant_id, user_id, id);

PRAGMA user_version = 6;
