package api

import (
	"callgate/backend/callgate"
)

// errUnchanged ends a change that would change nothing: no revision, no audit
// record. Callers see success.
var errUnchanged = callgate.Err("unchanged")

// quietly is nil where nothing had to be changed.
func quietly(err error) error {
	if callgate.CodeOf(err) == errUnchanged.Code {
		return nil
	}
	return err
}

// change is the way of every change to one user: the guard, f on a copy, the
// rules, one audit record, the panel as it is then.
func (m *Users) change(id callgate.ID, what string, f func(w *change, u *callgate.User) error) (UserDetail, error) {
	made, err := write(m.c, "directory.users:write", func(w *change) ([]callgate.Entity, error) {
		if err := w.changeUser(id, what, f); err != nil {
			return nil, err
		}
		return w.made, nil
	})
	if quietly(err) != nil {
		return UserDetail{}, err
	}
	return m.panel(id, made)
}

// panel is the user after a change, with what the change made.
func (m *Users) panel(id callgate.ID, made []callgate.Entity) (UserDetail, error) {
	d, err := m.Get(id)
	if len(made) > 0 {
		d.Created = made
	}
	return d, err
}

// changeUser runs f on a copy of the user, saves and records what differs.
func (w *change) changeUser(id callgate.ID, what string, f func(w *change, u *callgate.User) error) error {
	before, err := w.user(id)
	if err != nil {
		return err
	}
	after := copyOf(before)
	if err := f(w, after); err != nil {
		return err
	}
	return w.saveChanged(what, before, after)
}

// saveChanged saves a user and records what differs; errUnchanged when nothing
// does. Who is no longer let in has no session any more.
func (w *change) saveChanged(what string, before, after *callgate.User) error {
	if err := w.readUser(before, after); err != nil {
		return err
	}
	was, is := changedParts(w.view, before, after)
	if len(is) == 0 {
		return errUnchanged
	}
	if err := w.saveRead(before, after, partsOf(is)); err != nil {
		return err
	}
	if w.kept != nil {
		w.kept = append(w.kept, keptOf(before, after))
	}
	if after.Blocked && !before.Blocked || before.Enabled && !after.Enabled {
		if err := w.throwOut(after); err != nil {
			return err
		}
	}
	return w.record(what, after.Login, after.ID, was, is)
}
