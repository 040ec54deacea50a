-- +goose Up
-- The model: tenants, people, roles, things, sign-in, audit. Times are INTEGER
-- microseconds UTC (0 = never), ids TEXT UUIDv7, lists kept in one column are
-- JSON text. Everything a tenant owns carries the tenant in its key.
PRAGMA application_id = 1128743252;

CREATE TABLE tenants (
  id             TEXT NOT NULL PRIMARY KEY,
  slug           TEXT NOT NULL UNIQUE,
  name           TEXT NOT NULL,
  kind           TEXT NOT NULL CHECK (kind IN ('root', 'reseller', 'customer')),
  parent         TEXT REFERENCES tenants (id),
  enabled        INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  country        TEXT NOT NULL,
  language       TEXT NOT NULL,
  time_zone      TEXT NOT NULL,
  max_enabled    INTEGER NOT NULL CHECK (max_enabled >= 0),
  max_full       INTEGER NOT NULL CHECK (max_full >= 0),
  max_tenants    INTEGER NOT NULL CHECK (max_tenants >= 0),
  max_extensions INTEGER NOT NULL CHECK (max_extensions >= 0),
  may_enter      INTEGER NOT NULL CHECK (may_enter IN (0, 1)),
  default_role   TEXT,
  package        TEXT NOT NULL,
  platforms      TEXT NOT NULL,
  inferred_off   INTEGER NOT NULL CHECK (inferred_off IN (0, 1)),
  status_colours TEXT NOT NULL,
  policy         TEXT NOT NULL,
  branding       TEXT NOT NULL DEFAULT '{}',
  created        INTEGER NOT NULL,
  revision       INTEGER NOT NULL,
  CHECK ((kind = 'root') = (parent IS NULL))
) STRICT;
CREATE UNIQUE INDEX tenants_one_root ON tenants (kind) WHERE kind = 'root';
CREATE INDEX tenants_parent ON tenants (parent);

CREATE TABLE tenant_hosts (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  position  INTEGER NOT NULL,
  cidr      TEXT NOT NULL,
  note      TEXT NOT NULL,
  added_by  TEXT NOT NULL,
  added     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
  tenant_id   TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  name        TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  description TEXT NOT NULL,
  permissions TEXT NOT NULL,
  reach       TEXT NOT NULL CHECK (reach IN ('', 'everything', 'own', 'list')),
  reach_list  TEXT NOT NULL,
  created     INTEGER NOT NULL,
  revision    INTEGER NOT NULL,
  changed_by  TEXT NOT NULL,
  changed     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name_folded)
) STRICT;

-- Extensions, queues, numbers and trunks. A number belongs to one tenant only.
CREATE TABLE things (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL CHECK (kind IN ('extension', 'queue', 'number', 'trunk')),
  name      TEXT NOT NULL CHECK (name <> ''),
  label     TEXT NOT NULL,
  created   INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, name)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX things_one_number ON things (name) WHERE kind = 'number';

