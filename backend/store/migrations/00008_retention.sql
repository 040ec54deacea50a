-- +goose Up
-- Retention: records older than a tenant keeps go from the front of its chain,
-- and a signed checkpoint stands in their place. Nothing else removes one.
ALTER TABLE tenants ADD COLUMN audit_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tenants ADD COLUMN audit_days_since INTEGER NOT NULL DEFAULT 0;

CREATE TABLE audit_checkpoints (
  tenant_id TEXT NOT NULL PRIMARY KEY REFERENCES tenants (id),
  seq       INTEGER NOT NULL CHECK (seq > 0),
  mac       BLOB NOT NULL CHECK (length(mac) = 32),
  last_at   INTEGER NOT NULL,
  signature BLOB NOT NULL CHECK (length(signature) = 32)
) STRICT, WITHOUT ROWID;

DROP TRIGGER audit_no_delete;
-- +goose StatementBegin
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
WHEN OLD.seq > coalesce((SELECT seq FROM audit_checkpoints WHERE tenant_id = OLD.tenant_id), 0)
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
-- +goose StatementEnd

PRAGMA user_version = 8;
