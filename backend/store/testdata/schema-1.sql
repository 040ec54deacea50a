-- A database at version 1, as the first program with this schema left it: invented
-- people. TestUpgradeFromTheFirstSchema brings it to the newest version.
PRAGMA application_id = 1128743252;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES(1,0,1,'2026-11-22 22:55:51');
INSERT INTO goose_db_version VALUES(2,1,1,'2026-11-22 22:55:51');
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
INSERT INTO tenants VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','riverside','Riverside','root',NULL,1,'','','',0,0,0,0,0,NULL,'[]','[]',0,'{}','{"secondFactor":"","graceDays":0,"idleMinutes":0,"absoluteHours":0,"sessionsPerUser":0,"minLength":0,"maxLength":0,"history":0,"maxAgeDays":0,"needLetters":false,"needDigits":false,"needUpperOrSpecial":false,"noSequences":false,"noRepeats":false,"noAccountInfo":false,"addressFailures":0,"addressMinutes":0,"noticeNewDevice":false}','{}',1790000000000000,0);
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
INSERT INTO roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a0c450-6c00-7b27-9078-82a3c45a96f1','Claims','claims','Second floor','["dashboard:read","calls.log:read"]','list','["queue:600"]',1790000000000000,3,'Sam Field',1790000000000000);
CREATE TABLE things (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  kind      TEXT NOT NULL CHECK (kind IN ('extension', 'queue', 'number', 'trunk')),
  name      TEXT NOT NULL CHECK (name <> ''),
  label     TEXT NOT NULL,
  created   INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO things VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','number','+442079460000','',1790000000000000);
INSERT INTO things VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','queue','600','Claims',1790000000000000);
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
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7109-ae8f-3403fd33f08b','person.039595','person.039595','person.039595','','Ada','Whitlock-5','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1','person.000000','person.000000','person.000000','','Ada','Whitlock-0','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-736b-be54-c8b188e77c52','person.055433','person.055433','person.055433','','Ada','Whitlock-7','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-73d8-85ee-cc48ae8e0897','person.047514','person.047514','person.047514','','Ada','Whitlock-6','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1','person.079190','person.079190','person.079190','','Ada','Whitlock-10','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7485-8250-ea20b4b8f27d','person.031676','person.031676','person.031676','','Ada','Whitlock-4','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-748e-b0d8-7d4d926fa162','person.063352','person.063352','person.063352','','Ada','Whitlock-8','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-750e-9bbb-b557d2afb0b9','person.015838','person.015838','person.015838','','Ada','Whitlock-2','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-767f-88d0-5e919a0639e5','person.023757','person.023757','person.023757','','Ada','Whitlock-3','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-76be-9366-10d102e40e49','person.007919','person.007919','person.007919','','Ada','Whitlock-1','','standard','','full',1,1,'left',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7be6-aaaf-2ad06125c304','person.087109','person.087109','person.087109','','Ada','Whitlock-11','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
INSERT INTO users VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7fc1-a7e8-8f84e71f3e6a','person.071271','person.071271','person.071271','','Ada','Whitlock-9','','standard','','full',1,0,'',0,'en','Europe/London','','','','','',0,0,0,'[]','{}',0,0,0,0,0,1795388151282172,1,'Sam Field',1795388151282172,NULL);
CREATE TABLE user_emails (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  address   TEXT NOT NULL,
  tag       TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7109-ae8f-3403fd33f08b',0,'person.039595@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',0,'person.000000@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-736b-be54-c8b188e77c52',0,'person.055433@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-73d8-85ee-cc48ae8e0897',0,'person.047514@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',0,'person.079190@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7485-8250-ea20b4b8f27d',0,'person.031676@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-748e-b0d8-7d4d926fa162',0,'person.063352@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-750e-9bbb-b557d2afb0b9',0,'person.015838@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-767f-88d0-5e919a0639e5',0,'person.023757@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-76be-9366-10d102e40e49',0,'person.007919@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7be6-aaaf-2ad06125c304',0,'person.087109@example.com','work');
INSERT INTO user_emails VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7fc1-a7e8-8f84e71f3e6a',0,'person.071271@example.com','work');
CREATE TABLE user_phones (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  number    TEXT NOT NULL,
  tag       TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7109-ae8f-3403fd33f08b',0,'+442079400005','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',0,'+442079400000','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-736b-be54-c8b188e77c52',0,'+442079400007','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-73d8-85ee-cc48ae8e0897',0,'+442079400006','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',0,'+442079400010','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7485-8250-ea20b4b8f27d',0,'+442079400004','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-748e-b0d8-7d4d926fa162',0,'+442079400008','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-750e-9bbb-b557d2afb0b9',0,'+442079400002','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-767f-88d0-5e919a0639e5',0,'+442079400003','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-76be-9366-10d102e40e49',0,'+442079400001','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7be6-aaaf-2ad06125c304',0,'+442079400011','work');
INSERT INTO user_phones VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7fc1-a7e8-8f84e71f3e6a',0,'+442079400009','work');
CREATE TABLE user_extensions (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  name      TEXT NOT NULL,
  since     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7109-ae8f-3403fd33f08b',0,'10005',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',0,'10000',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-736b-be54-c8b188e77c52',0,'10007',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-73d8-85ee-cc48ae8e0897',0,'10006',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',0,'10010',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7485-8250-ea20b4b8f27d',0,'10004',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-748e-b0d8-7d4d926fa162',0,'10008',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-750e-9bbb-b557d2afb0b9',0,'10002',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-767f-88d0-5e919a0639e5',0,'10003',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-76be-9366-10d102e40e49',0,'10001',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7be6-aaaf-2ad06125c304',0,'10011',1795388151282172);
INSERT INTO user_extensions VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7fc1-a7e8-8f84e71f3e6a',0,'10009',1795388151282172);
CREATE TABLE user_extensions_ended (
  tenant_id TEXT NOT NULL,
  name      TEXT NOT NULL,
  user_id   TEXT NOT NULL,
  since     INTEGER NOT NULL,
  until     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, name, user_id, since, until),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
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
INSERT INTO user_reach VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',0,'queue:600');
INSERT INTO user_reach VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',1,'extension:10001');
INSERT INTO user_reach VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',0,'queue:600');
INSERT INTO user_reach VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',1,'extension:10001');
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
INSERT INTO user_hosts VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',0,'192.0.2.0/24','','Sam Field',1795388151282172);
INSERT INTO user_hosts VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',0,'192.0.2.0/24','','Sam Field',1795388151282172);
CREATE TABLE user_roles (
  tenant_id TEXT NOT NULL, user_id TEXT NOT NULL, position INTEGER NOT NULL,
  role_id   TEXT NOT NULL,
  expires   INTEGER NOT NULL,
  own_role  TEXT AS (CASE WHEN substr(role_id, 1, 11) = 'predefined:' THEN NULL ELSE role_id END) STORED,
  PRIMARY KEY (tenant_id, user_id, position),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, own_role) REFERENCES roles (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7109-ae8f-3403fd33f08b',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-736b-be54-c8b188e77c52',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-73d8-85ee-cc48ae8e0897',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7485-8250-ea20b4b8f27d',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-748e-b0d8-7d4d926fa162',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-750e-9bbb-b557d2afb0b9',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-767f-88d0-5e919a0639e5',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-76be-9366-10d102e40e49',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-76be-9366-10d102e40e49',1,'01a0c450-6c00-7b27-9078-82a3c45a96f1',1790000000000000);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7be6-aaaf-2ad06125c304',0,'predefined:portsip:StandardUser',0);
INSERT INTO user_roles VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7fc1-a7e8-8f84e71f3e6a',0,'predefined:portsip:StandardUser',0);
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
INSERT INTO user_overrides VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1',0,'calls.log:read',1,0,'Sam Field',1795388151282172);
INSERT INTO user_overrides VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7471-be85-36491b418bd1',0,'calls.log:read',1,0,'Sam Field',1795388151282172);
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
INSERT INTO credentials VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224','01a20579-15f2-7141-90be-61bccb0a4ee1','$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g',1790000000000000,'[]',X'7365616c6564',NULL,0,0,7,0,0,0,0,'',0);
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
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',1,1795388151282172,'sam','','','','user.add','person.000000','01a20579-15f2-7141-90be-61bccb0a4ee1','','{"login":"person.000000"}','done',1,X'61dd7a62f63ad6dd005bc3910069ea66b41b0eb39edbc66bc92e8e5ee0c94576');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',2,1795388151282172,'sam','','','','user.add','person.007919','01a20579-15f2-76be-9366-10d102e40e49','','{"login":"person.007919"}','done',1,X'bf8592a9e3ca8ff1779136851d91de6ddc74c31c821e2aea9c3f34a6581bccd4');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',3,1795388151282172,'sam','','','','user.add','person.015838','01a20579-15f2-750e-9bbb-b557d2afb0b9','','{"login":"person.015838"}','done',1,X'aac92d95745076e8bd519763bb2823e20e9ec7b154142bff8b61f625075c9650');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',4,1795388151282172,'sam','','','','user.add','person.023757','01a20579-15f2-767f-88d0-5e919a0639e5','','{"login":"person.023757"}','done',1,X'115424938a099eff0e5d2644a002077c2c86aa4ea759a8ded312f6fc265ac39d');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',5,1795388151282172,'sam','','','','user.add','person.031676','01a20579-15f2-7485-8250-ea20b4b8f27d','','{"login":"person.031676"}','done',1,X'b3da0b1b3c8c86db2a1088d55651fe9119eb14f50ade785f6ca8a47d7c49e1a6');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',6,1795388151282172,'sam','','','','user.add','person.039595','01a20579-15f2-7109-ae8f-3403fd33f08b','','{"login":"person.039595"}','done',1,X'13b5186e966e970a5070d9e200d41834071665969e137c9dea9c32ba94af5e38');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',7,1795388151282172,'sam','','','','user.add','person.047514','01a20579-15f2-73d8-85ee-cc48ae8e0897','','{"login":"person.047514"}','done',1,X'b9bff500ed973ee3d917e113bab9cff7f71ba92b5cf0fafd3125ede4bd171885');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',8,1795388151282172,'sam','','','','user.add','person.055433','01a20579-15f2-736b-be54-c8b188e77c52','','{"login":"person.055433"}','done',1,X'4e5af3778c14d69d1e6a4b3ca0f99c7b2315fba0e9857c09174b7f1012d5f1aa');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',9,1795388151282172,'sam','','','','user.add','person.063352','01a20579-15f2-748e-b0d8-7d4d926fa162','','{"login":"person.063352"}','done',1,X'f3793af9bd729efbe189de5f95c33f1a883b3dcc92f54fa2ea4bab13668dd3f1');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',10,1795388151282172,'sam','','','','user.add','person.071271','01a20579-15f2-7fc1-a7e8-8f84e71f3e6a','','{"login":"person.071271"}','done',1,X'8051044dbafe2f9f3249dc63920502b86b2506dd6736e006cef9cecedf9f759a');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',11,1795388151282172,'sam','','','','user.add','person.079190','01a20579-15f2-7471-be85-36491b418bd1','','{"login":"person.079190"}','done',1,X'420065ab44f5e2480318ac963113dcf51f810e2640f4e0c96ca3174d85128b0b');
INSERT INTO audit VALUES('01a0c450-6c00-7cf4-b185-4ae3b655c224',12,1795388151282172,'sam','','','','user.add','person.087109','01a20579-15f2-7be6-aaaf-2ad06125c304','','{"login":"person.087109"}','done',1,X'cbf9dd02492e5cd37c53cf436efc771afcb5ce9d17897133c1d15f4585b145e3');
CREATE TABLE changes (
  version   INTEGER NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  kind      TEXT NOT NULL,
  id        TEXT NOT NULL
) STRICT;
INSERT INTO changes VALUES(1,'01a0c450-6c00-7cf4-b185-4ae3b655c224','tenant','01a0c450-6c00-7cf4-b185-4ae3b655c224');
INSERT INTO changes VALUES(2,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-7141-90be-61bccb0a4ee1');
INSERT INTO changes VALUES(3,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-76be-9366-10d102e40e49');
INSERT INTO changes VALUES(4,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-750e-9bbb-b557d2afb0b9');
INSERT INTO changes VALUES(5,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-767f-88d0-5e919a0639e5');
INSERT INTO changes VALUES(6,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-7485-8250-ea20b4b8f27d');
INSERT INTO changes VALUES(7,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-7109-ae8f-3403fd33f08b');
INSERT INTO changes VALUES(8,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-73d8-85ee-cc48ae8e0897');
INSERT INTO changes VALUES(9,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-736b-be54-c8b188e77c52');
INSERT INTO changes VALUES(10,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-748e-b0d8-7d4d926fa162');
INSERT INTO changes VALUES(11,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-7fc1-a7e8-8f84e71f3e6a');
INSERT INTO changes VALUES(12,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-7471-be85-36491b418bd1');
INSERT INTO changes VALUES(13,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-7be6-aaaf-2ad06125c304');
INSERT INTO changes VALUES(14,'01a0c450-6c00-7cf4-b185-4ae3b655c224','role','01a0c450-6c00-7b27-9078-82a3c45a96f1');
INSERT INTO changes VALUES(15,'01a0c450-6c00-7cf4-b185-4ae3b655c224','user','01a20579-15f2-76be-9366-10d102e40e49');
INSERT INTO changes VALUES(16,'01a0c450-6c00-7cf4-b185-4ae3b655c224','thing','queue:600');
INSERT INTO changes VALUES(17,'01a0c450-6c00-7cf4-b185-4ae3b655c224','thing','number:+442079460000');
CREATE TABLE counters (
  name  TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counters VALUES('audited_commits',1);
CREATE TABLE settings (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES('a','b');
CREATE TABLE import_mappings (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  name      TEXT NOT NULL CHECK (name <> ''),
  format    TEXT NOT NULL,
  columns   TEXT NOT NULL,
  saved     INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 VALUES('users','users','200000 100000 1');
INSERT INTO sqlite_stat1 VALUES('users','users_login','200000 100000 1');
INSERT INTO sqlite_stat1 VALUES('users','users_look_alike','200000 100000 1');
INSERT INTO sqlite_stat1 VALUES('users','users_system','4 2 1');
INSERT INTO sqlite_stat1 VALUES('users','users_import','100000 50000 1000');
INSERT INTO sqlite_stat1 VALUES('users','users_seats','200000 100000 50000 25000 25000');
INSERT INTO sqlite_stat1 VALUES('users','users_administrators','40 40 20');
INSERT INTO sqlite_stat1 VALUES('user_roles','user_roles','400000 200000 2 1');
INSERT INTO sqlite_stat1 VALUES('user_roles','user_roles_members','100000 50000 1000');
INSERT INTO sqlite_stat1 VALUES('user_extensions_ended','user_extensions_ended','20000 10000 2 1 1 1');
INSERT INTO sqlite_stat1 VALUES('user_extensions_ended','user_extensions_ended_user','20000 10000 2');
INSERT INTO sqlite_stat1 VALUES('sessions','sessions','20000 1');
INSERT INTO sqlite_stat1 VALUES('sessions','sqlite_autoindex_sessions_2','20000 10000 2 1');
INSERT INTO sqlite_stat1 VALUES('audit','audit','2000000 1000000 1');
INSERT INTO sqlite_stat1 VALUES('audit','audit_target','2000000 1000000 20 1');
INSERT INTO sqlite_stat1 VALUES('audit','audit_what','2000000 1000000 20000 1');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('goose_db_version',2);
CREATE UNIQUE INDEX tenants_one_root ON tenants (kind) WHERE kind = 'root';
CREATE INDEX tenants_parent ON tenants (parent);
CREATE UNIQUE INDEX things_one_number ON things (name) WHERE kind = 'number';
CREATE UNIQUE INDEX users_login ON users (tenant_id, login_folded);
CREATE UNIQUE INDEX users_look_alike ON users (tenant_id, login_skeleton);
CREATE UNIQUE INDEX users_system ON users (tenant_id, system) WHERE system <> '';
CREATE INDEX users_import ON users (tenant_id, import_id) WHERE import_id IS NOT NULL;
CREATE INDEX users_seats ON users (tenant_id, enabled, seat, system);
CREATE INDEX users_administrators ON users (kind, tenant_id) WHERE kind = 'administrator';
CREATE INDEX user_extensions_ended_user ON user_extensions_ended (tenant_id, user_id);
CREATE INDEX user_roles_members ON user_roles (tenant_id, own_role) WHERE own_role IS NOT NULL;
CREATE INDEX audit_target ON audit (tenant_id, target_id, seq);
CREATE INDEX audit_what ON audit (tenant_id, what, seq);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;
COMMIT;
