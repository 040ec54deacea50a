package api

import (
	"encoding/base64"
	"strconv"
	"strings"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Ways to give the second factor.
const (
	byApp          = "app"
	byRecoveryCode = "recovery_code"
)

// stepOf runs f for the session that is being signed in, if it is in this
// stage, in the transaction that moves it on. refusal is what the caller is
// told although something was written (a counted failure).
func (c *Caller) stepOf(stage string, f func(w *change, cred *store.Credential, u *callgate.User) (refusal, err error)) error {
	var refusal error
	err := c.s.commit(c.origin.Context, func(w *change) error {
		refusal = nil
		session, err := c.ownSession(w.tx, w.s.now())
		if err != nil {
			return err
		}
		if session == nil || session.Stage != stage || w.views[session.Tenant] == nil {
			return callgate.Err(callgate.NotSignedIn)
		}
		v := w.views[session.Tenant]
		who, ok := v.Policy.ByID(session.User)
		if !ok {
			return callgate.Err(callgate.NotSignedIn)
		}
		if err := c.admitted(v, who); err != nil {
			return err
		}
		w.as(c, v, who, session)
		cred, err := w.tx.Credential(session.Tenant, session.User)
		if err != nil {
			return err
		}
		u := *w.User
		refusal, err = f(w, &cred, &u)
		return err
	})
	if err != nil {
		return err
	}
	return refusal
}

// secondFactor is the second step. The used time step is compared and set in
// the very transaction that lets the user on, so one code signs in once.
func (c *Caller) secondFactor(by, code string) error {
	var refused *callgate.AuditRecord
	err := c.stepOf(stageFactor, func(w *change, cred *store.Credential, u *callgate.User) (error, error) {
		refused = nil
		if cred.FactorFailures >= triesFactor {
			return nil, callgate.Err("second_factor_locked")
		}
		fits, used, err := c.factorFits(w.tx, cred, by, code)
		switch {
		case err != nil:
			return nil, err
		case fits:
			if err := w.record("sign_in.second_factor", u.Login, u.ID, nil, map[string]any{"by": by}); err != nil {
				return nil, err
			}
			return nil, c.advance(w, w.Session, cred, u, true)
		case !used: // a code used before is no guess: it does not count, and does not fit
			cred.FactorFailures++
		}
		left := triesFactor - cred.FactorFailures
		refused = &callgate.AuditRecord{
			Tenant: u.Tenant, At: w.Now, Who: u.Login, WhoID: u.ID, From: w.From, What: "sign_in.second_factor_refused",
			Target: u.Login, TargetID: u.ID, Result: "failed", Count: 1,
		}
		if left == 0 {
			u.LockedUntil = lockedForGood
			if err := w.putUser(u); err != nil {
				return nil, err
			}
		}
		return callgate.Err(callgate.SecondFactorCode, "left", strconv.Itoa(left)).At("code"), w.tx.SaveCredential(*cred)
	})
	if refused != nil && callgate.CodeOf(err) == callgate.SecondFactorCode {
		c.s.denials.note(refused)
	}
	return err
}

// factorFits looks at a code; used tells that it was right, but for a time step
// that signed in already.
func (c *Caller) factorFits(tx *store.Tx, cred *store.Credential, by, code string) (fits, used bool, err error) {
	if by == byRecoveryCode {
		hash := authn.HashRecoveryCode(code)
		if hash == "" {
			return false, false, nil
		}
		fits, err = tx.UseRecoveryCode(cred.Tenant, cred.User, hash)
		return fits, false, err
	}
	key, err := c.s.openFactor(cred.Tenant, cred.User, cred.SealedFactor)
	if err != nil {
		return false, false, err
	}
	step, ok := authn.MatchCode(key, code, c.s.opt.Now())
	if !ok {
		return false, false, nil
	}
	if step <= cred.LastStep {
		return false, true, nil
	}
	cred.LastStep = step
	return true, false, nil
}

// A sealed key opens only for this user of this tenant.
func factorPlace(tenant, user callgate.ID) string { return tenant + "/" + user + "/second_factor" }

func (s *Service) sealFactor(tenant, user callgate.ID, key string) []byte {
	return s.key.Seal([]byte(key), factorPlace(tenant, user))
}

func (s *Service) openFactor(tenant, user callgate.ID, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	key, err := s.key.Open(sealed, factorPlace(tenant, user))
	return string(key), err
}

// newEnrolment makes a fresh key as the page shows it.
func newEnrolment(issuer, login string) (Enrolment, error) {
	if strings.TrimSpace(issuer) == "" {
		issuer = "Callgate"
	}
	f, err := authn.NewFactor(shortened(issuer, 60), shortened(login, 60))
	if err != nil {
		return Enrolment{}, err
	}
	return Enrolment{URI: f.URI, Key: f.Key, QR: "data:image/png;base64," + base64.StdEncoding.EncodeToString(f.QRPNG)}, nil
}

// startEnrol begins the second factor that the policy asks for.
func (c *Caller) startEnrol() (e Enrolment, err error) {
	err = c.stepOf(stageEnrol, func(w *change, cred *store.Credential, u *callgate.User) (error, error) {
		e, err = c.s.pendFactor(w, cred, u)
		return nil, err
	})
	return e, err
}

// pendFactor makes a key and keeps it aside until a code proves that the app has it.
func (s *Service) pendFactor(w *change, cred *store.Credential, u *callgate.User) (Enrolment, error) {
	e, err := newEnrolment(w.Tenant.Name, u.Login)
	if err != nil {
		return e, err
	}
	cred.PendingFactor = s.sealFactor(u.Tenant, u.ID, e.Key)
	return e, w.tx.SaveCredential(*cred)
}

// confirmEnrol keeps the factor once a code fits, and moves on.
func (c *Caller) confirmEnrol(code string) (codes []string, err error) {
	err = c.stepOf(stageEnrol, func(w *change, cred *store.Credential, u *callgate.User) (error, error) {
		if codes, err = c.s.keepFactor(w, cred, u, code); err != nil {
			return nil, err
		}
		return nil, c.advance(w, w.Session, cred, u, true)
	})
	return codes, err
}

// keepFactor turns the pending key into the user's second factor and gives him
// new recovery codes. cred and u are left for the caller to store.
func (s *Service) keepFactor(w *change, cred *store.Credential, u *callgate.User, code string) ([]string, error) {
	if len(cred.PendingFactor) == 0 {
		return nil, callgate.Err("enrolment_not_begun")
	}
	key, err := s.openFactor(u.Tenant, u.ID, cred.PendingFactor)
	if err != nil {
		return nil, err
	}
	step, ok := authn.MatchCode(key, code, s.opt.Now())
	if !ok {
		return nil, callgate.Err(callgate.SecondFactorCode).At("code")
	}
	return s.setFactor(w, cred, u, key, step)
}

// setFactor stores a proven key; the step that proved it is used up.
func (s *Service) setFactor(w *change, cred *store.Credential, u *callgate.User, key string, step int64) ([]string, error) {
	codes, hashes := authn.NewRecoveryCodes()
	cred.SealedFactor, cred.PendingFactor = s.sealFactor(u.Tenant, u.ID, key), nil
	cred.FactorSet, cred.LastStep, cred.FactorFailures, cred.FactorDemanded = w.Now, step, 0, 0
	u.HasFactor = true
	if err := w.tx.SetRecoveryCodes(u.Tenant, u.ID, hashes); err != nil {
		return nil, err
	}
	return codes, w.record("account.second_factor_set", u.Login, u.ID, nil, nil)
}

// clearFactor removes second factor and recovery codes.
func clearFactor(w *change, cred *store.Credential, u *callgate.User) error {
	cred.SealedFactor, cred.PendingFactor, cred.FactorSet, cred.FactorFailures = nil, nil, 0, 0
	u.HasFactor = false
	return w.tx.SetRecoveryCodes(u.Tenant, u.ID, nil)
}

// postpone skips the enrolment while the grace period runs.
func (c *Caller) postpone() error {
	return c.stepOf(stageEnrol, func(w *change, cred *store.Credential, u *callgate.User) (error, error) {
		if !mayPostpone(w.Tenant.Policy, cred, w.Now) {
			return nil, callgate.Err("cannot_postpone")
		}
		return nil, c.advanceTo(w, w.Session, cred, u, stageIn)
	})
}
