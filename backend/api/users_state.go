package api

import (
	"time"

	"callgate/backend/callgate"
)

// assistanceLasts is how long Remote Assistance stays on.
const assistanceLasts = 24 * time.Hour

// Block throws a user out until unblocked; his sessions end.
func (m *Users) Block(id callgate.ID, reason string) (UserDetail, error) {
	return m.change(id, "user.block", func(_ *change, u *callgate.User) error {
		u.Blocked, u.BlockReason = true, reason
		return nil
	})
}

// Unblock lets him in again.
func (m *Users) Unblock(id callgate.ID) (UserDetail, error) {
	return m.change(id, "user.unblock", func(_ *change, u *callgate.User) error {
		u.Blocked, u.BlockReason = false, ""
		return nil
	})
}

// SetEnabled switches a user on or off; off frees his seat.
func (m *Users) SetEnabled(id callgate.ID, on bool) (UserDetail, error) {
	return m.change(id, enabling(on), func(w *change, u *callgate.User) error {
		w.switchUser(u, on)
		return nil
	})
}

func enabling(on bool) string {
	if on {
		return "user.enable"
	}
	return "user.disable"
}

// switchUser: Remote Assistance is on for a limited time only.
func (w *change) switchUser(u *callgate.User, on bool) {
	if on && !u.Enabled && u.System == callgate.RemoteAssistance {
		u.Expires = w.Now.Add(assistanceLasts)
	}
	u.Enabled = on
}

// throwOut ends a user's sessions.
func (w *change) throwOut(u *callgate.User) error {
	w.tell("session", u.Tenant, u.ID)
	_, err := w.tx.DeleteSessions(u.Tenant, u.ID, "")
	return err
}
<<<<<<< HEAD
=======

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
		return w.made, w.handOver(before, strings.TrimSpace(successor))
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.panel(id, made)
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
	err := w.changeUser(w.Policy.User(who).ID, "user.edit", func(w *change, u *callgate.User) error {
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
	return quietly(err)
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
>>>>>>> 7719653 (Impact: every save can be tried first; the preview is the save rolled back)
