package store

import (
	"context"
	"os"
	"testing"
	"unicode"

	"callgate/backend/callgate"
)

var testOptions = Options{AuditKey: []byte("a key for tests, thirty-two long")}

// folder gives a private empty data folder.
func folder(tb testing.TB) string {
	tb.Helper()
	dir := tb.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		tb.Fatal(err)
	}
	return dir
}

func opened(tb testing.TB) (*DB, string) {
	tb.Helper()
	dir := folder(tb)
	return reopened(tb, dir), dir
}

func reopened(tb testing.TB, dir string) *DB {
	tb.Helper()
	db, err := Open(dir, testOptions)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db
}

func write(tb testing.TB, db *DB, f func(tx *Tx) error) {
	tb.Helper()
	if err := db.Write(context.Background(), f); err != nil {
		tb.Fatal(err)
	}
}

func read(tb testing.TB, db *DB, f func(tx *Tx) error) {
	tb.Helper()
	if err := db.Read(context.Background(), f); err != nil {
		tb.Fatal(err)
	}
}

// moment is when everything happens in the tests.
const moment callgate.Time = 1_790_000_000_000_000

// rooted makes the root tenant.
func rooted(tb testing.TB, db *DB) *callgate.Tenant {
	tb.Helper()
	t := &callgate.Tenant{ID: callgate.NewID(moment), Slug: "riverside", Name: "Riverside", Kind: "root", Enabled: true, Created: moment}
	write(tb, db, func(tx *Tx) error { return tx.SaveTenant(t) })
	return t
}

// someone makes a user.
func someone(tb testing.TB, db *DB, t *callgate.Tenant, login string) *callgate.User {
	tb.Helper()
	u := person(t, login)
	write(tb, db, func(tx *Tx) error { return tx.SaveUser(u) })
	return u
}

func person(t *callgate.Tenant, login string) *callgate.User {
	return &callgate.User{Tenant: t.ID, ID: callgate.NewID(moment), Login: login, Folded: login, Skeleton: "s." + login,
		Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true, Created: moment, Changed: moment}
}

// printable leaves out control characters, which no field takes.
var printable = &unicode.RangeTable{R16: []unicode.Range16{{0x20, 0x7e, 1}, {0xa0, 0x2ff, 1}, {0x4e00, 0x4eff, 1}}, R32: []unicode.Range32{{0x1f600, 0x1f640, 1}}}
