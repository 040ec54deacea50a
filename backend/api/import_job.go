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
	"callgate/backend/store"
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
	size   int  // rows of the next chunk
	locked bool // the import lock was held: only then anything was staged

	mu      sync.Mutex
	state   Progress
	since   time.Time     // of the step
	stopped chan struct{} // closed when the state is no longer running
}

// startImport begins to carry a plan out. The job is a caller of its own: it
// goes on when the request is over, and ends when its caller may no more.
func startImport(a *actor, p *importPlan) *importJob {
	o := a.c.origin
	ctx, cancel := context.WithCancel(a.c.s.life)
	j := &importJob{
		s: a.c.s, plan: p, ctx: ctx, cancel: cancel, tenant: a.Tenant.ID, size: chunkLeast,
		state: Progress{Total: p.rows(), State: running, Step: stepLooking}, since: time.Now(), stopped: make(chan struct{}),
		begun: callgate.AuditRecord{Tenant: a.Tenant.ID, Who: a.Login, WhoID: a.himselfID(), OnBehalf: a.onBehalf(), From: a.From, Target: p.name, TargetID: p.id},
	}
	j.c = j.s.Caller(Origin{Door: o.Door, Token: a.c.heldToken(), Address: o.Address, Agent: o.Agent, Context: ctx})
	j.c.local = a.c.local
	j.s.done.Go(j.run)
	return j
}

func (j *importJob) run() {
	defer j.cancel()
	err := j.guarded()
	if err == nil {
		j.end(done, nil)
		return
	}
	state, reason := j.ending(err)
	j.end(state, reason)
	if !j.locked { // nothing was staged: the audit says that it did not come to pass
		j.s.tellDropped(j.s.life, j.begun, state)
	}
}

// ending is how an error ends the job, in words for its caller.
func (j *importJob) ending(err error) (state string, reason *callgate.Error) {
	if j.ctx.Err() != nil {
		return cancelled, nil
	}
	return failed, fault(j.c.plain(err))
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
// the users and publishes them. Hashing passwords takes long, so nobody else's
// import waits for it.
func (j *importJob) bring() error {
	work, err := j.planned()
	if err != nil {
		return err
	}
	hashes, err := j.hash(work.add)
	if err != nil {
		return err
	}
	unlock, err := j.s.lockImports(j.ctx)
	if err != nil {
		return err
	}
	defer unlock()
	j.locked = true
	if len(hashes) > 0 { // meanwhile something may have changed
		if work, err = j.planned(); err != nil {
			return err
		}
	}
	j.begin(stepPeople, len(work.add)+len(work.change))
	// In the order of the database's indexes a chunk touches few of its pages.
	slices.SortFunc(work.add, func(a, b plannedWork) int { return cmp.Compare(a.user.Folded, b.user.Folded) })
	for rows := work.add; len(rows) > 0; {
		chunk := rows[:min(j.size, len(rows))]
		if err := j.stage(chunk, hashes); err != nil {
			return j.dropped(err)
		}
		rows = rows[len(chunk):]
	}
	if err := j.finish(work.change); err != nil {
		return j.dropped(err)
	}
	return nil
}

// finish makes the new things, changes people who were there and publishes.
func (j *importJob) finish(changes []plannedWork) error {
	if err := j.makeThings(); err != nil {
		return err
	}
	if len(changes) > changesAtOnce {
		if err := j.changeAll(changes); err != nil {
			return err
		}
		changes = nil
	}
	if err := j.publish(changes); err != nil {
		return err
	}
	j.changedSome(len(changes))
	return nil
}

// dropped takes back what was staged while the import lock is still held.
func (j *importJob) dropped(err error) error {
	state, reason := j.ending(err)
	j.end(state, reason)
	j.staged = nil
	j.s.dropImport(j.s.life, j.begun, state)
	return err
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
func (j *importJob) stage(rows []plannedWork, hashes map[int]string) error {
	var start time.Time // of the transaction: waiting for one's turn does not count
	users := make([]*callgate.User, len(rows))
	_, err := write(j.c, importing, func(w *change) (struct{}, error) {
		start = time.Now()
		w.withoutLicence()
		records := make([]*callgate.AuditRecord, len(rows))
		var secrets []store.Credential
		for i, r := range rows {
			users[i] = r.user
			err := w.checkImported(r.user)
			if err == nil {
				err = j.named.add(w.actor, w.tx, r.user)
			}
			if err != nil {
				return struct{}{}, atRow(err, r.row)
			}
			if hash := hashes[r.row]; hash != "" {
				secrets = append(secrets, store.Credential{Tenant: r.user.Tenant, User: r.user.ID, PasswordHash: hash, PasswordChanged: w.Now})
			}
			records[i] = w.recordOf("users.import", r.user.Login, r.user.ID, nil, importedAs(w.actor, j.plan.id, r))
		}
		w.recorded += len(records)
		if err := w.tx.AppendAudits(records); err != nil {
			return struct{}{}, err
		}
		if err := w.tx.StageUsers(j.plan.id, users); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.tx.InsertCredentials(secrets)
	})
	if err != nil {
		return err
	}
	j.staged = append(j.staged, users...)
	j.advance(len(rows))
	j.fit(len(rows), time.Since(start))
	return nil
}

// fit makes the next chunk as large as this one's time allows.
func (j *importJob) fit(rows int, took time.Duration) {
	fits := int(int64(rows) * int64(chunkTime) / int64(max(took, time.Millisecond)))
	j.size = min(max(fits-fits%50, chunkLeast), chunkMost) // the store writes 50 rows to a statement
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
