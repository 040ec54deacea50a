package api

import (
	"slices"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// choosePassword is the forced step after an activation code, a reset or a
// password that grew too old.
func (c *Caller) choosePassword(all views, password string) error {
	session, v, who, err := c.session(all, c.s.now())
	if err != nil {
		return err
	}
	if session.Stage != stagePassword {
		return callgate.Err(callgate.NotSignedIn)
	}
	next, err := c.newPassword(v, v.Policy.User(who), password)
	if err != nil {
		return err
	}
	return c.stepOf(stagePassword, func(w *change, cred *store.Credential, u *callgate.User) (error, error) {
		had := u.HasPassword
		if err := next.set(w, cred, u); err != nil {
			return nil, err
		}
		if had {
			if err := w.notice(u, "password_changed", "from", c.from(), "at", w.Now.String()); err != nil {
				return nil, err
			}
		}
		if err := w.record("sign_in.password_chosen", u.Login, u.ID, nil, nil); err != nil {
			return nil, err
		}
		if _, err := w.tx.DeleteSessions(u.Tenant, u.ID, w.Session.Hash); err != nil {
			return nil, err
		}
		return nil, c.advance(w, w.Session, cred, u, true)
	})
}

// historyMax bounds how many earlier passwords are compared: each costs a hash.
const historyMax = 24

// newPassword is a password that was judged, compared with earlier ones and
// hashed, before the transaction that stores it: hashing takes long.
type newPassword struct {
	hash string
	was  string // hash it replaces; another one meanwhile is a conflict
}

func (c *Caller) newPassword(v *view, u *callgate.User, password string) (newPassword, error) {
	if err := judge(password, v.Tenant, u); err != nil {
		return newPassword{}, err
	}
	var cred store.Credential
	err := c.s.db.Read(c.origin.Context, func(tx *store.Tx) (err error) {
		cred, err = tx.Credential(u.Tenant, u.ID)
		return err
	})
	if err != nil {
		return newPassword{}, err
	}
	earlier := cred.History[:min(len(cred.History), v.Tenant.Policy.History, historyMax)]
	for _, hash := range append([]string{cred.PasswordHash}, earlier...) {
		if hash == "" {
			continue
		}
		same, err := authn.VerifyPassword(c.origin.Context, c.origin.Address, hash, password)
		if err != nil {
			return newPassword{}, err
		}
		if same {
			return newPassword{}, callgate.Err("password_used_before").At("password")
		}
	}
	hash, err := authn.HashPasswordFrom(c.origin.Context, c.origin.Address, password)
	return newPassword{hash: hash, was: cred.PasswordHash}, err
}

// judge refuses a password that the policy does not take.
func judge(password string, t *callgate.Tenant, u *callgate.User) error {
	ok, _, problems := authn.Advise(password, t.Policy, contextWords(t, u), u.HasFactor)
	if ok {
		return nil
	}
	return callgate.Err("password_refused").At("password").Because(problems)
}

// contextWords are what a password must not be made of.
func contextWords(t *callgate.Tenant, u *callgate.User) []string {
	words := []string{"callgate"}
	if t != nil {
		words = append(words, t.Slug, t.Name)
	}
	if u != nil {
		words = append(words, u.Login, u.First, u.Last, u.Name)
		for _, m := range u.Emails {
			words = append(words, m.Value)
		}
		for _, e := range u.Extensions {
			words = append(words, e.Name)
		}
	}
	return words
}

// set puts the password in place; cred and u are left for the caller to store.
func (n newPassword) set(w *change, cred *store.Credential, u *callgate.User) error {
	if cred.PasswordHash != n.was {
		return callgate.Err(callgate.Conflict)
	}
	if keep := w.Tenant.Policy.History; keep > 0 && n.was != "" {
		cred.History = slices.Insert(cred.History, 0, n.was)
		cred.History = cred.History[:min(len(cred.History), keep, historyMax)]
	} else {
		cred.History = nil
	}
	cred.PasswordHash, cred.PasswordChanged = n.hash, w.Now
	cred.ActivationHash, cred.ActivationExpires = "", 0
	u.HasPassword, u.MustChange = true, false
	return w.recovered(u)
}

// advise judges a password while it is typed, by the policy of whoever types.
func (c *Caller) advise(all views, password string, context []string) Advice {
	var pol callgate.SignInPolicy
	words := contextWords(nil, nil)
	factor := false
	if _, v, who, err := c.session(all, c.s.now()); err == nil {
		u := v.Policy.User(who)
		pol, factor = v.Tenant.Policy, u.HasFactor
		words = contextWords(v.Tenant, u)
	}
	for _, word := range context[:min(len(context), 20)] {
		words = append(words, shortened(word, 200))
	}
	ok, score, problems := authn.Advise(password, pol, words, factor)
	if problems == nil {
		problems = []callgate.Reason{}
	}
	return Advice{OK: ok, Score: score, Problems: problems}
}

// signOut ends the session the caller holds, of whichever stage.
func (c *Caller) signOut() error {
	err := c.s.commit(c.life(), func(w *change) error {
		session, err := c.ownSession(w.tx, w.s.now())
		if err != nil || session == nil {
			return err
		}
		if err := w.tx.DeleteSession(session.Tenant, session.User, session.ID); err != nil {
			return err
		}
		v := w.views[session.Tenant]
		if v == nil || session.Stage != stageIn {
			return nil
		}
		who, ok := v.Policy.ByID(session.User)
		if !ok {
			return nil
		}
		w.as(c, v, who, session)
		w.tell("session", session.Tenant, session.ID)
		return w.record("sign_in.out", w.Login, w.User.ID, nil, nil)
	})
	if err == nil {
		c.keep("", c.heldDevice())
	}
	return err
}
