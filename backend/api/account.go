package api

import "callgate/backend/callgate"

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
func (m *Account) Get() (callgate.User, error) { return callgate.User{}, notBuilt }

// EditProfile changes names, e-mail addresses and phone numbers.
func (m *Account) EditProfile(in OwnProfile) (callgate.User, error) {
	return callgate.User{}, notBuilt
}

// SetPreferences changes language, time zone, theme, start page, download format.
func (m *Account) SetPreferences(in Preferences) (Me, error) { return Me{}, notBuilt }

// ChangePassword needs the present one; other sessions end.
func (m *Account) ChangePassword(present, next string) error { return notBuilt }

// Confirm proves presence again (the password), for the acts that ask for it.
func (m *Account) Confirm(password string) error { return notBuilt }

// StartFactor begins enrolment of an authenticator app.
func (m *Account) StartFactor() (Enrolment, error) { return Enrolment{}, notBuilt }

// ConfirmFactor keeps it and gives ten recovery codes.
func (m *Account) ConfirmFactor(code string) ([]string, error) { return nil, notBuilt }

// RemoveFactor needs the password; refused where the policy demands a factor.
func (m *Account) RemoveFactor(password string) error { return notBuilt }

// NewRecoveryCodes replaces all ten; needs the password.
func (m *Account) NewRecoveryCodes(password string) ([]string, error) { return nil, notBuilt }

// Sessions lists the own sessions.
func (m *Account) Sessions() ([]SessionRow, error) { return nil, notBuilt }

// EndSession ends one of them.
func (m *Account) EndSession(id callgate.ID) error { return notBuilt }

// EndOtherSessions ends all but this one.
func (m *Account) EndOtherSessions() error { return notBuilt }
