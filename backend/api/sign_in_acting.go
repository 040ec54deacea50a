package api

import (
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// stopActing returns to oneself. The guard is not asked: it refuses whoever's
// time is over, and he has to be able to return. Where he did not ask for it the
// token stays: other requests are on their way with it.
func (c *Caller) stopActing(renew bool) error {
	return c.s.commit(c.life(), func(w *change) error {
		session, err := c.ownSession(w.tx, w.s.now())
		if err != nil {
			return err
		}
		if session == nil || session.Stage != stageIn || w.views[session.Tenant] == nil {
			return callgate.Err(callgate.NotSignedIn)
		}
		v := w.views[session.Tenant]
		who, ok := v.Policy.ByID(session.User)
		if !ok {
			return callgate.Err(callgate.NotSignedIn)
		}
		if session.ActingAs == "" {
			return nil
		}
		w.as(c, v, who, session)
		login := "" // he may have been deleted
		if as, ok := v.Policy.ByID(session.ActingAs); ok {
			login = v.Policy.User(as).Login
		}
		if err := w.record("user.act_stopped", login, session.ActingAs, nil, nil); err != nil {
			return err
		}
		himself := func(s *store.Session) { s.ActingAs, s.ActingUntil, s.ActingReads = "", 0, false }
		if renew {
			return c.act(w, himself)
		}
		w.tell("session", w.Tenant.ID, w.userID())
		himself(session)
		return w.tx.SaveSession(session)
	})
}
