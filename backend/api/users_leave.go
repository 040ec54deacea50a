package api

import (
	"slices"
	"strings"
	"sync"
	"time"

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
		after := copyOf(before)
		after.Blocked = true
		after.Extensions, after.Shared, after.DefaultExtension = []callgate.OwnExtension{}, []string{}, ""
		if err := w.saveChanged("user.leave", before, after); quietly(err) != nil {
			return nil, err
		} else if err != nil { // gone already: say so once more, nothing else
			if err := w.record("user.leave", after.Login, after.ID, nil, nil); err != nil {
				return nil, err
			}
		}
		heir, err := w.handOver(before, strings.TrimSpace(successor))
		if err != nil {
			return nil, err
		}
		w.rememberLeaving(before, heir)
		return w.made, nil
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.panel(id, made)
}

// handOver gives the successor what the leaver had. The extensions are his own
// from now on: the calls before stay the leaver's.
func (w *change) handOver(from *callgate.User, login string) (before *callgate.User, err error) {
	if login == "" {
		return nil, nil
	}
	who, ok := w.withLogin(login)
	if !ok || w.Policy.User(who).ID == from.ID {
		return nil, callgate.Err("user_unknown", "login", shortened(login, 60)).At("successor")
	}
	before = w.Policy.User(who)
	err = w.changeUser(w.Policy.User(who).ID, "user.edit", func(w *change, u *callgate.User) error {
		for _, e := range from.Extensions {
			u.Extensions = append(u.Extensions, callgate.OwnExtension{Name: e.Name, Since: w.Now})
		}
		u.Extensions = ownedOnce(u.Extensions)
		u.Shared = once(append(u.Shared, from.Shared...))
		if u.DefaultExtension == "" {
			u.DefaultExtension = from.DefaultExtension
		}
		return nil
	})
	return before, quietly(err)
}

// leavings are how leavers and their successors were, for a way back: until one
// of them is changed again, half an hour passed or the program ends.
type leavings struct {
	mu   sync.Mutex
	list map[callgate.ID]leaving
}

type leaving struct {
	leaver, heir callgate.User // as they were; heir has no id when there is none
	leaverAt     int           // revisions since
	heirAt       int
	until        callgate.Time
}

const (
	leavingLasts = 30 * time.Minute
	leavingsMost = 1000
)

// rememberLeaving keeps the way back once the change is in force.
func (w *change) rememberLeaving(leaver, heir *callgate.User) {
	l := leaving{leaver: *copyOf(leaver), until: w.Now.Add(leavingLasts)}
	if who, ok := w.Policy.ByID(leaver.ID); ok {
		l.leaverAt = w.Policy.User(who).Revision
	}
	if heir != nil {
		l.heir = *copyOf(heir)
		if who, ok := w.Policy.ByID(heir.ID); ok {
			l.heirAt = w.Policy.User(who).Revision
		}
	}
	kept, now := &w.s.leavings, w.Now
	w.onCommit(func() {
		kept.mu.Lock()
		defer kept.mu.Unlock()
		for id, old := range kept.list {
			if now >= old.until {
				delete(kept.list, id)
			}
		}
		if kept.list == nil || len(kept.list) >= leavingsMost {
			kept.list = map[callgate.ID]leaving{}
		}
		kept.list[l.leaver.ID] = l
	})
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
		kept := &w.s.leavings
		kept.mu.Lock()
		l, known := kept.list[id]
		kept.mu.Unlock()
		if !known || w.Now >= l.until || now.Revision != l.leaverAt {
			return struct{}{}, callgate.Err("leave_final")
		}
		if l.heir.ID != "" {
			if err := w.restore(&l.heir, l.heirAt); err != nil {
				return struct{}{}, err
			}
		}
		if err := w.restore(&l.leaver, l.leaverAt); err != nil {
			return struct{}{}, err
		}
		w.onCommit(func() {
			kept.mu.Lock()
			defer kept.mu.Unlock()
			delete(kept.list, id)
		})
		return struct{}{}, nil
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.Get(id)
}

// restore makes of a user what leaving took or gave. Who may not set dates back
// owns the extensions from now on; the calls before stay his all the same.
func (w *change) restore(was *callgate.User, revision int) error {
	before, err := w.user(was.ID)
	if err != nil {
		return err
	}
	if before.Revision != revision {
		return callgate.Err("leave_final")
	}
	after := copyOf(before)
	old := copyOf(was)
	after.Blocked, after.BlockReason = old.Blocked, old.BlockReason
	after.Extensions, after.Shared, after.DefaultExtension = old.Extensions, old.Shared, old.DefaultExtension
	for i := range after.Extensions {
		if !w.unbounded() {
			after.Extensions[i].Since = w.Now
		}
	}
	return quietly(w.saveChanged("user.leave_undo", before, after))
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
