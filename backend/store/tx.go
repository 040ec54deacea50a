package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"

	"callgate/backend/callgate"
)

// Tx is one transaction. It must not be used after Read or Write returned, nor
// by several goroutines.
type Tx struct {
	db      *DB
	ctx     context.Context
	raw     *sql.Tx // hot paths: statements kept prepared by the connection
	bun     bun.Tx  // everything else: queries from the struct tags
	writing bool
	changes changes
	heads   map[callgate.ID]head // ends of the audit chains, as read or written here
	audited bool
}

// Read runs f on a snapshot. Do not call Read or Write from within.
func (db *DB) Read(ctx context.Context, f func(tx *Tx) error) (err error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	if db.closed {
		return callgate.Err("database_closed")
	}
	raw, err := db.c.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return translate(err)
	}
	defer func() {
		if end := raw.Rollback(); err == nil && !errors.Is(end, sql.ErrTxDone) {
			err = translate(end)
		}
	}()
	return f(&Tx{db: db, ctx: ctx, raw: raw.Tx, bun: raw})
}

// Write runs f once, alone in the whole folder, and commits what it did, or
// nothing of it when f fails. Waiting for its turn it can be cancelled; once
// begun it is not interrupted by whoever asked going away.
func (db *DB) Write(ctx context.Context, f func(tx *Tx) error) error {
	select {
	case db.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-db.turn }()
	if db.suspect.Load() {
		if err := db.reopen(); err != nil {
			return err
		}
	}
	tx, err := db.write(context.WithoutCancel(ctx), f)
	if err != nil && ioFailed(err) {
		db.suspect.Store(true)
	}
	if err == nil && tx.audited {
		db.anchor.changed(tx.heads)
	}
	return translate(err)
}

func (db *DB) write(ctx context.Context, f func(tx *Tx) error) (*Tx, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	if db.closed {
		return nil, callgate.Err("database_closed")
	}
	raw, err := begin(ctx, db.c.write)
	if err != nil {
		return nil, err
	}
	defer raw.Rollback() //nolint:errcheck // after a commit there is nothing left to roll back
	tx := &Tx{db: db, ctx: ctx, raw: raw.Tx, bun: raw, writing: true}
	if err := f(tx); err != nil {
		return nil, err
	}
	if err := tx.flush(); err != nil {
		return nil, err
	}
	if err := raw.Commit(); err != nil {
		return nil, outcome(err)
	}
	return tx, nil
}

// begin takes the write lock, which another process may hold for a moment. The
// driver waits five seconds; an import beside us may need several of its turns.
func begin(ctx context.Context, db *bun.DB) (bun.Tx, error) {
	for try := 1; ; try++ {
		raw, err := db.BeginTx(ctx, nil)
		var lite sqlite3.Error
		if err == nil || try == 4 || !errors.As(err, &lite) || lite.Code != sqlite3.ErrBusy {
			return raw, err
		}
	}
}

// outcome of a failed commit: a full disk and a lock are refusals, everything
// else may have reached the disk or not.
func outcome(err error) error {
	var lite sqlite3.Error
	if errors.As(err, &lite) && (lite.Code == sqlite3.ErrFull || lite.Code == sqlite3.ErrBusy || lite.Code == sqlite3.ErrConstraint) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrUnknownOutcome, err)
}

// flush writes what the transaction gathered: its changes and the count of
// audited commits, by which a rolled-back file is noticed.
func (tx *Tx) flush() error {
	if err := tx.flushChanges(); err != nil {
		return err
	}
	if !tx.audited {
		return nil
	}
	_, err := tx.exec(`INSERT INTO counters (name, value) VALUES ('audited_commits', 1)
		ON CONFLICT (name) DO UPDATE SET value = value + 1`)
	return err
}

func (tx *Tx) now() callgate.Time { return callgate.TimeOf(tx.db.opt.Now()) }

func (tx *Tx) exec(query string, args ...any) (sql.Result, error) {
	r, err := tx.raw.ExecContext(tx.ctx, query, args...)
	return r, tx.seen(err)
}

// affected runs a statement and counts the rows it touched.
func (tx *Tx) affected(query string, args ...any) (int, error) {
	r, err := tx.exec(query, args...)
	if err != nil {
		return 0, err
	}
	n, err := r.RowsAffected()
	return int(n), err
}

func (tx *Tx) row(query string, args ...any) *sql.Row {
	return tx.raw.QueryRowContext(tx.ctx, query, args...)
}

// each runs scan for every row.
func (tx *Tx) each(scan func(rows *sql.Rows) error, query string, args ...any) error {
	rows, err := tx.raw.QueryContext(tx.ctx, query, args...)
	if err != nil {
		return tx.seen(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return tx.seen(err)
		}
	}
	return tx.seen(rows.Err())
}

// seen translates an error and remembers a failing disk: nothing is written
// again before the database has been reopened.
func (tx *Tx) seen(err error) error {
	if err != nil && ioFailed(err) {
		tx.db.suspect.Store(true)
	}
	return translate(err)
}
