package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-sqlite3"

	"callgate/backend/callgate"
)

// ErrUnknownOutcome says that a commit failed in a way that leaves open
// whether it happened: whoever sees it must deny until reloaded.
var ErrUnknownOutcome = callgate.Err("outcome_unknown")

// errConstraintDataType is SQLITE_CONSTRAINT_DATATYPE: a STRICT table was given
// a value of another type. The driver has no name for it.
const errConstraintDataType = sqlite3.ErrNoExtended(19 | 12<<8)

// unique tells which input field a unique column belongs to.
var unique = map[string]string{
	"users.login_folded":           "login",
	"users.login_skeleton":         "login",
	"users.system":                 "system",
	"tenants.slug":                 "slug",
	"tenants.kind":                 "kind",
	"roles.name_folded":            "name",
	"things.name":                  "name",
	"user_roles.role_id":           "roles",
	"user_overrides.permission":    "overrides",
	"credentials.user_id":          "user",
	"sessions.hash":                "session",
	"import_mappings.name":         "name",
	"expectations.text":            "text",
	"user_shared_extensions.name":  "shared",
	"unfinished_imports.tenant_id": "import",
}

// translate gives SQLite's errors the code people understand and keeps the
// cause for the log.
func translate(err error) error {
	var ours *callgate.Error
	var lite sqlite3.Error
	switch {
	case err == nil || errors.As(err, &ours):
		return err
	case errors.Is(err, sql.ErrNoRows):
		return callgate.Err(callgate.NotFound)
	case !errors.As(err, &lite):
		return err
	}
	var code callgate.Code
	switch lite.Code {
	case sqlite3.ErrConstraint:
		return constraint(lite)
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		code = "database_busy"
	case sqlite3.ErrFull:
		code = "disk_full"
	case sqlite3.ErrIoErr:
		code = "disk_failed"
	case sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrPerm:
		code = "disk_read_only"
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		code = "database_damaged"
	default:
		return err
	}
	return fmt.Errorf("%w: %w", callgate.Err(code), err)
}

func constraint(lite sqlite3.Error) error {
	switch lite.ExtendedCode {
	case sqlite3.ErrConstraintUnique, sqlite3.ErrConstraintPrimaryKey:
		// "UNIQUE constraint failed: users.tenant_id, users.login_folded"
		columns := strings.Split(lite.Error(), ", ")
		last := columns[len(columns)-1]
		if i := strings.LastIndex(last, ": "); i >= 0 {
			last = last[i+2:]
		}
		return fmt.Errorf("%w: %w", callgate.Err(callgate.Taken).At(unique[last]), lite)
	case sqlite3.ErrConstraintForeignKey:
		return fmt.Errorf("%w: %w", callgate.Err("reference_missing"), lite)
	case sqlite3.ErrConstraintCheck, sqlite3.ErrConstraintNotNull, errConstraintDataType:
		return fmt.Errorf("%w: %w", callgate.Err("value_refused"), lite)
	}
	return lite
}

// ioFailed tells whether the disk let SQLite down: what was in memory can then
// not be trusted to be on the disk.
func ioFailed(err error) bool {
	var lite sqlite3.Error
	return errors.As(err, &lite) && (lite.Code == sqlite3.ErrIoErr || lite.Code == sqlite3.ErrCorrupt)
}
