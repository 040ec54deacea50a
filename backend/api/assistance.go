package api

import (
	"context"
	"strconv"
	"time"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Remote Assistance is the second system user of every tenant: an administrator
// from outside, off and without a password until one of the tenant's own turns
// it on for a limited time, by whose end it turns itself off.

const (
	assistanceLogin   = "remote.assistance"
	assistanceHours   = 24
	assistanceLongest = 30 * 24 // hours
	assistanceLook    = 30 * time.Second
)

// assistance is the tenant's Remote Assistance user, nil when it has none.
func (v *view) assistance() *callgate.User {
	if who, ok := v.Policy.ByID(v.assistant); ok {
		return v.Policy.User(who)
	}
	return nil
}

// addAssistance gives a tenant its Remote Assistance user, off.
func (w *change) addAssistance(tenant callgate.ID) error {
	now := w.s.now()
	u := &callgate.User{
		Tenant: tenant, ID: callgate.NewID(now), Name: "Remote Assistance", Created: now, Changed: now, Revision: 1,
		Kind: callgate.Administrator, System: callgate.RemoteAssistance, Seat: callgate.FullSeat,
	}
	for n := 1; ; n++ { // somebody may be called like that already
		u.Login = assistanceLogin
		if n > 1 {
			u.Login += strconv.Itoa(n)
		}
		var err error
		if u.Folded, u.Skeleton, err = authn.FoldLogin(u.Login); err != nil {
			return err
		}
		if _, taken := w.views[tenant].Policy.Find(u.Folded); !taken {
			return w.putUser(u)
		}
	}
}

// turnOffAssistance leaves nothing to sign in with.
func (w *change) turnOffAssistance(u *callgate.User, cred *store.Credential) error {
	*cred = store.Credential{Tenant: cred.Tenant, User: cred.User}
	u.Enabled, u.Expires, u.HasPassword, u.HasFactor, u.MustChange = false, 0, false, false, false
	renewTries(cred, u)
	return w.tx.SetRecoveryCodes(u.Tenant, u.ID, nil)
}

// Assist turns Remote Assistance on for some hours (0 = 24); whoever helps
// types the code in place of a password.
func (m *Users) Assist(id callgate.ID, hours int) (Activation, error) {
	return write(m.c, "directory.users:write", func(w *change) (Activation, error) {
		if hours == 0 {
			hours = assistanceHours
		}
		if hours < 1 || hours > assistanceLongest {
			return Activation{}, callgate.Err("assistance_hours", "most", strconv.Itoa(assistanceLongest)).At("hours")
		}
		code, hash := authn.NewActivationCode()
		until := w.Now.Add(time.Duration(hours) * time.Hour)
		u, err := w.secret(id, func(u *callgate.User, cred *store.Credential) error {
			if u.System != callgate.RemoteAssistance {
				return callgate.Err("assistance_only")
			}
			if err := w.turnOffAssistance(u, cred); err != nil {
				return err
			}
			u.Enabled, u.Expires = true, until
			cred.ActivationHash, cred.ActivationExpires = hash, until
			return w.throwOut(u)
		})
		if err != nil {
			return Activation{}, err
		}
		return Activation{Login: u.Login, Name: u.DisplayName(), Code: code, Expires: until},
			w.record("user.assistance_on", u.Login, u.ID, nil, map[string]any{"until": until})
	})
}

// assistanceRule: what makes Remote Assistance what it is stays so, and it is
// turned on in one way only.
func assistanceRule(w *change, before, after *callgate.User, p parts) error {
	if before == nil || before.System != callgate.RemoteAssistance {
		return nil
	}
	if p.has("login", "kind", "seat", "extensions", "shared", "numbers", "roles") {
		return callgate.Err("system_user")
	}
	if after.Enabled && (after.Expires == 0 || after.Expires > w.Now.Add(assistanceLongest*time.Hour)) {
		return callgate.Err("assistance_time")
	}
	return nil
}

// assistanceOver turns off, in every tenant, whose time is over.
func (s *Service) assistanceOver(ctx context.Context) error {
	all := s.views.Load()
	if all == nil {
		return nil
	}
	over := func(u *callgate.User) bool {
		return u != nil && u.Enabled && u.Expires != 0 && u.Expires <= s.now()
	}
	for id, v := range *all {
		if !over(v.assistance()) {
			continue
		}
		err := s.commit(ctx, func(w *change) error {
			v := w.views[id]
			if v == nil || !over(v.assistance()) {
				return nil
			}
			u := copyOf(v.assistance())
			cred, err := w.tx.Credential(u.Tenant, u.ID)
			if err != nil {
				return err
			}
			if err := w.turnOffAssistance(u, &cred); err != nil {
				return err
			}
			u.Revision++
			u.Changed, u.ChangedBy = s.now(), "callgate"
			if err := w.putUser(u); err != nil {
				return err
			}
			if err := w.tx.SaveCredential(cred); err != nil {
				return err
			}
			if err := w.throwOut(u); err != nil {
				return err
			}
			return w.tx.AppendAudit(&callgate.AuditRecord{
				Tenant: id, At: s.now(), Who: "callgate", What: "user.assistance_over", Target: u.Login, TargetID: u.ID, Result: "done", Count: 1,
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keepAssistance gives older tenants their Remote Assistance user, once, and
// turns it off in time.
func (s *Service) keepAssistance(ctx context.Context) {
	<-s.ready
	if err := s.addMissingAssistance(ctx); err != nil && ctx.Err() == nil {
		s.log.Warn("remote assistance not added", "error", err)
	}
	look := time.NewTicker(assistanceLook)
	defer look.Stop()
	for {
		if err := s.assistanceOver(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("remote assistance not turned off: it is refused just the same", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}

func (s *Service) addMissingAssistance(ctx context.Context) error {
	all := s.views.Load()
	if all == nil {
		return nil
	}
	for id, v := range *all {
		if v.assistance() != nil {
			continue
		}
		err := s.commit(ctx, func(w *change) error {
			if v := w.views[id]; v == nil || v.assistance() != nil {
				return nil
			}
			return w.addAssistance(id)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