-- An import writes its users in chunks; while its line stands here they are
-- invisible, and deleting the line makes all of them visible at once.
CREATE TABLE unfinished_imports (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id        TEXT NOT NULL,
  started   INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  tenant_id              TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  id                     TEXT NOT NULL,
  login                  TEXT NOT NULL CHECK (login <> ''),
  login_folded           TEXT NOT NULL CHECK (login_folded <> ''),
  login_skeleton         TEXT NOT NULL CHECK (login_skeleton <> ''),
  name                   TEXT NOT NULL,
  first_name             TEXT NOT NULL,
  last_name              TEXT NOT NULL,
  description            TEXT NOT NULL,
  kind                   TEXT NOT NULL CHECK (kind IN ('administrator', 'standard')),
  system                 TEXT NOT NULL CHECK (system IN ('', 'default_user', 'remote_assistance')),
  seat                   TEXT NOT NULL CHECK (seat IN ('full', 'lite')),
  enabled                INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  blocked                INTEGER NOT NULL CHECK (blocked IN (0, 1)),
  block_reason           TEXT NOT NULL,
  expires                INTEGER NOT NULL,
  language               TEXT NOT NULL,
  time_zone              TEXT NOT NULL,
  theme                  TEXT NOT NULL,
  start_page             TEXT NOT NULL,
  download               TEXT NOT NULL,
  caller_id              TEXT NOT NULL,
  default_extension      TEXT NOT NULL,
  may_override_extension INTEGER NOT NULL CHECK (may_override_extension IN (0, 1)),
  reach_everything       INTEGER NOT NULL CHECK (reach_everything IN (0, 1)),
  restricted             INTEGER NOT NULL CHECK (restricted IN (0, 1)),
  self_allowed           TEXT NOT NULL,
  status_colours         TEXT NOT NULL,
  has_password           INTEGER NOT NULL CHECK (has_password IN (0, 1)),
  has_factor             INTEGER NOT NULL CHECK (has_factor IN (0, 1)),
  must_change            INTEGER NOT NULL CHECK (must_change IN (0, 1)),
  locked_until           INTEGER NOT NULL,
  last_sign_in           INTEGER NOT NULL,
  created                INTEGER NOT NULL,
  revision               INTEGER NOT NULL,
  changed_by             TEXT NOT NULL,
  changed                INTEGER NOT NULL,
  import_id              TEXT,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX users_login ON users (tenant_id, login_folded);
CREATE UNIQUE INDEX users_look_alike ON users (tenant_id, login_skeleton);
CREATE UNIQUE INDEX users_system ON users (tenant_id, system) WHERE system <> '';
CREATE INDEX users_import ON users (tenant_id, import_id) WHERE import_id IS NOT NULL;
-- What every added or enabled user is counted against.
CREATE INDEX users_seats ON users (tenant_id, enabled, seat, system);
CREATE INDEX users_administrators ON users (kind, tenant_id) WHERE kind = 'administrator';

-- The lists of a user, each in its order.
CREATE TABLE user_emails (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  address   TEXT NOT NULL,
  tag       TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE user_phones (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  number    TEXT NOT NULL,
  tag       TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE user_extensions (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  name      TEXT NOT NULL,
  since     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Who owned an extension earlier: "own" calls are those between since and until.
CREATE TABLE user_extensions_ended (
  tenant_id TEXT NOT NULL,
  name      TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  since     INTEGER NOT NULL,
  until     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, name, user_id, since, until),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX user_extensions_ended_user ON user_extensions_ended (tenant_id, user_id);

CREATE TABLE user_shared_extensions (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  name      TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE user_numbers (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  name      TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE user_reach (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  entity    TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE user_exclusions (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  entity    TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE user_hosts (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  cidr      TEXT NOT NULL,
  note      TEXT NOT NULL,
  added_by  TEXT NOT NULL,
  added     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Predefined roles live in the program, so only own ones can be referenced.
CREATE TABLE user_roles (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  role_id   TEXT NOT NULL,
  expires   INTEGER NOT NULL,
  own_role  TEXT AS (CASE WHEN substr(role_id, 1, 11) = 'predefined:' THEN NULL ELSE role_id END) STORED,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, own_role) REFERENCES roles (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX user_roles_members ON user_roles (tenant_id, own_role) WHERE own_role IS NOT NULL;

CREATE TABLE user_overrides (
  tenant_id  TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  permission TEXT NOT NULL,
  allow      INTEGER NOT NULL CHECK (allow IN (0, 1)),
  expires    INTEGER NOT NULL,
  set_by     TEXT NOT NULL,
  set_at     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  UNIQUE (tenant_id, user_id, permission),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Sign-in. Secrets stay in tables of their own; factors are sealed.
CREATE TABLE credentials (
  tenant_id          TEXT NOT NULL,
  user_id            TEXT NOT NULL,
  password_hash      TEXT NOT NULL,
  password_changed   INTEGER NOT NULL,
  history            TEXT NOT NULL,
  sealed_factor      BLOB,
  pending_factor     BLOB,
  factor_set         INTEGER NOT NULL,
  factor_demanded    INTEGER NOT NULL,
  last_step          INTEGER NOT NULL,
  failures           INTEGER NOT NULL,
  known_failures     INTEGER NOT NULL,
  factor_failures    INTEGER NOT NULL,
  last_failure       INTEGER NOT NULL,
  activation_hash    TEXT NOT NULL,
  activation_expires INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
  tenant_id TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  hash      TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  hash         TEXT NOT NULL PRIMARY KEY,
  id           TEXT NOT NULL,
  tenant_id    TEXT NOT NULL,
  user_id      TEXT NOT NULL,
  stage        TEXT NOT NULL,
  address      TEXT NOT NULL,
  agent        TEXT NOT NULL,
  door         TEXT NOT NULL,
  device       TEXT NOT NULL,
  started      INTEGER NOT NULL,
  last_seen    INTEGER NOT NULL,
  idle_until   INTEGER NOT NULL,
  until        INTEGER NOT NULL,
  confirmed    INTEGER NOT NULL,
  impersonator TEXT,
  UNIQUE (tenant_id, user_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
  tenant_id  TEXT NOT NULL,
  user_id    TEXT NOT NULL,
  hash       TEXT NOT NULL,
  agent      TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id, hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE address_failures (
  address    TEXT NOT NULL PRIMARY KEY,
  failures   INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  held_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The audit is written once: each record carries the HMAC of itself and its
-- predecessor, and no statement of ours changes or removes one.
CREATE TABLE audit (
  tenant_id    TEXT NOT NULL REFERENCES tenants (id),
  seq          INTEGER NOT NULL CHECK (seq > 0),
  at           INTEGER NOT NULL,
  who          TEXT NOT NULL,
  who_id       TEXT NOT NULL,
  on_behalf    TEXT NOT NULL,
  from_address TEXT NOT NULL,
  what         TEXT NOT NULL,
  target       TEXT NOT NULL,
  target_id    TEXT NOT NULL,
  before       TEXT NOT NULL,
  after        TEXT NOT NULL,
  result       TEXT NOT NULL,
  count        INTEGER NOT NULL CHECK (count > 0),
  mac          BLOB NOT NULL CHECK (length(mac) = 32),
  PRIMARY KEY (tenant_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_target ON audit (tenant_id, target_id, seq);
CREATE INDEX audit_what ON audit (tenant_id, what, seq);
-- +goose StatementBegin
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
-- +goose StatementEnd

-- What changed, for processes that keep people in memory. The highest version
-- is the policy version.
CREATE TABLE changes (
  version   INTEGER NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL
) STRICT;

-- Counters that only rise.
CREATE TABLE counters (
  name  TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_mappings (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  name      TEXT NOT NULL CHECK (name <> ''),
  format    TEXT NOT NULL,
  columns   TEXT NOT NULL,
  saved     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

-- Without figures SQLite takes "one tenant" for ten rows and reads all of it
-- instead of using an index. These are of a large tenant: rows in all, then
-- rows to each beginning of the key.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('users', 'users', '200000 100000 1'),
  ('users', 'users_login', '200000 100000 1'),
  ('users', 'users_look_alike', '200000 100000 1'),
  ('users', 'users_system', '4 2 1'),
  ('users', 'users_import', '100000 50000 1000'),
  ('users', 'users_seats', '200000 100000 50000 25000 25000'),
  ('users', 'users_administrators', '40 40 20'),
  ('user_roles', 'user_roles', '400000 200000 2 1'),
  ('user_roles', 'user_roles_members', '100000 50000 1000'),
  ('user_extensions_ended', 'user_extensions_ended', '20000 10000 2 1 1 1'),
  ('user_extensions_ended', 'user_extensions_ended_user', '20000 10000 2'),
  ('sessions', 'sessions', '20000 1'),
  ('sessions', 'sqlite_autoindex_sessions_2', '20000 10000 2 1'),
  ('audit', 'audit', '2000000 1000000 1'),
  ('audit', 'audit_target', '2000000 1000000 20 1'),
  ('audit', 'audit_what', '2000000 1000000 20000 1');

PRAGMA user_version = 1;
