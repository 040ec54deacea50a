-- +goose Up
-- Sentences that every save is checked against.
CREATE TABLE expectations (
  tenant_id  TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  text       TEXT NOT NULL CHECK (text <> ''),
  note       TEXT NOT NULL,
  created    INTEGER NOT NULL,
  changed    INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  revision   INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, text)
) STRICT;

-- A review is a dated list of who has what. It is written in parts: until
-- made is set nobody sees it. Once finished it is never changed again.
CREATE TABLE reviews (
  tenant_id   TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  name        TEXT NOT NULL,
  made        INTEGER NOT NULL CHECK (made IN (0, 1)),
  started     INTEGER NOT NULL,
  started_by  TEXT NOT NULL,
  due         INTEGER NOT NULL,
  finished    INTEGER NOT NULL,
  finished_by TEXT NOT NULL,
  people      INTEGER NOT NULL,
  rights      INTEGER NOT NULL,
  decided     INTEGER NOT NULL,
  withdrawn   INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;

-- One row a person, as he was when the review began. What he had and what was
-- decided about it is JSON: it is read and written whole. There is no
-- reference to users: the row outlives them.
CREATE TABLE review_people (
  tenant_id    TEXT NOT NULL,
  review_id    TEXT NOT NULL,
  position     INTEGER NOT NULL,
  user_id      TEXT NOT NULL,
  login        TEXT NOT NULL,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  seat         TEXT NOT NULL,
  state        TEXT NOT NULL,
  has_factor   INTEGER NOT NULL CHECK (has_factor IN (0, 1)),
  last_sign_in INTEGER NOT NULL,
  hosts        TEXT NOT NULL,
  rights       TEXT NOT NULL,
  open_rights  INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, review_id, position),
  FOREIGN KEY (tenant_id, review_id) REFERENCES reviews (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
