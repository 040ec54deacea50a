package api

import (
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// secret is the way of changes to how a user signs in: he is not the actor, and
// the rules are asked.
func (w *change) secret(id callgate.ID, f func(u *callgate.User, cred *store.Credential) error) (*callgate.User, error) {
	before, err := w.user(id)
	if err != nil {
		return nil, err
	}
	if w.isSelf(before) {
		return nil, callgate.Err("own_activation")
	}
	cred, err := w.tx.Credential(before.Tenant, before.ID)
	if err != nil {
		return nil, err
	}
	after := copyOf(before)
	if err := f(after, &cred); err != nil {
		return nil, err
	}
	if err := w.saveUser(before, after); err != nil {
		return nil, err
	}
	return after, w.tx.SaveCredential(cred)
}

// Unlock forgets failed sign-ins.
func (m *Users) Unlock(id callgate.ID) (UserDetail, error) {
	_, err := write(m.c, "directory.users:write", func(w *change) (struct{}, error) {
		u, err := w.secret(id, func(u *callgate.User, cred *store.Credential) error {
			renewTries(cred, u)
			return nil
		})
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("user.unlock", u.Login, u.ID, nil, nil)
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.Get(id)
}

// ResetFactor removes second factor and recovery codes; his sessions end.
func (m *Users) ResetFactor(id callgate.ID) (UserDetail, error) {
	_, err := write(m.c, "directory.users:write", func(w *change) (struct{}, error) {
		u, err := w.secret(id, func(u *callgate.User, cred *store.Credential) error {
			if !u.HasFactor {
				return callgate.Err("factor_none", "login", u.Login)
			}
			if err := clearFactor(w, cred, u); err != nil {
				return err
			}
			return w.throwOut(u)
		})
		if err != nil {
			return struct{}{}, err
		}
		if err := w.notice(u, "factor_reset", "by", w.Name, "at", w.Now.String()); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("user.factor_reset", u.Login, u.ID, nil, nil)
	})
	if err != nil {
		return UserDetail{}, err
	}
	return m.Get(id)
}

// Sessions lists where he is signed in.
func (m *Users) Sessions(id callgate.ID) ([]SessionRow, error) {
	return read(m.c, "security.sessions:read", func(a *actor) ([]SessionRow, error) {
		who, ok := a.seen(id)
		if !ok {
			return nil, callgate.Err(callgate.NotFound)
		}
		return a.sessionRows(a.Policy.User(who))
	})
}

// mayEndSessions: of nobody who holds more, and of nobody in his own name.
func (w *change) mayEndSessions(u *callgate.User) error {
	if w.isSelf(u) {
		if err := w.ownSecretsOnly(); err != nil {
			return err
		}
	}
	return w.mayTouch(u)
}

// EndSession ends one.
func (m *Users) EndSession(id, session callgate.ID) error {
	_, err := write(m.c, "security.sessions:delete", func(w *change) (struct{}, error) {
		u, err := w.user(id)
		if err == nil {
			err = w.mayEndSessions(u)
		}
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.endSession(u, session, "user.sessions_end")
	})
	return err
}

// EndSessions ends all.
func (m *Users) EndSessions(id callgate.ID) error {
	_, err := write(m.c, "security.sessions:delete", func(w *change) (struct{}, error) {
		u, err := w.user(id)
		if err == nil {
			err = w.mayEndSessions(u)
		}
		if err != nil {
			return struct{}{}, err
		}
		n, err := w.tx.DeleteSessions(u.Tenant, u.ID, "")
		if err != nil {
			return struct{}{}, err
		}
		w.tell("session", u.Tenant, u.ID)
		return struct{}{}, w.record("user.sessions_end", u.Login, u.ID, nil, map[string]any{"sessions": n})
	})
	return err
}
