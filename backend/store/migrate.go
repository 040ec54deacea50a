package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// The migrations, each one transaction. The last statement of each sets PRAGMA
// user_version to its number, so that a start needs no look at goose's table.
//
//go:embed migrations/*.sql
var migrations embed.FS

// newest is the number of the newest migration.
var newest = newestMigration()

func newestMigration() int64 {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil || len(names) == 0 {
		panic("store: no migrations embedded")
	}
	number, _, _ := strings.Cut(filepath.Base(names[len(names)-1]), "_")
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		panic("store: migration without a number: " + names[len(names)-1])
	}
	return n
}

// migrate brings an open database to the newest schema and empties the
// write-ahead log, so that the file's header tells its version.
func migrate(db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true))
	if err != nil {
		return err
	}
	if _, err := p.Up(context.Background()); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	_, err = db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	return err
}

// makeDatabase makes the database under another name and gives it its own when
// it is complete: killed at any moment, there is none or a whole one.
func makeDatabase(root *os.Root, path string, key []byte) error {
	return exclusively(root, makingName, func() error {
		if exists, err := inspect(root); exists || err != nil {
			return err // another process was faster
		}
		for _, name := range []string{freshName, freshName + "-wal", freshName + "-shm", freshName + "-journal"} {
			if err := root.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		fresh := filepath.Join(filepath.Dir(path), freshName)
		db := sql.OpenDB(connect(fresh, making))
		db.SetMaxOpenConns(1)
		if err := errors.Join(migrate(db), db.Close()); err != nil {
			return err
		}
		if err := writeAnchorFile(root, anchorFile{}, key); err != nil {
			return err
		}
		if err := root.Rename(freshName, databaseName); err != nil {
			return err
		}
		return syncFolder(root)
	})
}

// upgrade runs the pending migrations, unless another process works with the
// older schema right now.
func upgrade(root *os.Root, path string) error {
	return exclusively(root, makingName, func() error {
		if err := heldElsewhere(root); err != nil {
			return err
		}
		db := sql.OpenDB(connect(path, writing))
		db.SetMaxOpenConns(1)
		return errors.Join(migrate(db), db.Close())
	})
}
