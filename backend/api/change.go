package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// change is one transaction in the making: what it stores, what it will
// publish, and its audit records. Rules see the state including what this
// change already did.
type change struct {
	*actor // nil for changes nobody asked for (failed sign-ins, sweeping)

	s        *Service
	tx       *store.Tx
	ctx      context.Context
	views    views // own copy, replaced step by step
	recorded int
	trial    *trial // what it would do is looked at, then it is rolled back; nil for a real one
	events   []Event
	after    []func()
	made     []callgate.Entity // extensions, queues, numbers made because somebody named them
	lent     []callgate.Host   // hosts a new user gets without anybody choosing them
	kept     []kept            // what was changed of users, for a way back; nil while nobody asks
	later    *gathered         // users and records to store in one step; nil: each at once
}

// commit runs f as one change and publishes what it did. Nothing else begins a
// writing transaction (bulk import aside, which makes its rows visible here).
func (s *Service) commit(ctx context.Context, f func(w *change) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var w *change
	var version int64
	err := s.db.Write(ctx, func(tx *store.Tx) error {
		if err := s.reloadIfBehind(tx); err != nil {
			return err
		}
		before := *s.views.Load()
		w = &change{s: s, tx: tx, ctx: ctx, views: before.copy()}
		if err := f(w); err != nil {
			return err
		}
		w.trial.sees(before, w)
		if err := w.keepsExpectations(before); err != nil {
			return err
		}
		if w.trial != nil {
			return errTried
		}
		var err error
		version, err = tx.Version()
		return err
	})
	switch {
	case errors.Is(err, store.ErrUnknownOutcome):
		s.forget(ctx)
		return err
	case err != nil:
		return err
	}
	s.publish(version, w.views)
	s.sessions.clear()
	for _, f := range w.after {
		f()
	}
	s.events.send(w.events...)
	return nil
}

// onCommit runs f once the change is in force.
func (w *change) onCommit(f func()) { w.after = append(w.after, f) }

// edit gives the view of a tenant for replacement within this change.
func (w *change) edit(tenant callgate.ID) *view {
	v := *w.views[tenant]
	w.views[tenant] = &v
	if w.actor != nil && w.actor.view.Tenant.ID == tenant {
		w.look(&v)
	}
	return &v
}

func (w *change) tell(kind string, tenant, id callgate.ID) {
	w.events = append(w.events, Event{Tenant: tenant, Kind: kind, ID: id})
}

// user gives a copy of a user of the actor's tenant to change, or NotFound. The
// view stands where the transaction stands: reading him anew would be eleven
// queries.
func (w *change) user(id callgate.ID) (*callgate.User, error) {
	if u := w.view.user(id); u != nil {
		return copyOf(u), nil
	}
	return nil, callgate.Err(callgate.NotFound)
}

// saveUser stores a user after every rule of who may change what was asked
// (rules.go); before is nil for a new one.
func (w *change) saveUser(before, after *callgate.User) error {
	if err := w.readUser(before, after); err != nil {
		return err
	}
	p := partsOfNew(after)
	if before != nil {
		_, is := changedParts(w.view, before, after)
		p = partsOf(is)
	}
	return w.saveRead(before, after, p)
}

// saveRead is saveUser for who has read the user and knows what changes.
func (w *change) saveRead(before, after *callgate.User, p parts) error {
	w.stamp(before, after)
	if err := checkParts(w, before, after, p); err != nil {
		return err
	}
	if err := w.makeThings(newMentions(before, after)); err != nil {
		return err
	}
	if err := w.putUser(after); err != nil {
		return err
	}
	return w.followRename(before, after)
}

// stamp fills in what every stored user carries.
func (w *change) stamp(before, after *callgate.User) {
	after.Tenant = w.Tenant.ID
	if before == nil {
		after.ID, after.Created, after.Revision = callgate.NewID(w.Now), w.Now, 0
	}
	after.Revision++
	after.Changed, after.ChangedBy = w.Now, w.Name
}

// putUser stores and publishes without asking the rules: for what the product
// itself keeps in a user (last sign-in, lock, second factor there or not).
func (w *change) putUser(u *callgate.User) error {
	whole(u)
	before := w.views[u.Tenant].user(u.ID)
	if before == u { // nothing would differ, and nothing be stored
		return fmt.Errorf("api: %s was changed after he was published", u.Login)
	}
	if kept, err := w.gather(before, u); kept || err != nil {
		return err
	}
	if !w.trial.needNotStore(before, u) {
		if err := w.tx.ChangeUser(before, u); err != nil {
			return err
		}
	}
	w.edit(u.Tenant).put(u.ID, u)
	w.tell("user", u.Tenant, u.ID)
	return nil
}

