package api

import (
	"slices"
	"strings"

	"callgate/backend/callgate"
	"callgate/backend/store"
)

// LeavePlan is what Leave would do, said before it happens.
type LeavePlan struct {
	Login      string      `json:"login"`
	Name       string      `json:"name"`
	Sessions   int         `json:"sessions"` // that end
	Extensions []LeavePart `json:"extensions"`
	Shared     []LeavePart `json:"shared"`
	Successor  *Person     `json:"successor"` // nil = nobody
}

// LeavePart is one thing handed over.
type LeavePart struct {
	Name string `json:"name"`
	Has  bool   `json:"has"` // the successor has it already
}

// LeavePreview tells what Leave would do.
func (m *Users) LeavePreview(id callgate.ID, successor string) (LeavePlan, error) {
	return read(m.c, "directory.users:write", func(a *actor) (LeavePlan, error) {
		plan := LeavePlan{Extensions: []LeavePart{}, Shared: []LeavePart{}}
		who, ok := a.Policy.ByID(id)
		if !ok {
			return plan, callgate.Err(callgate.NotFound)
		}
		u, to := a.Policy.User(who), &callgate.User{}
		plan.Login, plan.Name = u.Login, u.DisplayName()
		if successor = strings.TrimSpace(successor); successor != "" {
			heir, ok := a.withLogin(successor)
			if !ok || a.Policy.User(heir).ID == id {
				return plan, callgate.Err("user_unknown", "login", shortened(successor, 60)).At("successor")
			}
			to = a.Policy.User(heir)
			person := personOf(to)
			plan.Successor = &person
		}
		for _, e := range u.Extensions {
			has := slices.ContainsFunc(to.Extensions, func(x callgate.OwnExtension) bool { return x.Name == e.Name })
			plan.Extensions = append(plan.Extensions, LeavePart{e.Name, has})
		}
		for _, name := range u.Shared {
			plan.Shared = append(plan.Shared, LeavePart{name, slices.Contains(to.Shared, name)})
		}
		err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
			list, err := tx.Sessions(a.Tenant.ID, id)
			plan.Sessions = len(list)
			return err
		})
		return plan, err
	})
}

// Leave blocks, ends sessions and hands extensions and shared recordings to a
// successor (login, "" = nobody); the audit stays.
func (m *Users) Leave(id callgate.ID, successor, confirm string) (UserDetail, error) {
	made, err := write(m.c, "directory.users:write", func(w *change) ([]callgate.Entity, error) {
		before, err := w.user(id)
		if err != nil {
			return nil, err
		}
		if !w.typed(confirm, before.Login) {
			return nil, callgate.Err(callgate.Confirm, "value", before.Login).At("confirm")
		}
		err = w.keeping(backOfLeaving, id, func() error {
			return w.leave(before, strings.TrimSpace(successor))
		})
		return w.made, err
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.panel(id, made)
}

func (w *change) leave(before *callgate.User, successor string) error {
	after := copyOf(before)
	after.Blocked = true
	after.Extensions, after.Shared, after.DefaultExtension = []callgate.OwnExtension{}, []string{}, ""
	if err := w.saveChanged("user.leave", before, after); quietly(err) != nil {
		return err
	} else if err != nil { // gone already: say so once more, nothing else
		if err := w.record("user.leave", after.Login, after.ID, nil, nil); err != nil {
			return err
		}
	}
	return w.handOver(before, successor)
}

// handOver gives the successor what the leaver had. The extensions are his own
// from now on: the calls before stay the leaver's.
func (w *change) handOver(from *callgate.User, login string) error {
	if login == "" {
		return nil
	}
	who, ok := w.withLogin(login)
	if !ok || w.Policy.User(who).ID == from.ID {
		return callgate.Err("user_unknown", "login", shortened(login, 60)).At("successor")
	}
	return quietly(w.changeUser(w.Policy.User(who).ID, "user.edit", func(w *change, u *callgate.User) error {
		for _, e := range from.Extensions {
			u.Extensions = append(u.Extensions, callgate.OwnExtension{Name: e.Name, Since: w.Now})
		}
		u.Extensions = ownedOnce(u.Extensions)
		u.Shared = once(append(u.Shared, from.Shared...))
		if u.DefaultExtension == "" {
			u.DefaultExtension = from.DefaultExtension
		}
		return nil
	}))
}

// TakeBackLeave makes leaver and successor what they were; his sessions stay
// ended. Where one of them was changed meanwhile there is no way back.
func (m *Users) TakeBackLeave(id callgate.ID) (UserDetail, error) {
	_, err := write(m.c, "directory.users:write", func(w *change) (struct{}, error) {
		now, err := w.user(id)
		if err != nil {
			return struct{}{}, err
		}
		if err := w.mayTouch(now); err != nil {
			return struct{}{}, err
		}
		var list []kept
		err = w.wayBack(backOfLeaving, id, &list)
		for i := len(list) - 1; i >= 0 && err == nil; i-- { // the successor first: he gives back
			err = list[i].restore(w, "user.leave_undo")
		}
		if callgate.CodeOf(err) == undoFinal {
			err = callgate.Err("leave_final")
		}
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, nil
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.Get(id)
}

// ownedOnce keeps the first of equal extensions: the one owned for longer.
func ownedOnce(list []callgate.OwnExtension) []callgate.OwnExtension {
	seen := map[string]bool{}
	kept := []callgate.OwnExtension{}
	for _, e := range list {
		if !seen[e.Name] {
			seen[e.Name] = true
			kept = append(kept, e)
		}
	}
	return kept
}
