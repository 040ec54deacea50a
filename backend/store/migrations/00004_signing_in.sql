-- +goose Up
-- Acting as somebody else is a state of one's own session: whom, until when,
-- and whether one only looks. It ends with the session, and stopping it leads
-- back. The column of the first schema named the opposite way and was never
-- filled.
ALTER TABLE sessions RENAME COLUMN impersonator TO acting_as;
ALTER TABLE sessions ADD COLUMN acting_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN acting_reads INTEGER NOT NULL DEFAULT 0 CHECK (acting_reads IN (0, 1));
CREATE INDEX sessions_acting_as ON sessions (tenant_id, acting_as) WHERE acting_as IS NOT NULL;

PRAGMA user_version = 4;
