package api

import "callgate/backend/callgate"

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
	return m.change(id, enabling(on), func(w *change, u *callgate.User) error { return w.switchUser(u, on) })
}

func enabling(on bool) string {
	if on {
		return "user.enable"
	}
	return "user.disable"
}

// switchUser: Remote Assistance, once off, has nothing to sign in with.
func (w *change) switchUser(u *callgate.User, on bool) error {
	u.Enabled = on
	if on || u.System != callgate.RemoteAssistance {
		return nil
	}
	cred, err := w.tx.Credential(u.Tenant, u.ID)
	if err != nil {
		return err
	}
	if err := w.turnOffAssistance(u, &cred); err != nil {
		return err
	}
	return w.tx.SaveCredential(cred)
}

// throwOut ends a user's sessions.
func (w *change) throwOut(u *callgate.User) error {
	w.tell("session", u.Tenant, u.ID)
	if w.trial.ofMany() {
		return nil
	}
	_, err := w.tx.DeleteSessions(u.Tenant, u.ID, "")
	return err
}
