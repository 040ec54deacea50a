-- +goose Up
-- Extensions, queues and numbers that an import is the first to name belong to
-- it until it is published: a killed import leaves none of them behind.
ALTER TABLE things ADD COLUMN import_id TEXT;
CREATE INDEX things_import ON things (tenant_id, import_id) WHERE import_id IS NOT NULL;

PRAGMA user_version = 7;
