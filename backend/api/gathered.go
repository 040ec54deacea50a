package api

import (
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// gathered are users and audit records of one change that are stored in one
// step, many rows to a statement.
type gathered struct {
	users   []store.UserChange
	records []*callgate.AuditRecord
}

// gathering runs f, which changes no user twice, and stores what it gathered.
func (w *change) gathering(f func() error) error {
	w.later = &gathered{}
	err := f()
	if err == nil {
		err = w.storeGathered()
	}
	w.later = nil
	return err
}

// gather keeps a changed user for later; false when he has to be stored at
// once: he is new, has another login, or is one whom a rule about somebody else
// looks at. Seats are counted at once, for the licence.
func (w *change) gather(before, u *callgate.User) (kept bool, err error) {
	if w.later == nil {
		return false, nil
	}
	looked := func(u *callgate.User) bool {
		return u.Kind == callgate.Administrator || u.System != "" || w.isSelf(u)
	}
	if before == nil || before.Folded != u.Folded || u.Tenant != w.Tenant.ID || looked(before) || looked(u) {
		return false, w.storeGathered()
	}
	w.later.users = append(w.later.users, store.UserChange{Had: before, Is: u})
	v := w.edit(u.Tenant)
	v.Seats.count(before, -1)
	v.Seats.count(u, 1)
	w.tell("user", u.Tenant, u.ID)
	return true, nil
}

// storeGathered stores what was gathered so far, and shows it to the rules.
func (w *change) storeGathered() error {
	g := *w.later
	*w.later = gathered{}
	if err := w.tx.AppendAudits(g.records); err != nil || len(g.users) == 0 {
		return err
	}
	if !w.trial.ofMany() { // nothing that a rule asks the database for depends on who is gathered
		if err := w.tx.ChangeUsers(g.users); err != nil {
			return err
		}
	}
	us := make([]*callgate.User, len(g.users))
	for i, c := range g.users {
		us[i] = c.Is
	}
	w.edit(w.Tenant.ID).putAll(us)
	return nil
}
