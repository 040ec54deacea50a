package store

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"maps"
	"sync"
	"time"

	"callgate/backend/callgate"
)

// anchorDelay is how far the anchor may lag behind the chains.
const anchorDelay = time.Second

// anchor writes the ends of the audit chains to a file outside the database:
// a second after a change, and on close.
type anchor struct {
	db *DB

	mu     sync.Mutex
	dirty  map[callgate.ID]bool
	timer  *time.Timer // runs while something waits to be written
	closed bool
	busy   sync.WaitGroup
}

// start looks, a second from now, at what a process killed before its anchor
// was written left behind.
func (a *anchor) start() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.schedule(func() {
		tenants, err := a.db.audited()
		if err != nil {
			slog.Error("audit chains not read", "error", err)
			return
		}
		a.write(tenants)
	})
}

// changed notes chains that grew.
func (a *anchor) changed(heads map[callgate.ID]head) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.dirty == nil {
		a.dirty = map[callgate.ID]bool{}
	}
	for t := range heads {
		a.dirty[t] = true
	}
	if a.timer == nil {
		a.schedule(func() {})
	}
}

// schedule runs first and then writes what is dirty, a second from now. The
// lock is held.
func (a *anchor) schedule(first func()) {
	if a.closed {
		return
	}
	a.busy.Add(1)
	a.timer = time.AfterFunc(anchorDelay, func() {
		defer a.busy.Done()
		first()
		a.flush()
	})
}

// flush writes what is dirty.
func (a *anchor) flush() {
	a.mu.Lock()
	tenants := a.dirty
	a.dirty, a.timer = nil, nil
	a.mu.Unlock()
	a.write(tenants)
}

func (a *anchor) write(tenants map[callgate.ID]bool) {
	if len(tenants) == 0 {
		return
	}
	if err := a.db.writeAnchor(tenants, false); err != nil {
		slog.Error("audit anchor not written", "error", err)
		a.mu.Lock() // try again with the next change, or on close
		defer a.mu.Unlock()
		if a.dirty == nil {
			a.dirty = map[callgate.ID]bool{}
		}
		maps.Copy(a.dirty, tenants)
	}
}

// close writes what is still waiting.
func (a *anchor) close() error {
	a.mu.Lock()
	if a.closed {
		a.mu.Unlock()
		return nil
	}
	a.closed = true
	if a.timer != nil && a.timer.Stop() {
		a.busy.Done()
	}
	a.mu.Unlock()
	a.busy.Wait()
	if len(a.dirty) == 0 {
		return nil
	}
	return a.db.writeAnchor(a.dirty, false)
}

// AnchorAnew accepts the audit as it stands: after a restore, or when the
// anchor was lost. What was cut before cannot be noticed afterwards.
func (db *DB) AnchorAnew() error {
	tenants, err := db.audited()
	if err != nil {
		return err
	}
	return db.writeAnchor(tenants, true)
}

// audited are the tenants that have audit records.
func (db *DB) audited() (map[callgate.ID]bool, error) {
	tenants := map[callgate.ID]bool{}
	err := db.Read(context.Background(), func(tx *Tx) error {
		return tx.each(func(rows *sql.Rows) error {
			var id callgate.ID
			err := rows.Scan(&id)
			tenants[id] = true
			return err
		}, "SELECT id FROM tenants WHERE EXISTS (SELECT 1 FROM audit WHERE tenant_id = tenants.id)")
	})
	return tenants, err
}

// writeAnchor moves the anchors of some chains forward. A chain that no longer
// contains what was anchored keeps its old anchor, so that it goes on being
// noticed; so does everything when the file was rolled back, and an anchor that
// was lost or changed is not replaced. anew accepts all of that.
func (db *DB) writeAnchor(tenants map[callgate.ID]bool, anew bool) error {
	return exclusively(db.root, anchorLockName, func() error {
		a, err := readAnchor(db.root, db.opt.AuditKey)
		if err != nil && !errors.Is(err, errAnchor) {
			return err
		}
		if err != nil && !anew {
			return nil // VerifyAudit tells
		}
		if anew {
			a = anchorFile{}
		}
		if a.Tenants == nil {
			a.Tenants = map[callgate.ID]head{}
		}
		old := maps.Clone(a.Tenants)
		if err := db.advance(&a, tenants); err != nil {
			return err
		}
		if maps.Equal(old, a.Tenants) && !anew {
			return nil
		}
		return writeAnchorFile(db.root, a, db.opt.AuditKey)
	})
}

// advance reads the present ends on the watching connection, so that it never
// waits for a free reader.
func (db *DB) advance(a *anchorFile, tenants map[callgate.ID]bool) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	raw, err := db.c.watch.Begin()
	if err != nil {
		return translate(err)
	}
	defer raw.Rollback() //nolint:errcheck // nothing was written
	commits, err := auditedCommits(context.Background(), raw)
	if err != nil || commits < a.Commits {
		return translate(err)
	}
	a.Commits = commits
	for t := range tenants {
		was, anchored := a.Tenants[t]
		if anchored {
			m, err := macAt(context.Background(), raw, t, was.Seq)
			if err != nil {
				return translate(err)
			}
			if m != was.MAC {
				continue
			}
		}
		now, err := headOf(context.Background(), raw, t)
		if err != nil {
			return translate(err)
		}
		a.Tenants[t] = now
	}
	return nil
}
