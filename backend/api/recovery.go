package api

import (
	"context"
	"net/netip"
	"strings"
	"sync"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/mail"
	"callgate/backend/policy"
	"callgate/backend/store"
)

// Bounds of password recovery: whoever floods it makes one line of one user,
// and no more mails than these.
const (
	recoveryLasts     = 30 * time.Minute
	recoveryPause     = 5 * time.Minute // between two mails to one account
	recoveryInDay     = 5               // mails to one account
	recoveryAtAddress = 20              // questions of one address within the time below
	recoveryWithin    = 15 * time.Minute
	recoveryWaiting   = 100 // questions not answered yet; more are dropped
)

// recoveries are the questions for a way back in that wait to be looked at. The
// one who asks never waits for it: who is known and who is not, every answer
// takes the same time.
type recoveries struct {
	waiting chan recoveryAsked

	mu        sync.Mutex
	addresses map[string]addressCount
}

type recoveryAsked struct {
	slug, login string
	from        netip.Addr
	shown       string
}

// recover asks for a link by mail. Nothing in the answer tells whether there is
// such a login; only how often the address asked is told.
func (c *Caller) recover(slug, login string) error {
	if c.origin.Door == DoorLocal {
		return callgate.Err(callgate.SignInRefused)
	}
	set, err := c.s.canRecover(c.origin.Context)
	switch {
	case err != nil:
		return err
	case !set:
		return callgate.Err("recovery_off")
	case !c.s.recoveries.mayAsk(c.addressKey(), c.s.now()):
		return callgate.Err("recovery_pause", "minutes", decimal(int(recoveryWithin.Minutes())))
	}
	select {
	case c.s.recoveries.waiting <- recoveryAsked{slug: shortened(slug, 100), login: shortened(login, 200), from: c.origin.Address, shown: c.from()}:
	default:
	}
	return nil
}

// canRecover tells whether a link can be mailed: there is a mail server, and we
// know under which address people reach us. The address a browser names is
// never taken: it could be somebody else's.
func (s *Service) canRecover(ctx context.Context) (set bool, err error) {
	err = s.db.Read(ctx, func(tx *store.Tx) error {
		server, err := s.mailServer(tx)
		set = server != nil && s.address(server) != ""
		return err
	})
	return set, err
}

