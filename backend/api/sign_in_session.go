package api

import (
	"slices"
	"strings"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// begin starts a session after the right password or activation code.
func (c *Caller) begin(w *change, v *view, who policy.Who, cred *store.Credential, activated bool) error {
	now := w.s.now()
	u := *v.Policy.User(who)
	session := &store.Session{
		ID: callgate.NewID(now), Tenant: v.Tenant.ID, User: u.ID, Address: c.from(), Agent: shortened(c.origin.Agent, 400),
		Door: c.origin.Door, Started: now, Confirmed: now,
	}
	w.as(c, v, who, session)
	if old, err := c.ownSession(w.tx, now); err != nil {
		return err
	} else if old != nil { // signing in again here ends what was here
		if err := w.tx.DeleteSession(old.Tenant, old.User, old.ID); err != nil {
			return err
		}
	}
	if activated { // single use
		cred.ActivationHash, cred.ActivationExpires = "", 0
		u.MustChange = true
		if err := w.record("sign_in.activated", u.Login, u.ID, nil, nil); err != nil {
			return err
		}
	}
	return c.advance(w, session, cred, &u, false)
}

// ownSession is the session of the token the caller holds, of whichever stage.
func (c *Caller) ownSession(tx *store.Tx, now callgate.Time) (*store.Session, error) {
	if c.heldToken() == "" {
		return nil, nil
	}
	s, err := tx.Session(authn.HashToken(c.heldToken()))
	if callgate.CodeOf(err) == callgate.NotFound {
		return nil, nil
	}
	if err != nil || now >= s.Until || now >= s.IdleUntil {
		return nil, err
	}
	return s, nil
}

// advance moves a session to the stage that comes next, under a new token.
// factor tells that the second factor was given (or just enrolled).
func (c *Caller) advance(w *change, session *store.Session, cred *store.Credential, u *callgate.User, factor bool) error {
	stage := c.nextStage(w.Tenant, cred, u, factor, w.s.now())
	if stage == stageIn || stage == stageEnrol {
		if back, err := w.recovering(session); err != nil {
			return err
		} else if back {
			stage = stagePassword
		}
	}
	return c.advanceTo(w, session, cred, u, stage)
}

// advanceTo moves a session to a stage under a new token.
func (c *Caller) advanceTo(w *change, session *store.Session, cred *store.Credential, u *callgate.User, stage string) error {
	now := w.s.now()
	next := *session
	next.Stage = stage
	token, hash := authn.NewToken()
	next.Hash, next.LastSeen, next.Address = hash, now, c.from()
	next.IdleUntil, next.Until = now.Add(stageLife), now.Add(stageLife)
	device := c.heldDevice()
	if next.Stage == stageIn {
		var err error
		if device, err = c.enter(w, &next, cred, u); err != nil {
			return err
		}
	}
	next.Device = ""
	if device != "" {
		next.Device = authn.HashToken(device)
	}
	if err := w.putUser(u); err != nil {
		return err
	}
	if err := w.tx.SaveCredential(*cred); err != nil {
		return err
	}
	if err := w.tx.SaveSession(&next); err != nil {
		return err
	}
	if err := c.thin(w, &next); err != nil {
		return err
	}
	w.onCommit(func() { c.keep(token, device) })
	return nil
}

// enter completes signing in: session lives, counters, device, audit.
func (c *Caller) enter(w *change, session *store.Session, cred *store.Credential, u *callgate.User) (device string, err error) {
	now := w.s.now()
	if _, err := w.tx.SweepSessions(now); err != nil { // those that ran out, of everybody
		return "", err
	}
	pol := w.Tenant.Policy
	session.IdleUntil = now.Add(time.Duration(orElse(pol.IdleMinutes, 30)) * time.Minute)
	session.Until = now.Add(time.Duration(orElse(pol.AbsoluteHours, 12)) * time.Hour)
	renewTries(cred, u)
	never := u.LastSignIn == 0
	u.LastSignIn = now
	device = c.heldDevice()
	known, err := c.knownPlace(w.tx, w.view, u.ID)
	if err != nil {
		return "", err
	}
	if c.origin.Door == DoorWeb {
		if len(device) != 43 { // not one of ours
			device, _ = authn.NewToken()
		}
		if err := w.tx.RememberDevice(u.Tenant, u.ID, authn.HashToken(device), session.Agent, now); err != nil {
			return "", err
		}
	}
	after := map[string]any{"agent": agentName(session.Agent)}
	if !known {
		after["newDevice"] = true
		if !never { // the first one of all is no news
			if err := w.notice(u, "new_device", "agent", agentName(session.Agent), "from", c.from(), "at", now.String()); err != nil {
				return "", err
			}
		}
	}
	return device, w.record("sign_in.done", u.Login, u.ID, nil, after)
}

// nextStage is the first step still to be taken.
func (c *Caller) nextStage(t *callgate.Tenant, cred *store.Credential, u *callgate.User, factor bool, now callgate.Time) string {
	switch {
	case u.HasFactor && !factor:
		return stageFactor
	case u.MustChange || cred.PasswordHash == "" || aged(t.Policy, cred, now):
		return stagePassword
	case !u.HasFactor && demandsFactor(t.Policy, u):
		if cred.FactorDemanded == 0 {
			cred.FactorDemanded = now
		}
		return stageEnrol
	case !demandsFactor(t.Policy, u):
		cred.FactorDemanded = 0 // a later demand has a grace period of its own
	}
	return stageIn
}

// aged tells whether the tenant's rule on age wants a new password.
func aged(pol callgate.SignInPolicy, cred *store.Credential, now callgate.Time) bool {
	return pol.MaxAgeDays > 0 && now >= cred.PasswordChanged.Add(time.Duration(pol.MaxAgeDays)*24*time.Hour)
}

// demandsFactor tells whether the policy asks this user for a second factor.
func demandsFactor(pol callgate.SignInPolicy, u *callgate.User) bool {
	return pol.SecondFactor == "all" || pol.SecondFactor == "administrators" && u.Kind == callgate.Administrator
}

// mayPostpone tells whether the grace period still runs.
func mayPostpone(pol callgate.SignInPolicy, cred *store.Credential, now callgate.Time) bool {
	return pol.GraceDays > 0 && now < cred.FactorDemanded.Add(time.Duration(pol.GraceDays)*24*time.Hour)
}

// thin ends the oldest sessions beyond the tenant's number per user, and
// beyond as many half signed-in ones.
func (c *Caller) thin(w *change, mine *store.Session) error {
	all, err := w.tx.Sessions(mine.Tenant, mine.User)
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b *store.Session) int { return int(b.LastSeen - a.LastSeen) })
	left := map[bool]int{true: orElse(w.Tenant.Policy.SessionsPerUser, 5), false: 5}
	left[mine.Stage == stageIn]--
	for _, s := range all {
		if s.ID == mine.ID {
			continue
		}
		in := s.Stage == stageIn
		if left[in]--; left[in] >= 0 {
			continue
		}
		if err := w.tx.DeleteSession(s.Tenant, s.User, s.ID); err != nil {
			return err
		}
	}
	return nil
}

// as says who acts in a change that no guard recognised: whoever is signing in.
func (w *change) as(c *Caller, v *view, who policy.Who, session *store.Session) {
	u := v.Policy.User(who)
	w.actor = &actor{view: v, User: u, Who: who, Session: session, Name: u.DisplayName(), Login: u.Login, From: c.from(), Now: w.s.now(), c: c}
}

func orElse(n, otherwise int) int {
	if n > 0 {
		return n
	}
	return otherwise
}

// shortened cuts what a browser sends to what is kept.
func shortened(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}
