package api

import (
	"strings"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Account is the signed-in user's own page.
type Account struct{ c *Caller }

// Preferences are what a user sets for himself.
type Preferences struct {
	Language  string `json:"language"`
	TimeZone  string `json:"timeZone"`
	Theme     string `json:"theme"`
	StartPage string `json:"startPage"`
	Download  string `json:"download"`
}

// OwnProfile is what a user may change of his own profile.
type OwnProfile struct {
	First  string             `json:"first"`
	Last   string             `json:"last"`
	Name   string             `json:"name"`
	Emails []callgate.Contact `json:"emails"`
	Phones []callgate.Contact `json:"phones"`
}

// SessionRow is one signed-in browser or window.
type SessionRow struct {
	ID       callgate.ID   `json:"id"`
	Agent    string        `json:"agent"` // "Firefox on Linux"
	Address  string        `json:"address"`
	Started  callgate.Time `json:"started" ts_type:"string"`
	LastSeen callgate.Time `json:"lastSeen" ts_type:"string"`
	Mine     bool          `json:"mine"` // the one asking
}

// Get gives the whole own record.
func (m *Account) Get() (callgate.User, error) {
	return read(m.c, "", func(a *actor) (callgate.User, error) {
		if a.local() {
			return callgate.User{}, callgate.Err("no_account")
		}
		return *a.User, nil
	})
}

// EditProfile changes names, e-mail addresses and phone numbers.
func (m *Account) EditProfile(in OwnProfile) (callgate.User, error) {
	return own(m.c, "profile", func(w *change, before, after *callgate.User) error {
		after.First, after.Last, after.Name = strings.TrimSpace(in.First), strings.TrimSpace(in.Last), strings.TrimSpace(in.Name)
		after.Emails, after.Phones = contacts(in.Emails), contacts(in.Phones)
		if err := w.saveUser(before, after); err != nil {
			return err
		}
		// The mail goes to the address it was: whoever moved it away must not be
		// the only one to read of it.
		if was, is := primaryAddress(before), primaryAddress(after); was != is {
			if err := w.noticeTo(after, was, "email_changed", "", "from", w.From, "at", w.Now.String(), "address", is); err != nil {
				return err
			}
		}
		was, is := changedProfile(before, after)
		return w.record("account.profile", after.Login, after.ID, was, is)
	})
}

// SetPreferences changes language, time zone, theme, start page, download format.
func (m *Account) SetPreferences(in Preferences) (Me, error) {
	_, err := own(m.c, "", func(w *change, before, after *callgate.User) error {
		if err := in.check(pagesFor(w.Rights)); err != nil {
			return err
		}
		after.Language, after.TimeZone, after.Theme, after.StartPage, after.Download = in.Language, in.TimeZone, in.Theme, in.StartPage, in.Download
		if err := w.saveUser(before, after); err != nil {
			return err
		}
		return w.record("account.preferences", after.Login, after.ID, preferencesOf(before), in)
	})
	if err != nil {
		return Me{}, err
	}
	return read(m.c, "", func(a *actor) (Me, error) {
		me, err := a.me()
		if err != nil {
			return Me{}, err
		}
		return *me, nil
	})
}

// ChangePassword needs the present one; other sessions end.
func (m *Account) ChangePassword(present, next string) error {
	prepared, err := read(m.c, "me.password:write", func(a *actor) (newPassword, error) {
		if a.local() || !selfMay(a.User, "password") {
			return newPassword{}, callgate.Err(callgate.Denied, "permission", "me.password:write")
		}
		if err := a.ownSecretsOnly(); err != nil {
			return newPassword{}, err
		}
		if err := m.c.prove(a, present); err != nil {
			return newPassword{}, err
		}
		return m.c.newPassword(a.view, a.User, next)
	})
	if err != nil {
		return err
	}
	_, err = ownSecret(m.c, "me.password:write", "password", func(w *change, cred *store.Credential, u *callgate.User) (struct{}, error) {
		if err := prepared.set(w, cred, u); err != nil {
			return struct{}{}, err
		}
		if _, err := w.tx.DeleteSessions(u.Tenant, u.ID, w.Session.Hash); err != nil {
			return struct{}{}, err
		}
		if err := w.notice(u, "password_changed", "from", w.From, "at", w.Now.String()); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("account.password", u.Login, u.ID, nil, nil)
	})
	return err
}

// Confirm proves presence again (the password), for the acts that ask for it.
func (m *Account) Confirm(password string) error {
	if err := m.proved(password); err != nil {
		return err
	}
	_, err := write(m.c, "", func(w *change) (struct{}, error) {
		session, err := w.tx.Session(w.Session.Hash)
		if err != nil {
			return struct{}{}, gone(err)
		}
		session.Confirmed = w.Now
		if err := w.tx.SaveSession(session); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("account.confirmed", w.Login, w.himself().ID, nil, nil)
	})
	return err
}

// StartFactor begins enrolment of an authenticator app.
func (m *Account) StartFactor() (Enrolment, error) {
	return ownSecret(m.c, "me.second_factor:write", "second_factor", func(w *change, cred *store.Credential, u *callgate.User) (Enrolment, error) {
		if u.HasFactor && !w.recently() {
			return Enrolment{}, callgate.Err(callgate.SignInAgain)
		}
		e, err := m.c.s.pendFactor(w, cred, u)
		if err != nil {
			return e, err
		}
		return e, w.record("account.second_factor_begun", u.Login, u.ID, nil, nil)
	})
}

// ConfirmFactor keeps it and gives ten recovery codes. The session gets a new
// token, others end: they were begun with less.
func (m *Account) ConfirmFactor(code string) ([]string, error) {
	return ownSecret(m.c, "me.second_factor:write", "second_factor", func(w *change, cred *store.Credential, u *callgate.User) ([]string, error) {
		codes, err := m.c.s.keepFactor(w, cred, u, code)
		if err != nil {
			return nil, err
		}
		if _, err := w.tx.DeleteSessions(u.Tenant, u.ID, w.Session.Hash); err != nil {
			return nil, err
		}
		if err := w.notice(u, "factor_set", "from", w.From, "at", w.Now.String()); err != nil {
			return nil, err
		}
		return codes, m.c.renew(w)
	})
}

// RemoveFactor needs the password; refused where the policy demands a factor.
func (m *Account) RemoveFactor(password string) error {
	if err := m.provedOwn(password); err != nil {
		return err
	}
	_, err := ownSecret(m.c, "me.second_factor:write", "second_factor", func(w *change, cred *store.Credential, u *callgate.User) (struct{}, error) {
		switch {
		case !u.HasFactor:
			return struct{}{}, callgate.Err("no_second_factor")
		case demandsFactor(w.Tenant.Policy, u):
			return struct{}{}, callgate.Err("second_factor_demanded")
		}
		if err := clearFactor(w, cred, u); err != nil {
			return struct{}{}, err
		}
		if err := w.notice(u, "factor_removed", "from", w.From, "at", w.Now.String()); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("account.second_factor_removed", u.Login, u.ID, nil, nil)
	})
	return err
}

// NewRecoveryCodes replaces all ten; needs the password.
func (m *Account) NewRecoveryCodes(password string) ([]string, error) {
	if err := m.provedOwn(password); err != nil {
		return nil, err
	}
	return ownSecret(m.c, "me.second_factor:write", "second_factor", func(w *change, cred *store.Credential, u *callgate.User) ([]string, error) {
		if !u.HasFactor {
			return nil, callgate.Err("no_second_factor")
		}
		codes, hashes := authn.NewRecoveryCodes()
		if err := w.tx.SetRecoveryCodes(u.Tenant, u.ID, hashes); err != nil {
			return nil, err
		}
		if err := w.notice(u, "recovery_codes", "from", w.From, "at", w.Now.String()); err != nil {
			return nil, err
		}
		return codes, w.record("account.recovery_codes", u.Login, u.ID, nil, nil)
	})
}

// Unattended says whether somebody sits before the page. While nobody does,
// what the page asks by itself is no use of the session. It counts in the
// window, where all calls have one caller; a browser says it with each request.
func (m *Account) Unattended(nobody bool) error {
	_, err := read(m.c, "", func(*actor) (struct{}, error) {
		m.c.away.Store(nobody)
		return struct{}{}, nil
	})
	return err
}

// Sessions lists the own sessions.
func (m *Account) Sessions() ([]SessionRow, error) {
	return read(m.c, "", func(a *actor) ([]SessionRow, error) {
		if a.local() {
			return []SessionRow{}, nil
		}
		if err := a.ownSecretsOnly(); err != nil {
			return nil, err
		}
		return a.sessionRows(a.User)
	})
}

// EndSession ends one of them.
func (m *Account) EndSession(id callgate.ID) error {
	_, err := write(m.c, "", func(w *change) (struct{}, error) {
		if w.local() {
			return struct{}{}, callgate.Err(callgate.NotFound)
		}
		if err := w.ownSecretsOnly(); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.endSession(w.User, id, "account.session_ended")
	})
	return err
}

// EndOtherSessions ends all but this one.
func (m *Account) EndOtherSessions() error {
	_, err := write(m.c, "", func(w *change) (struct{}, error) {
		if w.local() {
			return struct{}{}, callgate.Err("no_account")
		}
		if err := w.ownSecretsOnly(); err != nil {
			return struct{}{}, err
		}
		n, err := w.tx.DeleteSessions(w.Tenant.ID, w.User.ID, w.Session.Hash)
		if err != nil {
			return struct{}{}, err
		}
		w.tell("session", w.Tenant.ID, w.User.ID)
		return struct{}{}, w.record("account.sessions_ended", w.Login, w.User.ID, nil, map[string]any{"sessions": n})
	})
	return err
}
