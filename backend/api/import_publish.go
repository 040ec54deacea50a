package api

import (
	"cmp"
	"context"
	"slices"
	"time"

	"callgate/backend/callgate"
	"callgate/backend/people"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// publish makes all staged users visible at once. What takes long, compiling
// and indexing them, is done before the transaction, on the view as it then
// is; who changed meanwhile is added inside.
func (j *importJob) publish(changes []plannedWork) error {
	before, err := read(j.c, importing, func(a *actor) (*view, error) { return a.view, nil })
	if err != nil {
		return err
	}
	next := before
	if len(j.staged) > 0 {
		next = j.joined(before, before.Things, j.s.now())
	}
	_, err = write(j.c, importing, func(w *change) (struct{}, error) {
		if err := j.fits(w.Tenant, w.People); err != nil {
			return struct{}{}, err
		}
		if len(j.staged) > 0 {
			if err := w.tx.PublishImport(j.tenant, j.plan.id); err != nil {
				return struct{}{}, err
			}
		}
		if err := j.changeIn(w, changes); err != nil {
			return struct{}{}, err
		}
		counts := map[string]int{"added": len(j.staged), "changed": j.plan.change, "skipped": j.plan.skip + j.plan.same, "bad": j.plan.bad, "things": len(j.named.things)}
		if err := w.record("users.import_done", j.plan.name, j.plan.id, nil, counts); err != nil {
			return struct{}{}, err
		}
		if len(j.staged) > 0 {
			j.takeOver(w, before, next)
		}
		w.tell("user", j.tenant, "")
		w.tell("import", j.tenant, j.plan.id)
		return struct{}{}, nil
	})
	return err
}

// joined is a view with the staged users and the new things in it.
func (j *importJob) joined(v *view, things []callgate.Thing, now callgate.Time) *view {
	next := *v
	next.Things = slices.Clone(things)
	for _, t := range j.named.things {
		same := func(o callgate.Thing, t callgate.Thing) int {
			return cmp.Or(cmp.Compare(o.Kind, t.Kind), cmp.Compare(o.Name, t.Name))
		}
		if at, there := slices.BinarySearchFunc(next.Things, t, same); !there {
			next.Things = slices.Insert(next.Things, at, t)
		}
	}
	users := slices.AppendSeq(make([]*callgate.User, 0, v.People.Len()+len(j.staged)), v.People.All())
	users = append(users, j.staged...)
	next.Policy = policy.Compile(next.input(users, now))
	next.People = people.Build(users)
	next.Seats = seatsOf(users)
	return &next
}

// manyChanges is where indexing anew is quicker than adding one by one.
const manyChanges = 1000

// takeOver puts the joined view in force in this change.
func (j *importJob) takeOver(w *change, before, next *view) {
	v := w.edit(j.tenant)
	changed, gone := v.People.Since(before.People)
	same := v.Tenant == before.Tenant && v.Enabled == before.Enabled && slices.Equal(v.Roles, before.Roles) && sameThings(v.Things, before.Things)
	if !same || len(changed) > manyChanges {
		*v = *j.joined(v, v.Things, w.Now)
	} else {
		v.Things, v.Policy, v.People, v.Seats = next.Things, next.Policy, next.People, next.Seats
		for _, u := range changed {
			v.put(u.ID, u)
		}
		for _, id := range gone {
			v.put(id, nil)
		}
	}
	w.settle(v)
}

func sameThings(a, b []callgate.Thing) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// fits asks the licence once more: others added users meanwhile.
func (j *importJob) fits(t *callgate.Tenant, all *people.Index) error {
	if t.MaxEnabled == 0 && t.MaxFull == 0 {
		return nil
	}
	seats := seatCount{tenant: t}
	for u := range all.All() {
		_ = seats.add(u) // those who are there stay; only the new ones can be too many
	}
	for _, u := range j.staged {
		if err := seats.add(u); err != nil {
			return err
		}
	}
	return nil
}

// makeThings stores the new extensions, queues and numbers in short
// transactions, unseen until the users are.
func (j *importJob) makeThings() error {
	for part := range slices.Chunk(j.named.things, 250) {
		_, err := write(j.c, importing, func(w *change) (struct{}, error) {
			if err := extensionsFit(w.Tenant, extensionsOf(w.Things)+extensionsOf(j.named.things)); err != nil {
				return struct{}{}, err
			}
			names := make([]string, len(part))
			for i, t := range part {
				if err := w.tx.StageThing(j.plan.id, t); err != nil {
					return struct{}{}, err
				}
				names[i] = string(callgate.EntityOf(t.Kind, t.Name))
			}
			return struct{}{}, w.record("things.import", j.plan.name, j.plan.id, nil, names)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// lockImports waits until no other import runs, here or in another process,
// and takes away what a killed one left.
func (s *Service) lockImports(ctx context.Context) (unlock func(), err error) {
	for {
		unlock, ok, err := s.db.LockImports()
		if err != nil {
			return nil, err
		}
		if ok {
			if err := s.dropLeft(ctx); err != nil {
				unlock()
				return nil, err
			}
			return unlock, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// dropLeft removes the imports of processes that were killed. The caller holds
// the import lock.
func (s *Service) dropLeft(ctx context.Context) error {
	var left []store.Import
	err := s.db.Read(ctx, func(tx *store.Tx) (err error) {
		left, err = tx.UnfinishedImports()
		return err
	})
	for _, imp := range left {
		s.dropImport(ctx, callgate.AuditRecord{Tenant: imp.Tenant, Who: "callgate", TargetID: imp.ID}, failed)
	}
	return err
}

// clearImports is run at start, when no other process imports.
func (s *Service) clearImports(ctx context.Context) {
	<-s.ready
	unlock, ok, err := s.db.LockImports()
	if err == nil && ok {
		err = s.dropLeft(ctx)
		unlock()
	}
	if err != nil && ctx.Err() == nil {
		s.log.Error("unfinished imports not removed", "error", err)
	}
}

// dropImport says in the audit that nothing of an import stays, and removes
// its users, who were never visible, in short transactions. What is left when
// the process ends goes at the next start.
func (s *Service) dropImport(ctx context.Context, rec callgate.AuditRecord, how string) {
	const atOnce = 200
	s.tellDropped(ctx, rec, how)
	for dropped := false; !dropped; {
		err := s.commit(ctx, func(w *change) (err error) {
			dropped, err = w.tx.DropImport(rec.Tenant, rec.TargetID, atOnce)
			return err
		})
		if err != nil {
			if ctx.Err() == nil {
				s.log.Error("import not removed; it goes at the next start", "error", err)
			}
			return
		}
	}
}

// tellDropped says in the audit that an import came to nothing.
func (s *Service) tellDropped(ctx context.Context, rec callgate.AuditRecord, how string) {
	rec.What, rec.Result, rec.Count = "users.import_dropped", failed, 1
	if how == cancelled {
		rec.Result = done
	}
	err := s.commit(ctx, func(w *change) error {
		rec.At = s.now()
		return w.tx.AppendAudit(&rec)
	})
	if err != nil && ctx.Err() == nil {
		s.log.Error("end of an import not recorded", "error", err)
	}
}
