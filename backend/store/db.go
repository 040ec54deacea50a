package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"

	"callgate/backend/callgate"
)

// Options is what a database needs to know when it is opened.
type Options struct {
	AuditKey []byte           // HMAC key of the audit chain and its anchor
	Now      func() time.Time // nil = time.Now; used only where no time is handed in
}

// readers is how many transactions may read at once, beside the one writer.
const readers = 4

// DB is the open database of one data folder.
type DB struct {
	root   *os.Root
	path   string
	opt    Options
	anchor *anchor

	turn  chan struct{}       // whoever holds it may write
	texts map[manyRows]string // of statements for many rows; whoever has the turn uses it

	mu      sync.RWMutex // held for reading while the connections are used
	c       connections
	epoch   int64 // how often they were made
	suspect atomic.Bool

	check   sync.Once
	checked chan error
	stop    context.CancelFunc
	life    context.Context
	closed  bool
}

// connections are one writer, several readers that cannot write, and one that
// watches for the commits of other processes.
type connections struct {
	write, read *bun.DB
	watch       *sql.DB
}

// Open opens the database of a data folder, or makes it when the folder has
// none. A file that is not ours, damaged or newer is refused untouched.
func Open(dir string, opt Options) (*DB, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	root, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	path, err := filepath.Abs(filepath.Join(dir, databaseName))
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	db := &DB{root: root, path: path, opt: opt, turn: make(chan struct{}, 1), checked: make(chan error, 1)}
	db.life, db.stop = context.WithCancel(context.Background())
	db.anchor = &anchor{db: db}
	if err := db.open(); err != nil {
		db.stop()
		return nil, errors.Join(translate(err), root.Close())
	}
	db.anchor.start()
	return db, nil
}

func (db *DB) open() error {
	exists, err := inspect(db.root)
	if err != nil {
		return err
	}
	if !exists {
		if err := makeDatabase(db.root, db.path, db.opt.AuditKey); err != nil {
			return err
		}
	}
	version, err := db.version()
	if err == nil && version < newest {
		err = upgrade(db.root, db.path)
	}
	if err != nil {
		return err
	}
	db.connect()
	if err := db.known(); err != nil {
		return errors.Join(err, db.disconnect())
	}
	return nil
}

// version asks through a connection that cannot write: the newest version may
// stand in the write-ahead log only, and a newer file must stay as it is.
func (db *DB) version() (version int64, err error) {
	look := sql.OpenDB(connect(db.path, reading))
	defer func() { err = errors.Join(err, look.Close()) }()
	if err := look.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	if version > newest {
		return version, newer(version)
	}
	return version, nil
}

func (db *DB) connect() {
	write := sql.OpenDB(connect(db.path, writing))
	write.SetMaxOpenConns(1)
	read := sql.OpenDB(connect(db.path, reading))
	read.SetMaxOpenConns(readers)
	read.SetMaxIdleConns(readers)
	watch := sql.OpenDB(connect(db.path, reading))
	watch.SetMaxOpenConns(1)
	db.c = connections{bun.NewDB(write, sqlitedialect.New()), bun.NewDB(read, sqlitedialect.New()), watch}
	db.epoch++
}

// disconnect closes the readers first: the last connection empties the
// write-ahead log, and only the writer can.
func (db *DB) disconnect() error {
	return errors.Join(db.c.watch.Close(), db.c.read.Close(), db.c.write.Close())
}

// known refuses a database without any tenant when the anchor remembers some:
// the set-up would appear over an existing installation.
func (db *DB) known() error {
	var tenants int
	if err := db.c.watch.QueryRow("SELECT count(*) FROM (SELECT 1 FROM tenants LIMIT 1)").Scan(&tenants); err != nil {
		return err
	}
	if tenants > 0 {
		return nil
	}
	if a, err := readAnchorFile(db.root); err == nil && len(a.Tenants) > 0 {
		return callgate.Err("database_empty")
	}
	return nil
}

// Close writes the audit's anchor and closes every connection. Nothing may be
// running any more.
func (db *DB) Close() error {
	db.stop()
	err := db.anchor.close()
	db.mu.Lock()
	defer db.mu.Unlock()
	if db.closed {
		return nil
	}
	db.closed = true
	return errors.Join(err, db.disconnect(), db.root.Close())
}

// Checked starts, at the first call, a check of the whole file in the
// background and gives its result: nil, or the code database_damaged.
func (db *DB) Checked() <-chan error {
	db.check.Do(func() {
		go func() {
			defer close(db.checked)
			db.checked <- db.Read(db.life, quickCheck)
		}()
	})
	return db.checked
}

func quickCheck(tx *Tx) error {
	var verdict string
	if err := tx.row("PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return translate(err)
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: %s", callgate.Err("database_damaged"), verdict)
	}
	return nil
}

// DataVersion changes when anybody, in whichever process, has committed since
// the last call. It costs a few microseconds.
func (db *DB) DataVersion() (int64, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	var v int64
	if err := db.c.watch.QueryRow("PRAGMA data_version").Scan(&v); err != nil {
		return 0, translate(err)
	}
	return db.epoch<<40 | v, nil // another connection counts anew
}

// reopen makes all connections anew after the disk failed: what SQLite kept in
// memory may not be what the disk has.
func (db *DB) reopen() error {
	for deadline := time.Now().Add(10 * time.Second); !db.mu.TryLock(); {
		if time.Now().After(deadline) {
			return callgate.Err("database_busy")
		}
		time.Sleep(5 * time.Millisecond) // readers are finishing
	}
	defer db.mu.Unlock()
	if db.closed {
		return callgate.Err("database_closed")
	}
	_ = db.disconnect() // whatever it says, these connections are not used again
	db.connect()
	var pages int64
	if err := db.c.watch.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&pages); err != nil {
		return translate(err)
	}
	db.suspect.Store(false)
	return nil
}
