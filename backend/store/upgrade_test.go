//go:build unix

package store

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// renamed are columns of the first schema that have another name now.
var renamed = map[string]string{"sessions.impersonator": "acting_as"}

// firstSchema is a folder with a database as the first program left it.
func firstSchema(t *testing.T) (dir string) {
	t.Helper()
	dir = folder(t)
	path := filepath.Join(dir, databaseName)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	db := rawOpen(t, path)
	rawExec(t, db, contentOf(t, "testdata", "schema-1.sql"))
	rawExec(t, db, "PRAGMA journal_mode = WAL")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// contents are all rows of the tables of the first schema, by table.
func contents(t *testing.T, dir string) map[string][]string {
	t.Helper()
	first := rawOpen(t, ":memory:")
	first.SetMaxOpenConns(1)
	defer first.Close()
	rawExec(t, first, contentOf(t, "testdata", "schema-1.sql"))
	db := rawOpen(t, filepath.Join(dir, databaseName))
	defer db.Close()
	all := map[string][]string{}
	for _, table := range column(t, first, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'") {
		now := column(t, db, "SELECT name FROM pragma_table_xinfo('"+table+"')")
		var columns []string
		for _, c := range column(t, first, "SELECT name FROM pragma_table_xinfo('"+table+"')") {
			if name := renamed[table+"."+c]; name != "" && slices.Contains(now, name) {
				c = name
			}
			columns = append(columns, "quote("+c+")")
		}
		rows := column(t, db, "SELECT "+strings.Join(columns, " || ',' || ")+" FROM "+table)
		slices.Sort(rows)
		all[table] = rows
	}
	return all
}

func column(t *testing.T, db *sql.DB, query string) (list []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err, query)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// The current program takes over what the first one wrote, row by row.
func TestUpgradeFromTheFirstSchema(t *testing.T) {
	dir := firstSchema(t)
	before := contents(t, dir)
	if len(before["users"]) != 12 || len(before["audit"]) != 12 || len(before["roles"]) != 1 {
		t.Fatalf("a fixture of %d users, %d records", len(before["users"]), len(before["audit"]))
	}
	db, err := Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	tenant := ""
	read(t, db, func(tx *Tx) error {
		at, err := tx.TenantBySlug("riverside")
		if err != nil {
			return err
		}
		tenant = at.ID
		us, err := tx.Users(tenant)
		if err != nil || len(us) != 12 || len(us[0].Emails) != 1 {
			t.Errorf("%d users, %v", len(us), err)
		}
		roles, err := tx.Roles(tenant)
		if err != nil || len(roles) != 1 || roles[0].Description != "Second floor" {
			t.Errorf("%+v, %v", roles, err)
		}
		things, err := tx.Things(tenant)
		if err != nil || len(things) != 2 {
			t.Errorf("%+v, %v", things, err)
		}
		return nil
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, contents(t, dir)); d != "" {
		t.Error(d)
	}
	raw := rawOpen(t, filepath.Join(dir, databaseName))
	defer raw.Close()
	if version := column(t, raw, "PRAGMA user_version")[0]; version != fmt.Sprint(newest) {
		t.Errorf("version %s, want %d", version, newest)
	}
	if broken := column(t, raw, "SELECT \"table\" FROM pragma_foreign_key_check"); len(broken) > 0 {
		t.Errorf("references to nothing in %v", broken)
	}
}

// upgradeOn opens a folder, which brings it up to date, until it is killed.
func upgradeOn(dir string) error {
	fmt.Println("begins")
	db, err := Open(dir, testOptions)
	if err != nil {
		return err
	}
	return db.Close()
}

// Killed at any moment of an upgrade a database has one of the schemas there
// ever were, whole, with every row; the next start finishes the work.
func TestKilledUpgradeLeavesOneOfTheSchemas(t *testing.T) {
	rounds := 25
	if testing.Short() {
		rounds = 5
	}
	want := contents(t, firstSchema(t))
	versions := map[string]bool{"1": true}
	for _, number := range migrationNumbers(t) {
		versions[number] = true
	}
	met := map[string]int{}
	for range rounds {
		dir := firstSchema(t)
		c, lines := process(t, "upgrade", dir)
		lines.Scan()
		time.AfterFunc(time.Duration(rand.IntN(40_000))*time.Microsecond, func() { _ = c.Process.Kill() })
		for lines.Scan() {
			t.Log(lines.Text())
		}
		_ = c.Wait()
		raw := rawOpen(t, filepath.Join(dir, databaseName))
		version := column(t, raw, "PRAGMA user_version")[0]
		if verdict := column(t, raw, "PRAGMA integrity_check")[0]; verdict != "ok" || !versions[version] {
			t.Errorf("version %s: %s", version, verdict)
		}
		met[version]++
		if err := raw.Close(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, contents(t, dir)); d != "" {
			t.Errorf("version %s lost rows: %s", version, d)
		}
		db, err := Open(dir, testOptions)
		if err != nil {
			t.Fatalf("after version %s: %v", version, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, contents(t, dir)); d != "" {
			t.Errorf("finished after version %s: %s", version, d)
		}
	}
	t.Logf("versions met: %v", met)
}

func migrationNumbers(t *testing.T) (list []string) {
	t.Helper()
	entries, err := migrations.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		number, _, _ := strings.Cut(e.Name(), "_")
		list = append(list, strings.TrimLeft(number, "0"))
	}
	return list
}
