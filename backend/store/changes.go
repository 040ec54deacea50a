package store

import (
	"database/sql"
	"strings"

	"callgate/backend/callgate"
)

// Change is one line of the change log: what a process that keeps people in
// memory has to load again.
type Change struct {
	Version int64
	Tenant  callgate.ID
	Kind    string
	ID      callgate.ID // of a thing: KIND:NAME
}

// Kinds of change.
const (
	UserChanged        = "user"
	UsersChanged       = "users"  // all users of the tenant: too many to name
	ImportPublished    = "import" // users and things of an import became visible
	RoleChanged        = "role"
	TenantChanged      = "tenant"
	ThingChanged       = "thing"
	SessionChanged     = "session"
	ExpectationChanged = "expectation"
)

const (
	namedChanges = 2_000  // in one transaction and tenant; more become UsersChanged
	keptChanges  = 20_000 // in the log; who is further behind loads everything
)

// changes are those of one transaction, in order and each once.
type changes struct {
	base  int64 // version before this transaction
	known bool
	seen  map[Change]bool
	list  []Change
	users map[callgate.ID]int // named users by tenant
}

// Version is the policy version: it rises with every change.
func (tx *Tx) Version() (int64, error) {
	if !tx.changes.known {
		var v sql.NullInt64
		if err := tx.row("SELECT max(version) FROM changes").Scan(&v); err != nil {
			return 0, tx.seen(err)
		}
		tx.changes.base, tx.changes.known = v.Int64, true
	}
	return tx.changes.base + int64(len(tx.changes.list)), nil
}

// Touch says that something changed. Save and Delete calls do it themselves.
func (tx *Tx) Touch(tenant callgate.ID, kind string, id callgate.ID) {
	c := &tx.changes
	if kind == UserChanged {
		if c.users == nil {
			c.users = map[callgate.ID]int{}
		}
		if c.users[tenant] >= namedChanges {
			kind, id = UsersChanged, ""
		} else {
			c.users[tenant]++
		}
	}
	line := Change{Tenant: tenant, Kind: kind, ID: id}
	if c.seen[line] {
		return
	}
	if c.seen == nil {
		c.seen = map[Change]bool{}
	}
	c.seen[line] = true
	c.list = append(c.list, line)
}

// Changes gives what changed after a version, oldest first. When complete is
// false the log does not reach back so far: load everything.
func (tx *Tx) Changes(since int64) (list []Change, complete bool, err error) {
	var first, last sql.NullInt64
	if err := tx.row("SELECT (SELECT min(version) FROM changes), (SELECT max(version) FROM changes)").Scan(&first, &last); err != nil {
		return nil, false, tx.seen(err)
	}
	if since > last.Int64 || first.Int64 > since+1 {
		return nil, false, nil // a rolled-back file, or a trimmed log
	}
	err = tx.each(func(rows *sql.Rows) error {
		var c Change
		if err := rows.Scan(&c.Version, &c.Tenant, &c.Kind, &c.ID); err != nil {
			return err
		}
		list = append(list, c)
		return nil
	}, "SELECT version, tenant_id, kind, id FROM changes WHERE version > ? ORDER BY version", since)
	return list, err == nil, err
}

func (tx *Tx) flushChanges() error {
	if len(tx.changes.list) == 0 {
		return nil
	}
	version, err := tx.Version()
	if err != nil {
		return err
	}
	args := make([]any, 0, 4*len(tx.changes.list))
	for i, c := range tx.changes.list {
		args = append(args, version-int64(len(tx.changes.list))+int64(i)+1, c.Tenant, c.Kind, c.ID)
	}
	if err := tx.insertPlain("INSERT INTO changes (version, tenant_id, kind, id) VALUES ", 4, args); err != nil {
		return err
	}
	_, err = tx.exec("DELETE FROM changes WHERE version <= ?", version-keptChanges)
	return err
}

// places gives a row of placeholders: (?,?)
func places(columns int) string {
	return "(" + strings.TrimSuffix(strings.Repeat("?,", columns), ",") + ")"
}
