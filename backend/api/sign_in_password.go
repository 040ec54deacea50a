package api

import (
	"context"
	"strconv"
	"strings"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// lockedForGood is how long an account stays locked whose tries are used up:
// until an activation code or an unlock renews them.
const lockedForGood = callgate.Time(253402300799000000) // the end of the year 9999

// sign-in steps have to follow each other within this time.
const stageLife = 15 * time.Minute

// try is one evaluated attempt at a password: it was counted before it was
// looked at, so that a crash or a parallel attempt never makes it free.
type try struct {
	v     *view
	user  callgate.ID
	cred  store.Credential
	known bool // from a place that signed in before
	kept  bool // counted on the tries kept for such places
	open  bool // may be evaluated
	pause pauseKey

	anywhere, reserved int // tries there are
}

// signIn is the first step. Whatever the reason, a failure before the right
// password from an allowed host is the same answer after the same work.
func (c *Caller) signIn(all views, slug, login, password string) error {
	if c.origin.Door == DoorLocal {
		return callgate.Err(callgate.SignInRefused)
	}
	v, user := find(all, slug, login)
	if held, err := c.addressHeld(v, user); err != nil {
		return err
	} else if held {
		_, hold := addressPolicy(v)
		return callgate.Err("address_held", "minutes", strconv.Itoa(int(hold.Minutes())))
	}
	turn, err := authn.Queue(c.origin.Context, c.origin.Address)
	if err != nil {
		return err
	}
	defer turn.Leave()
	t, err := c.countTry(v, user)
	if err != nil {
		return err
	}
	fits := turn.Verify(t.hash(), password)
	turn.Leave()
	activated := t.open && t.cred.ActivationHash != "" && c.s.now() < t.cred.ActivationExpires &&
		authn.SameHash(authn.HashActivationCode(password), t.cred.ActivationHash)
	if !fits && !activated {
		c.tryFailed(t)
		return callgate.Err(callgate.SignInRefused)
	}
	return c.passwordFits(t, activated)
}

// find resolves tenant and login; unknown ones give "".
func find(all views, slug, login string) (*view, callgate.ID) {
	v := all.bySlug(strings.ToLower(strings.TrimSpace(slug)))
	if slug == "" {
		v = all.only()
	}
	folded, _, err := authn.FoldLogin(strings.TrimSpace(login))
	if v == nil || err != nil {
		return v, ""
	}
	who, ok := v.Policy.Find(folded)
	if !ok {
		return v, ""
	}
	return v, v.Policy.User(who).ID
}

// knownPlace tells whether the user signed in from here before: the window on
// this machine, or a browser with its device cookie.
func (c *Caller) knownPlace(tx *store.Tx, v *view, user callgate.ID) (bool, error) {
	switch {
	case v == nil || user == "":
		return false, nil
	case c.origin.Door == DoorDesktop:
		return true, nil
	case c.heldDevice() == "":
		return false, nil
	}
	return tx.KnownDevice(v.Tenant.ID, user, authn.HashToken(c.heldDevice()))
}

// countTry counts an attempt before it is evaluated. Attempts beyond the
// bounds, during a pause or at nobody are written down just the same, where
// they do not count, so that the time tells nothing.
func (c *Caller) countTry(v *view, user callgate.ID) (t try, err error) {
	now := c.s.now()
	err = c.s.db.Write(c.origin.Context, func(tx *store.Tx) error {
		t = try{v: v, user: user}
		if v != nil {
			t.anywhere, t.reserved = tries(v.Tenant.Policy)
		}
		if t.known, err = c.knownPlace(tx, v, user); err != nil {
			return err
		}
		if user != "" {
			if t.cred, err = tx.Credential(v.Tenant.ID, user); err != nil {
				return err
			}
			t.count(c, now)
		}
		if !t.open {
			return tx.SetSetting("sign_in.not_counted", strconv.FormatInt(int64(now), 10))
		}
		return tx.SaveCredential(t.cred)
	})
	return t, err
}

// count decides whether the attempt may be evaluated, and on which tries it
// counts.
func (t *try) count(c *Caller, now callgate.Time) {
	t.pause = pauseKey{t.user, c.place(t.known)}
	if t.cred.Failures == 0 && t.cred.KnownFailures == 0 {
		c.s.signIns.forgive(t.pause) // the owner signed in, or somebody unlocked him
	}
	switch {
	case c.s.signIns.paused(t.pause, now):
		return
	case t.cred.Failures < t.anywhere:
		t.cred.Failures++
	case t.known && t.cred.KnownFailures < t.reserved:
		t.cred.KnownFailures++
		t.kept = true
	default:
		return
	}
	t.cred.LastFailure = now
	t.open = true
}

// place names where an attempt comes from, for pauses.
func (c *Caller) place(known bool) string {
	switch {
	case c.origin.Door == DoorDesktop:
		return DoorDesktop
	case known:
		return authn.HashToken(c.heldDevice())
	}
	return authn.Line(c.origin.Address).String()
}

// hash to verify against; "" costs the same and never fits.
func (t *try) hash() string {
	if !t.open {
		return ""
	}
	return t.cred.PasswordHash
}

// refund takes back that a right password was counted.
func (t *try) refund(cred *store.Credential) {
	switch {
	case t.kept && cred.KnownFailures > 0:
		cred.KnownFailures--
	case !t.kept && cred.Failures > 0:
		cred.Failures--
	}
}

// usedUp tells whether this attempt was the last one from anywhere.
func (t *try) usedUp() bool {
	return t.open && (!t.kept && t.cred.Failures == t.anywhere || t.kept && t.cred.KnownFailures == t.reserved)
}

// tryFailed notes a failure: audit, pause, address, lock.
func (c *Caller) tryFailed(t try) {
	now := c.s.now()
	r := &callgate.AuditRecord{At: now, From: c.from(), What: "sign_in.refused", Result: "failed", Count: 1}
	if t.v != nil {
		r.Tenant = t.v.Tenant.ID
	}
	if t.user != "" {
		if who, ok := t.v.Policy.ByID(t.user); ok {
			r.Who, r.WhoID = t.v.Policy.User(who).Login, t.user
			r.Target, r.TargetID = r.Who, t.user
		}
		if t.open {
			c.s.signIns.failed(t.pause, t.known, orElse(t.v.Tenant.Policy.DelayAfter, freeTries), now)
		}
	}
	if r.Tenant != "" { // a login nobody has is not written down: it may be a password typed into the wrong field
		c.s.denials.note(r)
	}
	c.addressFailed(t.v)
	if t.usedUp() {
		c.s.done.Go(func() { c.lock(t.v.Tenant.ID, t.user) })
	}
}

// lock shows that an account's tries are used up.
func (c *Caller) lock(tenant, user callgate.ID) {
	err := c.s.commit(c.life(), func(w *change) error {
		u, err := w.tx.User(tenant, user)
		if err != nil || u.LockedUntil == lockedForGood {
			return err
		}
		u.LockedUntil = lockedForGood
		if err := w.putUser(u); err != nil {
			return err
		}
		return w.tx.AppendAudit(&callgate.AuditRecord{
			Tenant: tenant, At: c.s.now(), Who: u.Login, WhoID: u.ID, From: c.from(), What: "sign_in.locked",
			Target: u.Login, TargetID: u.ID, Result: "denied", Count: 1,
		})
	})
	if err != nil {
		c.s.log.Error("lock not written", "error", err)
	}
}

// renewTries gives an account all its tries again: unlock and activation do.
func renewTries(cred *store.Credential, u *callgate.User) {
	cred.Failures, cred.KnownFailures, cred.FactorFailures, cred.LastFailure = 0, 0, 0, 0
	u.LockedUntil = 0
}

// passwordFits goes on after the right password: state and host first, then a
// session in the stage that comes next.
func (c *Caller) passwordFits(t try, activated bool) error {
	var refusal error
	err := c.s.commit(c.origin.Context, func(w *change) error {
		refusal = nil
		v := w.views[t.v.Tenant.ID]
		if v == nil {
			return callgate.Err(callgate.SignInRefused)
		}
		who, ok := v.Policy.ByID(t.user)
		cred, err := w.tx.Credential(v.Tenant.ID, t.user)
		if err != nil {
			return err
		}
		if !ok || cred.PasswordHash != t.cred.PasswordHash || activated && cred.ActivationHash != t.cred.ActivationHash {
			return callgate.Err(callgate.SignInRefused) // changed while we looked
		}
		if refusal = c.admitted(v, who); refusal != nil {
			if callgate.CodeOf(refusal) == callgate.SignInRefused {
				return nil // a wrong host is told nothing, and stays counted
			}
			t.refund(&cred)
			return w.tx.SaveCredential(cred)
		}
		t.refund(&cred)
		return c.begin(w, v, who, &cred, activated)
	})
	switch {
	case err != nil:
		return err
	case refusal != nil:
		c.noteRefusal(t, refusal)
		if callgate.CodeOf(refusal) == callgate.SignInRefused {
			c.addressFailed(t.v)
		}
		return refusal
	}
	c.s.signIns.forgive(t.pause)
	return nil
}

// admitted looks at the gates that hold for every request. From a wrong host
// the answer is that of a wrong password; otherwise, the password being right,
// the person is told what stands in the way.
func (c *Caller) admitted(v *view, who policy.Who) error {
	fault := v.Policy.Admits(who, c.origin.Address, c.s.now())
	if fault == nil {
		return nil
	}
	code := callgate.Code("")
	for _, r := range fault.Reasons {
		switch {
		case r.Held:
		case r.Gate == callgate.GateAddress:
			return callgate.Err(callgate.SignInRefused)
		case code == "":
			code = "not_in_use"
		}
	}
	u := v.Policy.User(who)
	if u.Blocked || fault.Code == callgate.Blocked {
		return callgate.Err(callgate.Blocked)
	}
	if code == "" {
		return callgate.Err(callgate.SignInRefused)
	}
	return callgate.Err(code)
}

// noteRefusal writes down who was refused after the right password.
func (c *Caller) noteRefusal(t try, refusal error) {
	what := "sign_in.stopped"
	switch callgate.CodeOf(refusal) {
	case callgate.SignInRefused:
		what = "sign_in.wrong_host"
	case callgate.Blocked:
		what = "sign_in.blocked"
	}
	login := ""
	if who, ok := t.v.Policy.ByID(t.user); ok {
		login = t.v.Policy.User(who).Login
	}
	c.s.denials.note(&callgate.AuditRecord{
		Tenant: t.v.Tenant.ID, At: c.s.now(), Who: login, WhoID: t.user, From: c.from(), What: what,
		Target: login, TargetID: t.user, Result: "denied", Count: 1,
	})
}

// life is a context for what is finished even when the caller went away.
func (c *Caller) life() context.Context { return context.WithoutCancel(c.origin.Context) }
