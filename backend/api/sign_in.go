package api

import "callgate/backend/callgate"

// SignIn holds the few calls a stranger may make.
type SignIn struct{ c *Caller }

// Status is what a page needs to know before it draws anything.
type Status struct {
	SetUp     bool   `json:"setUp"`     // nothing is set up yet
	NeedToken bool   `json:"needToken"` // the set-up asks for the token of the printed address (not in the window)
	Tenants   int    `json:"tenants"`   // the tenant is asked for only when there are several
	Stage     string `json:"stage"`     // "", second_factor, password, enrol, in
	Postpone  bool   `json:"postpone"`  // the step may be put off (grace period)
	Login     string `json:"login"`     // of whoever is signing in
	Tenant    string `json:"tenant"`    // name, once the password fitted
	Me        *Me    `json:"me"`        // when Stage is in
	Address   string `json:"address"`   // the caller's own
	Desktop   bool   `json:"desktop"`
	PlainHTTP bool   `json:"plainHttp"` // warn: not encrypted and not on this machine
	Version   string `json:"version"`
	Logo      string `json:"logo"`      // mark of the tenant's picture (SignIn.Logo), "" = none or not to be seen
	Help      string `json:"help"`      // whom people ask
	MinLength int    `json:"minLength"` // of a password, in characters
	Recovery  bool   `json:"recovery"`  // a link to choose a new password can be mailed
}

// Me is the signed-in user as his pages need him.
type Me struct {
	ID           callgate.ID           `json:"id"`
	Login        string                `json:"login"`
	Name         string                `json:"name"`
	Kind         string                `json:"kind"`
	TenantSlug   string                `json:"tenantSlug"`
	TenantName   string                `json:"tenantName"`
	Country      string                `json:"country"`
	Language     string                `json:"language"`
	TimeZone     string                `json:"timeZone"`
	TenantZone   string                `json:"tenantZone"` // where days end that something lasts until
	Theme        string                `json:"theme"`
	StartPage    string                `json:"startPage"` // one he may open
	Download     string                `json:"download"`
	Permissions  []callgate.Permission `json:"permissions"` // effective
	Self         []string              `json:"self"`        // self permissions he has
	HasFactor    bool                  `json:"hasFactor"`
	RecoveryLeft int                   `json:"recoveryLeft"`
	Impersonator string                `json:"impersonator"` // who acts as this user, "" = he himself
	ActingUntil  callgate.Time         `json:"actingUntil" ts_type:"string"`
	ActingReads  bool                  `json:"actingReads"` // he only looks
	Pages        []string              `json:"pages"`       // he may open, in menu order: users, roles, why, hosts, audit, settings, account
	Counts       map[string]int        `json:"counts"`      // beside the menu: users, roles, hosts
}

// SetUpInput makes the first tenant and its administrator.
type SetUpInput struct {
	Token      string `json:"token"`
	TenantSlug string `json:"tenantSlug"` // "" = made from the name
	TenantName string `json:"tenantName"`
	Country    string `json:"country"`
	Language   string `json:"language"`
	TimeZone   string `json:"timeZone"`
	First      string `json:"first"`
	Last       string `json:"last"`
	Login      string `json:"login"`
	Password   string `json:"password"`
	FactorKey  string `json:"factorKey"` // "" = no second factor
	FactorCode string `json:"factorCode"`
}

// SetUpDone carries the recovery codes (when a second factor was enrolled) and
// the state after signing in.
type SetUpDone struct {
	RecoveryCodes []string `json:"recoveryCodes"`
	Status        Status   `json:"status"`
}

// Enrolment is a fresh TOTP key: shown once, kept only when confirmed.
type Enrolment struct {
	URI string `json:"uri"` // otpauth:// (key URI format)
	Key string `json:"key"` // base32, no padding
	QR  string `json:"qr"`  // PNG as data: URL
}

// Advice is what the page says about a password being typed.
type Advice struct {
	OK       bool              `json:"ok"`
	Score    int               `json:"score"`    // 0 to 4
	Problems []callgate.Reason `json:"problems"` // codes password.*; Held false = must change
}