// mayAsk counts a question of an address; this machine ("") is not counted.
func (r *recoveries) mayAsk(address string, now callgate.Time) bool {
	if address == "" {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.addresses == nil || len(r.addresses) >= rememberedMax {
		r.addresses = map[string]addressCount{}
	}
	n := r.addresses[address]
	if n.failures == 0 || now >= n.first.Add(recoveryWithin) {
		n = addressCount{first: now}
	}
	n.failures++
	r.addresses[address] = n
	return n.failures <= recoveryAtAddress
}

// run answers the questions one after the other.
func (r *recoveries) run(ctx context.Context, s *Service) {
	for {
		select {
		case <-ctx.Done():
			return
		case q := <-r.waiting:
			s.answerRecovery(ctx, q)
		}
	}
}

// answerRecovery sends a link to who may have one; everybody else gets nothing.
func (s *Service) answerRecovery(ctx context.Context, q recoveryAsked) {
	all, err := s.fresh(ctx)
	if err != nil {
		s.log.Error("recovery not answered", "error", err)
		return
	}
	v, user := find(all, q.slug, q.login)
	if user == "" || !s.mayRecover(v, user, q.from) {
		return
	}
	// Whoever asked lately is left alone before the writer's lock is taken.
	if kept, err := s.resetOf(ctx, v.Tenant.ID, user); err != nil || kept != nil && !kept.roomFor(s.now()) {
		return
	}
	err = s.commit(ctx, func(w *change) error {
		v := w.views[v.Tenant.ID]
		if v == nil || !s.mayRecover(v, user, q.from) {
			return nil
		}
		who, _ := v.Policy.ByID(user)
		return w.sendRecovery(v, v.Policy.User(who), q.shown)
	})
	if err != nil {
		s.log.Error("recovery not answered", "error", err)
	}
}

func (s *Service) resetOf(ctx context.Context, tenant, user callgate.ID) (kept *resetRow, err error) {
	err = s.db.Read(ctx, func(tx *store.Tx) error {
		r, err := tx.PasswordReset(tenant, user)
		if r != nil {
			kept = (*resetRow)(r)
		}
		return err
	})
	return kept, err
}

// mayRecover: who would be let in from there, has an address and a password of
// his own to choose. An account without one waits for its activation code; a
// restricted user changes his password at the administrator's.
func (s *Service) mayRecover(v *view, user callgate.ID, from netip.Addr) bool {
	who, ok := v.Policy.ByID(user)
	if !ok {
		return false
	}
	u := v.Policy.User(who)
	return v.Policy.Admits(who, from, s.now()) == nil && u.HasPassword && selfMay(u, "password") && mail.CheckAddress(primaryAddress(u), "to") == nil
}

type resetRow store.PasswordReset

// roomFor tells whether another mail may go out to this account.
func (r *resetRow) roomFor(now callgate.Time) bool {
	if now < r.Asked.Add(recoveryPause) {
		return false
	}
	return r.InDay < recoveryInDay || now >= r.Day.Add(24*time.Hour)
}

// sendRecovery makes a link and queues its mail; an earlier link ends.
func (w *change) sendRecovery(v *view, u *callgate.User, from string) error {
	now := w.s.now()
	kept, err := w.tx.PasswordReset(u.Tenant, u.ID)
	if err != nil {
		return err
	}
	next := store.PasswordReset{Tenant: u.Tenant, User: u.ID, Asked: now, Expires: now.Add(recoveryLasts), Day: now, InDay: 1}
	if kept != nil {
		if !(*resetRow)(kept).roomFor(now) {
			return nil
		}
		if now < kept.Day.Add(24*time.Hour) {
			next.Day, next.InDay = kept.Day, kept.InDay+1
		}
	}
	server, err := w.s.mailServer(w.tx)
	if err != nil || server == nil {
		return err
	}
	token, hash := authn.NewToken()
	next.Hash = hash
	if err := w.tx.SavePasswordReset(&next); err != nil {
		return err
	}
	r := w.s.readerOf(v.Tenant, u)
	text := strings.Join([]string{
		r.say("mail.greeting", "name", u.DisplayName()), "",
		r.say("mail.recovery.text", "login", u.Login, "from", from, "until", r.moment(next.Expires.String())), "",
		w.s.address(server) + "/recover#token=" + token, "",
		r.say("mail.recovery.not_you"), "",
		"-- ", r.say("mail.foot", "tenant", v.Tenant.Name, "login", u.Login),
	}, "\n")
	if err := w.post(u, primaryAddress(u), "recovery", r.say("mail.recovery.subject"), text, recoveryLasts); err != nil {
		return err
	}
	return w.tx.AppendAudit(&callgate.AuditRecord{
		Tenant: u.Tenant, At: now, Who: u.Login, WhoID: u.ID, From: from, What: "sign_in.recovery_sent", Target: u.Login, TargetID: u.ID, Result: "done", Count: 1,
	})
}

// useRecovery takes the link: it begins a session that gives the second factor
// where there is one, then chooses a password. A link counts once.
func (c *Caller) useRecovery(token string) error {
	if len(token) != 43 || c.origin.Door == DoorLocal {
		return callgate.Err("recovery_over")
	}
	return c.s.commit(c.origin.Context, func(w *change) error {
		kept, err := w.tx.PasswordResetByHash(authn.HashToken(token))
		if err != nil {
			return err
		}
		now := w.s.now()
		if kept == nil || now >= kept.Expires || w.views[kept.Tenant] == nil {
			return callgate.Err("recovery_over")
		}
		v := w.views[kept.Tenant]
		who, ok := v.Policy.ByID(kept.User)
		if !ok || !w.s.mayRecover(v, kept.User, c.origin.Address) {
			return callgate.Err("recovery_over")
		}
		return c.beginRecovery(w, v, who, kept)
	})
}

func (c *Caller) beginRecovery(w *change, v *view, who policy.Who, kept *store.PasswordReset) error {
	now := w.s.now()
	u := *v.Policy.User(who)
	session := &store.Session{
		ID: callgate.NewID(now), Tenant: v.Tenant.ID, User: u.ID, Address: c.from(), Agent: shortened(c.origin.Agent, 400), Door: c.origin.Door, Started: now,
	}
	w.as(c, v, who, session)
	if old, err := c.ownSession(w.tx, now); err != nil {
		return err
	} else if old != nil {
		if err := w.tx.DeleteSession(old.Tenant, old.User, old.ID); err != nil {
			return err
		}
	}
	cred, err := w.tx.Credential(u.Tenant, u.ID)
	if err != nil {
		return err
	}
	kept.Hash, kept.Session, kept.Expires = "", session.ID, now.Add(stageLife)
	if err := w.tx.SavePasswordReset(kept); err != nil {
		return err
	}
	if err := w.record("sign_in.recovery_used", u.Login, u.ID, nil, nil); err != nil {
		return err
	}
	stage := stagePassword
	if u.HasFactor {
		stage = stageFactor
	}
	return c.advanceTo(w, session, &cred, &u, stage)
}

// recovering tells whether a session came in by a link and still has to choose
// a password.
func (w *change) recovering(session *store.Session) (bool, error) {
	kept, err := w.tx.PasswordReset(session.Tenant, session.User)
	return kept != nil && kept.Session == session.ID, err
}

// recovered ends the way back in: the password was chosen.
func (w *change) recovered(u *callgate.User) error {
	kept, err := w.tx.PasswordReset(u.Tenant, u.ID)
	if err != nil || kept == nil {
		return err
	}
	kept.Hash, kept.Session = "", ""
	return w.tx.SavePasswordReset(kept)
}
