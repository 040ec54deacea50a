package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"callgate/backend/callgate"
)

func wants(tb testing.TB, err error, code callgate.Code) *callgate.Error {
	tb.Helper()
	if callgate.CodeOf(err) != code {
		tb.Fatalf("got %v, want %s", err, code)
	}
	var e *callgate.Error
	errors.As(err, &e)
	return e
}

func TestFolderAndFilesArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a folder?with#odd%20 name")
	db := reopened(t, dir)
	rooted(t, db)
	if _, err := Lock(dir, "serve"); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; info.Mode().Perm() != want {
			t.Errorf("%s has mode %o, want %o", d.Name(), info.Mode().Perm(), want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWrongModesAreRefused(t *testing.T) {
	for name, mode := range map[string]fs.FileMode{".": 0o750, databaseName: 0o644, anchorName: 0o660} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			db, err := Open(dir, testOptions)
			if err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
				t.Fatal(err)
			}
			_, err = Open(dir, testOptions)
			e := wants(t, err, "folder_modes")
			if e.Params["mode"] != fmt.Sprintf("%04o", mode) || strings.Contains(e.Params["name"], "/") {
				t.Errorf("said %v", e.Params)
			}
		})
	}
	t.Run("link", func(t *testing.T) {
		dir := folder(t)
		if err := os.Symlink("/dev/null", filepath.Join(dir, databaseName)); err != nil {
			t.Fatal(err)
		}
		_, err := Open(dir, testOptions)
		wants(t, err, "folder_modes")
	})
}

// A file that is not ours to touch stays as it is, and no other appears.
func TestForeignDamagedEmptyAndNewerFilesStayUntouched(t *testing.T) {
	ours := bytesOf(t, func(t *testing.T, db *DB) { rooted(t, db) })
	foreign := filepath.Join(folder(t), "cdr.db")
	other := rawOpen(t, foreign)
	rawExec(t, other, "CREATE TABLE cdr (src TEXT, dst TEXT)")
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	theirs, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	change := func(at int, b ...byte) []byte { c := bytes.Clone(ours); copy(c[at:], b); return c }
	for name, c := range map[string]struct {
		content []byte
		code    callgate.Code
	}{
		"empty":        {nil, "database_empty"},
		"foreign":      {theirs, "database_foreign"},
		"newer":        {change(60, 0, 0, 0x27, 0x0f), "database_newer"},
		"text":         {bytes.Repeat([]byte("not a database\n"), 100), "database_damaged"},
		"short":        {ours[:50], "database_damaged"},
		"truncated":    {ours[:len(ours)-4096], "database_damaged"},
		"page size":    {change(16, 0x10, 0x01), "database_damaged"},
		"zeroes":       {make([]byte, len(ours)), "database_damaged"},
		"no schema":    {change(60, 0, 0, 0, 0), "database_empty"},
		"schema page":  {change(100, bytes.Repeat([]byte{0xff}, 2000)...), "database_damaged"},
		"tenants gone": {change(4096, bytes.Repeat([]byte{0xff}, len(ours)-4096)...), "database_damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			path := filepath.Join(dir, databaseName)
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Open(dir, testOptions)
			wants(t, err, c.code)
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, c.content) {
				t.Errorf("the file was touched (%v)", err)
			}
		})
	}
}

