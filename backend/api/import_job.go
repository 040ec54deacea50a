package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/directory"
)

// States of a job.
const (
	running   = "running"
	done      = "done"
	cancelled = "cancelled"
	failed    = "failed"
)

// importJob carries a plan out in the background. Its users are written in
// short transactions under an import id, so that nobody waits for it, and stay
// invisible until one last short one publishes all of them.
type importJob struct {
	s      *Service
	c      *Caller // the one who began it, for as long as he is let in
	plan   *importPlan
	ctx    context.Context
	cancel context.CancelFunc

	tenant callgate.ID
	begun  callgate.AuditRecord // who, from where: for the record of how it ended
	staged []*callgate.User
	named  namedFirst
	size   int // rows of the next chunk

	mu      sync.Mutex
	state   Progress
	stopped chan struct{} // closed when the state is no longer running
}

// startImport begins to carry a plan out. The job is a caller of its own: it
// goes on when the request is over, and ends when its caller may no more.
func startImport(a *actor, p *importPlan) *importJob {
	o := a.c.origin
	ctx, cancel := context.WithCancel(a.c.s.life)
	j := &importJob{
		s: a.c.s, plan: p, ctx: ctx, cancel: cancel, tenant: a.Tenant.ID, size: chunkLeast,
		state: Progress{Total: p.add, State: running}, stopped: make(chan struct{}),
		begun: callgate.AuditRecord{Tenant: a.Tenant.ID, Who: a.Login, WhoID: a.himselfID(), OnBehalf: a.onBehalf(), From: a.From, Target: p.name, TargetID: p.id},
	}
	j.c = j.s.Caller(Origin{Door: o.Door, Token: a.c.heldToken(), Address: o.Address, Agent: o.Agent, Context: ctx})
	j.c.local = a.c.local
	j.s.done.Go(j.run)
	return j
}

func (j *importJob) progress() Progress {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state
}

func (j *importJob) advance(n int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state.Done += n
}

// end says how it ended; only the first word counts.
func (j *importJob) end(state string, err *callgate.Error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.state.State == running {
		j.state.State, j.state.Error = state, err
		close(j.stopped)
	}
}

func (j *importJob) run() {
	defer j.cancel()
	unlock, err := j.s.lockImports(j.ctx)
	if err == nil {
		defer unlock()
		err = j.guarded()
	}
	if err == nil {
		j.end(done, nil)
		return
	}
	state, reason := failed, fault(j.c.plain(err))
	if j.ctx.Err() != nil {
		state, reason = cancelled, nil
	}
	j.end(state, reason)
	j.staged = nil
	if unlock != nil {
		j.s.dropImport(j.s.life, j.begun, state)
	}
}

// guarded turns a panic into an error: a background job must not end the
// process.
func (j *importJob) guarded() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("api: import panicked: %v\n%s", r, debug.Stack())
		}
	}()
	return j.bring()
}

// bring plans the file again, makes sure that it is what the caller saw, stages
// the users and publishes them.
func (j *importJob) bring() error {
	a, err := read(j.c, importing, func(a *actor) (*actor, error) { return a, nil })
	if err != nil {
		return err
	}
	f, err := directory.Open(j.plan.data, j.plan.opt)
	if err != nil {
		return err
	}
	pl, err := newPlanner(nil, a, j.plan.role, j.plan.ruledOut)
	if err != nil {
		return err
	}
	var rows []stagedRow
	digest, err := pl.walk(f, func(p *directory.Person, row plannedRow) bool {
		if row.deed == addRow {
			rows = append(rows, stagedRow{p.Row, row.user})
		}
		return j.ctx.Err() == nil
	})
	switch {
	case err != nil:
		return err
	case j.ctx.Err() != nil:
		return j.ctx.Err()
	case digest != j.plan.digest:
		return callgate.Err("import_stale")
	}
	// In the order of the database's indexes a chunk touches few of its pages.
	slices.SortFunc(rows, func(a, b stagedRow) int { return cmp.Compare(a.user.Folded, b.user.Folded) })
	for len(rows) > 0 {
		chunk := rows[:min(j.size, len(rows))]
		if err := j.stage(chunk); err != nil {
			return err
		}
		rows = rows[len(chunk):]
	}
	return j.publish()
}

// stagedRow is a user to be written and the row he came from.
type stagedRow struct {
	row  int
	user *callgate.User
}

// A chunk's transaction should stay well below the 50 ms others may have to
// wait.
const (
	chunkTime  = 35 * time.Millisecond
	chunkLeast = 200
	chunkMost  = 2000
)

// stage writes one chunk: the rules are asked once more for every user, in the
// transaction, and every user has his own audit record.
func (j *importJob) stage(rows []stagedRow) error {
	var start time.Time // of the transaction: waiting for one's turn does not count
	users := make([]*callgate.User, len(rows))
	_, err := write(j.c, importing, func(w *change) (struct{}, error) {
		start = time.Now()
		w.withoutLicence()
		for i, r := range rows {
			users[i] = r.user
			err := w.checkImported(r.user)
			if err == nil {
				err = j.named.add(w.actor, r.user)
			}
			if err != nil {
				return struct{}{}, atRow(err, r.row)
			}
			if err := w.record("users.import", r.user.Login, r.user.ID, nil, importedAs(w.actor, j.plan.id, r)); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, w.tx.StageUsers(j.plan.id, users)
	})
	if err != nil {
		return err
	}
	j.staged = append(j.staged, users...)
	j.advance(len(rows))
	took := max(time.Since(start), time.Millisecond)
	fits := int(int64(len(rows)) * int64(chunkTime) / int64(took))
	j.size = min(max(fits-fits%50, chunkLeast), chunkMost) // the store writes 50 rows to a statement
	return nil
}

// checkImported asks every rule about a new user whom a file brings; w is
// without its licence.
func (w *change) checkImported(u *callgate.User) error {
	w.stamp(nil, u)
	return checkUser(w, nil, u)
}

// withoutLicence lets the rules leave seats and extensions uncounted: asking
// the database for every row would take too long, so an import counts all of
// its rows itself, and once more when they are published.
func (w *change) withoutLicence() {
	t := *w.Tenant
	t.MaxEnabled, t.MaxFull, t.MaxExtensions = 0, 0, 0
	v := *w.view
	v.Tenant = &t
	w.actor.view = &v
}

// atRow adds the number of the row to one of our errors.
func atRow(err error, row int) error {
	var own *callgate.Error
	if !errors.As(err, &own) {
		return err
	}
	told := callgate.Err(own.Code, "row", decimal(row)).At(own.Field).Because(own.Reasons)
	maps.Copy(told.Params, own.Params)
	return told
}