// returnUser stores a deleted user as he was: dates, and names of who did what,
// stay those they were. Roles that went meanwhile are not his again.
func (w *change) returnUser(u *callgate.User) error {
	u.Tenant = w.Tenant.ID
	u.Roles = slices.DeleteFunc(u.Roles, func(m callgate.Membership) bool { return w.Role(m.Role) == nil })
	if err := checkReturn(w, u); err != nil {
		return err
	}
	u.Revision++
	u.Changed, u.ChangedBy = w.Now, w.Name
	if err := w.makeThings(newMentions(nil, u)); err != nil {
		return err
	}
	return w.putUser(u)
}

// removeUser deletes; checkUser with after nil asks the rules.
func (w *change) removeUser(u *callgate.User) error {
	if err := checkUser(w, u, nil); err != nil {
		return err
	}
	if err := w.tx.DeleteUser(u.Tenant, u.ID); err != nil {
		return err
	}
	w.edit(u.Tenant).put(u.ID, nil)
	w.tell("user", u.Tenant, u.ID)
	return w.renameInExpectations(u, nil)
}

// saveTenant stores a tenant (before nil for a new one) and recompiles what
// depends on it.
func (w *change) saveTenant(before, after *callgate.Tenant) error {
	if before == nil {
		after.ID, after.Created, after.Revision = callgate.NewID(w.s.now()), w.s.now(), 0
	}
	after.Revision++
	if err := w.tx.SaveTenant(after); err != nil {
		return err
	}
	w.tell("tenant", after.ID, "")
	if before == nil || before.Enabled != after.Enabled {
		return w.reloadAll() // what lies below follows
	}
	kept := *after // published: the caller's own may still change
	v := w.edit(after.ID)
	v.Tenant = &kept
	v.setRoles(rolesFor(v.Tenant, v.ownRoles()))
	w.recompile(v)
	return nil
}

// recompile makes the decision's form anew for changed roles, things or tenant.
// The actor's place in it may be another one then.
func (w *change) recompile(v *view) {
	v.Policy = v.Policy.With(v.input(nil, w.s.now()))
	if w.actor != nil && w.view == v {
		w.settle(v)
	}
}

// reloadTenant reads one tenant anew inside the transaction.
func (w *change) reloadTenant(id callgate.ID) error {
	all, err := tenantsOf(w.tx)
	if err != nil {
		return err
	}
	v, err := all.load(w.tx, id, w.s.now())
	if err != nil {
		return err
	}
	w.views[id] = v
	if w.actor != nil && w.actor.view.Tenant.ID == id {
		w.settle(v)
	}
	return nil
}

// userID is whose audit records these are: the person's, whomever he acts as.
func (w *change) userID() callgate.ID {
	if w.actor == nil {
		return ""
	}
	return w.himselfID()
}

func (w *change) reloadAll() error {
	tenants, err := w.tx.Tenants()
	if err != nil {
		return err
	}
	for _, t := range tenants {
		if err := w.reloadTenant(t.ID); err != nil {
			return err
		}
	}
	return nil
}

// record appends an audit record to the same transaction. before and after are
// small structs or maps of what changed, secrets left out; nil means nothing.
func (w *change) record(what, target string, id callgate.ID, before, after any) error {
	w.recorded++
	r := w.recordOf(what, target, id, before, after)
	w.trial.notes(r)
	if w.trial.ofMany() {
		return nil
	}
	if w.later != nil {
		w.later.records = append(w.later.records, r)
		return nil
	}
	return w.tx.AppendAudit(r)
}

func (w *change) recordOf(what, target string, id callgate.ID, before, after any) *callgate.AuditRecord {
	return &callgate.AuditRecord{
		Tenant: w.Tenant.ID, At: w.Now, Who: w.Login, From: w.From, WhoID: w.userID(), OnBehalf: w.onBehalf(),
		What: what, Target: target, TargetID: id, Before: asJSON(before), After: asJSON(after), Result: "done", Count: 1,
	}
}

func asJSON(v any) string {
	if v == nil {
		return ""
	}
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