// A newer version that stands only in the write-ahead log is seen too.
func TestNewerInTheLogStaysUntouched(t *testing.T) {
	dir := folder(t)
	db, err := Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	write(t, db, func(tx *Tx) error { _, err := tx.exec("PRAGMA user_version = 9999"); return err })
	copied := folder(t)
	for _, name := range []string{databaseName, databaseName + "-wal"} {
		copyFile(t, filepath.Join(dir, name), filepath.Join(copied, name))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := [2]string{contentOf(t, copied, databaseName), contentOf(t, copied, databaseName+"-wal")}
	_, err = Open(copied, testOptions)
	if e := wants(t, err, "database_newer"); e.Params["version"] != "9999" {
		t.Errorf("said %v", e.Params)
	}
	if after := [2]string{contentOf(t, copied, databaseName), contentOf(t, copied, databaseName+"-wal")}; after != before {
		t.Error("the files were touched")
	}
}

func TestSetUpNeverAppearsOverAnInstallation(t *testing.T) {
	dir := folder(t)
	db, err := Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	tenant := rooted(t, db)
	audit(t, db, tenant, 1)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	t.Run("database removed", func(t *testing.T) {
		if err := os.Rename(filepath.Join(dir, databaseName), filepath.Join(dir, "elsewhere")); err != nil {
			t.Fatal(err)
		}
		_, err := Open(dir, testOptions)
		wants(t, err, "database_missing")
	})
	t.Run("a fresh one in its place", func(t *testing.T) {
		other := folder(t)
		fresh, err := Open(other, testOptions)
		if err != nil {
			t.Fatal(err)
		}
		if err := fresh.Close(); err != nil {
			t.Fatal(err)
		}
		copyFile(t, filepath.Join(other, databaseName), filepath.Join(dir, databaseName))
		_, err = Open(dir, testOptions)
		wants(t, err, "database_empty")
	})
}

// A database whose making was interrupted is made again.
func TestMakingCanBeInterrupted(t *testing.T) {
	dir := folder(t)
	for _, name := range []string{freshName, freshName + "-wal", makingName} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	rooted(t, reopened(t, dir))
	if _, err := os.Stat(filepath.Join(dir, freshName)); err == nil {
		t.Error("the interrupted one is still there")
	}
}

func TestManyMayMakeItAtOnce(t *testing.T) {
	dir := folder(t)
	errs := make(chan error)
	for range 4 {
		go func() {
			db, err := Open(dir, testOptions)
			if err == nil {
				err = db.Close()
			}
			errs <- err
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

// SQLite keeps these per connection: each one must have them.
func TestPragmasAreInForceOnEveryConnection(t *testing.T) {
	db, _ := opened(t)
	want := map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "trusted_schema": "0", "application_id": "1128743252"}
	look := func(name string, conn *sql.Conn, queryOnly string) {
		want["query_only"] = queryOnly
		for pragma, value := range want {
			var got string
			if err := conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != value {
				t.Errorf("%s: %s is %q, want %q (%v)", name, pragma, got, value, err)
			}
		}
	}
	pools := map[string]*sql.DB{"writer": db.c.write.DB, "watch": db.c.watch, "reader": db.c.read.DB}
	for name, pool := range pools {
		n := pool.Stats().MaxOpenConnections
		for i := range n { // all at once, so that each is another one
			conn, err := pool.Conn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			look(fmt.Sprint(name, i), conn, map[bool]string{true: "0", false: "1"}[name == "writer"])
		}
	}
}

func TestReadersCannotWrite(t *testing.T) {
	db, _ := opened(t)
	err := db.Read(t.Context(), func(tx *Tx) error { return tx.SetSetting("a", "b") })
	wants(t, err, "disk_read_only")
}

// The last statement of every migration keeps user_version in step.
func TestMigrationsSetTheirVersion(t *testing.T) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	for _, name := range names {
		number, err := strconv.Atoi(strings.SplitN(filepath.Base(name), "_", 2)[0])
		if err != nil || number <= last {
			t.Errorf("%s: number %d after %d: %v", name, number, last, err)
		}
		last = number
		content, err := migrations.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		set := regexp.MustCompile(`PRAGMA user_version = (\d+);\s*$`).FindSubmatch(content)
		if set == nil || string(set[1]) != strconv.Itoa(number) {
			t.Errorf("%s does not end by setting user_version to %d", name, number)
		}
	}
}

func TestCheckedFindsDamageInTheMiddle(t *testing.T) {
	dir := folder(t)
	db, err := Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, office(rooted(t, db).ID, 500))
	if err := <-db.Checked(); err != nil {
		t.Errorf("a sound one: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, databaseName)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[len(content)/2&^4095:], bytes.Repeat([]byte{0xaa}, 4096))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	db = reopened(t, dir)
	select {
	case err := <-db.Checked():
		wants(t, err, "database_damaged")
	case <-time.After(time.Minute):
		t.Fatal("no verdict")
	}
}

func bytesOf(t *testing.T, f func(t *testing.T, db *DB)) []byte {
	t.Helper()
	dir := folder(t)
	db, err := Open(dir, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	f(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return []byte(contentOf(t, dir, databaseName))
}

func contentOf(tb testing.TB, dir, name string) string {
	tb.Helper()
	content, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(content)
}

func copyFile(tb testing.TB, from, to string) {
	tb.Helper()
	if err := os.WriteFile(to, []byte(contentOf(tb, filepath.Dir(from), filepath.Base(from))), 0o600); err != nil {
		tb.Fatal(err)
	}
}

// rawOpen opens a file as any other program would.
func rawOpen(tb testing.TB, path string) *sql.DB {
	tb.Helper()
	return sql.OpenDB(connector{dsn: "file:" + path, driver: connect("", "").driver})
}

func rawExec(tb testing.TB, db *sql.DB, query string, args ...any) {
	tb.Helper()
	if _, err := db.ExecContext(context.Background(), query, args...); err != nil {
		tb.Fatal(err)
	}
}