// Status tells the state of this caller. Anybody may ask.
func (m *SignIn) Status() (Status, error) { return open(m.c, m.c.status) }

// SetUpFactor makes a TOTP key for the wizard; nothing is kept.
func (m *SignIn) SetUpFactor(token, tenantName, login string) (Enrolment, error) {
	return open(m.c, func(all views) (Enrolment, error) {
		if err := m.c.maySetUp(all, token); err != nil {
			return Enrolment{}, err
		}
		return newEnrolment(tenantName, login)
	})
}

// SetUp makes the first tenant and its administrator, and signs him in.
func (m *SignIn) SetUp(in SetUpInput) (SetUpDone, error) {
	return open(m.c, func(all views) (SetUpDone, error) { return m.c.setUp(all, in) })
}

// Advise judges a password while it is typed; context words are what it should
// not contain (login, names).
func (m *SignIn) Advise(password string, context []string) (Advice, error) {
	return open(m.c, func(all views) (Advice, error) { return m.c.advise(all, password, context), nil })
}

// Password is the first step: tenant slug ("" when there is only one), login,
// password or activation code.
func (m *SignIn) Password(tenant, login, password string) (Status, error) {
	return m.step(func(all views) error { return m.c.signIn(all, tenant, login, password) })
}

// Code is the second step: six digits of the authenticator app.
func (m *SignIn) Code(code string) (Status, error) {
	return m.step(func(views) error { return m.c.secondFactor(byApp, code) })
}

// RecoveryCode is the second step without the app; the code is used up.
func (m *SignIn) RecoveryCode(code string) (Status, error) {
	return m.step(func(views) error { return m.c.secondFactor(byRecoveryCode, code) })
}

// ChoosePassword is the forced step after an activation code or a reset.
func (m *SignIn) ChoosePassword(password string) (Status, error) {
	return m.step(func(all views) error { return m.c.choosePassword(all, password) })
}

// Recover asks for a link to choose a new password. The answer is the same
// whether there is such a login or not.
func (m *SignIn) Recover(tenant, login string) error {
	_, err := open(m.c, func(views) (struct{}, error) { return struct{}{}, m.c.recover(tenant, login) })
	return err
}

// UseRecovery is the first step with a mailed link in place of the password.
func (m *SignIn) UseRecovery(token string) (Status, error) {
	return m.step(func(views) error { return m.c.useRecovery(token) })
}

// StartEnrol begins the forced (or offered) second factor.
func (m *SignIn) StartEnrol() (Enrolment, error) {
	return open(m.c, func(views) (Enrolment, error) { return m.c.startEnrol() })
}

// ConfirmEnrol keeps it once a code fits; the recovery codes are shown once.
func (m *SignIn) ConfirmEnrol(code string) (SetUpDone, error) {
	var codes []string
	status, err := m.step(func(views) (err error) {
		codes, err = m.c.confirmEnrol(code)
		return err
	})
	return SetUpDone{RecoveryCodes: codes, Status: status}, err
}

// Postpone skips the enrolment step while the grace period runs.
func (m *SignIn) Postpone() (Status, error) {
	return m.step(func(views) error { return m.c.postpone() })
}

// StopActing returns from acting as somebody else to oneself.
func (m *SignIn) StopActing() (Status, error) {
	return m.step(func(views) error { return m.c.stopActing(true) })
}

// SignOut ends this session.
func (m *SignIn) SignOut() (Status, error) {
	return m.step(func(views) error { return m.c.signOut() })
}

// step runs one step of signing in and tells where it led.
func (m *SignIn) step(f func(all views) error) (Status, error) {
	return open(m.c, func(all views) (Status, error) {
		if err := f(all); err != nil {
			return Status{}, err
		}
		all, err := m.c.s.fresh(m.c.origin.Context)
		if err != nil {
			return Status{}, err
		}
		return m.c.status(all)
	})
}
