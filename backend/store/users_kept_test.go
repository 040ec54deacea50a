package store

import (
	"database/sql"
	"slices"
	"testing"
)

// Every table that hangs on a user either comes back with him or is said to go:
// a new one cannot be forgotten.
func TestWhatHangsOnAUserIsKnown(t *testing.T) {
	db, _ := opened(t)
	known := slices.Concat(comesBack, goesForGood)
	for _, l := range userLists {
		known = append(known, l.table)
	}
	found := 0
	read(t, db, func(tx *Tx) error {
		return tx.each(func(rows *sql.Rows) error {
			var table string
			err := rows.Scan(&table)
			if found++; !slices.Contains(known, table) {
				t.Errorf("what becomes of %s when a deletion is taken back?", table)
			}
			return err
		}, `SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f."table" = 'users'`)
	})
	if found != len(known) {
		t.Errorf("%d tables hang on users, %d are named", found, len(known))
	}
}
