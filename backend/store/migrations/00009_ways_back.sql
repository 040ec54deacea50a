-- +goose Up
-- What a deed took or changed, for as long as it can be taken back: also after
-- a restart. The body is JSON; it names users and roles by id.
CREATE TABLE ways_back (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL,
  body      TEXT NOT NULL,
  until     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ways_back_until ON ways_back (until);

PRAGMA user_version = 9;
