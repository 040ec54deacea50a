package api

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/text/language"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// SetUpToken makes the token of the printed set-up address, "" when there is
// an installation already. Each call ends the token before; it is kept as a
// hash, in memory only.
func (s *Service) SetUpToken() (string, error) {
	<-s.ready
	all, err := s.fresh(s.Caller(Origin{Door: DoorLocal}).origin.Context)
	if err != nil || len(all) > 0 {
		return "", err
	}
	token, hash := authn.NewToken()
	s.signIns.mu.Lock()
	defer s.signIns.mu.Unlock()
	s.signIns.setUp = hash
	return token, nil
}

// maySetUp: nothing is set up yet, and whoever comes over the network has the
// token of the printed address.
func (c *Caller) maySetUp(all views, token string) error {
	if len(all) > 0 {
		return callgate.Err("already_set_up")
	}
	if c.origin.Door != DoorWeb {
		return nil
	}
	c.s.signIns.mu.Lock()
	defer c.s.signIns.mu.Unlock()
	if !authn.SameHash(authn.HashToken(token), c.s.signIns.setUp) {
		return callgate.Err("set_up_token").At("token")
	}
	return nil
}

// setUp makes the root tenant and its Default User, an administrator, and
// signs him in. It works once.
func (c *Caller) setUp(all views, in SetUpInput) (SetUpDone, error) {
	if err := c.maySetUp(all, in.Token); err != nil {
		return SetUpDone{}, err
	}
	t, u, err := in.read()
	if err != nil {
		return SetUpDone{}, err
	}
	step, err := c.setUpFactor(in)
	if err != nil {
		return SetUpDone{}, err
	}
	u.HasFactor = in.FactorKey != ""
	if err := judge(in.Password, t, u); err != nil {
		return SetUpDone{}, err
	}
	u.HasFactor = false // until its key is stored
	hash, err := authn.HashPasswordFrom(c.origin.Context, c.origin.Address, in.Password)
	if err != nil {
		return SetUpDone{}, err
	}
	var codes []string
	err = c.s.commit(c.origin.Context, func(w *change) (err error) {
		codes, err = c.found(w, t, u, in, hash, step)
		return err
	})
	if err != nil {
		return SetUpDone{}, err
	}
	c.s.signIns.mu.Lock()
	c.s.signIns.setUp = ""
	c.s.signIns.mu.Unlock()
	if all, err = c.s.fresh(c.origin.Context); err != nil {
		return SetUpDone{}, err
	}
	if c.origin.Door == DoorLocal {
		return SetUpDone{RecoveryCodes: codes}, nil
	}
	status, err := c.status(all)
	return SetUpDone{RecoveryCodes: codes, Status: status}, err
}

// found writes the installation's first tenant and user. The tables are looked
// at again inside the transaction: of two that come together, one is refused.
func (c *Caller) found(w *change, t *callgate.Tenant, u *callgate.User, in SetUpInput, hash string, step int64) ([]string, error) {
	present, err := w.tx.Tenants()
	if err != nil {
		return nil, err
	}
	if len(present) > 0 {
		return nil, callgate.Err("already_set_up")
	}
	if err := w.saveTenant(nil, t); err != nil {
		return nil, err
	}
	now := w.s.now()
	u.Tenant, u.ID, u.Created, u.Changed, u.Revision = t.ID, callgate.NewID(now), now, now, 1
	u.ChangedBy = u.DisplayName()
	u.HasPassword = true
	if err := w.putUser(u); err != nil {
		return nil, err
	}
	if err := w.addAssistance(t.ID); err != nil {
		return nil, err
	}
	u = copyOf(u) // what was put is published
	v := w.views[t.ID]
	who, ok := v.Policy.ByID(u.ID)
	if !ok {
		return nil, callgate.Err(callgate.Internal)
	}
	session := &store.Session{
		ID: callgate.NewID(now), Tenant: t.ID, User: u.ID, Address: c.from(), Agent: shortened(c.origin.Agent, 400),
		Door: c.origin.Door, Started: now, Confirmed: now,
	}
	w.as(c, v, who, session)
	if c.origin.Door == DoorLocal {
		w.Login, w.Name, w.From = LocalOperator, LocalOperator, "command line"
	}
	if err := w.record("tenant.set_up", t.Slug, t.ID, nil, map[string]any{"name": t.Name, "administrator": u.Login}); err != nil {
		return nil, err
	}
	cred := store.Credential{Tenant: t.ID, User: u.ID, PasswordHash: hash, PasswordChanged: now}
	var codes []string
	if in.FactorKey != "" {
		if codes, err = w.s.setFactor(w, &cred, u, in.FactorKey, step); err != nil {
			return nil, err
		}
	}
	if c.origin.Door == DoorLocal {
		if err := w.tx.SaveCredential(cred); err != nil {
			return nil, err
		}
		return codes, w.putUser(u)
	}
	return codes, c.advance(w, session, &cred, u, true)
}

// setUpFactor checks the second factor of the wizard. On the command line the
// URI is printed after the fact, so there is no code yet.
func (c *Caller) setUpFactor(in SetUpInput) (step int64, err error) {
	switch {
	case in.FactorKey == "":
		return 0, nil
	case !authn.ValidKey(in.FactorKey):
		return 0, callgate.Err("factor_key").At("factorKey")
	case c.origin.Door == DoorLocal && in.FactorCode == "":
		return 0, nil
	}
	step, ok := authn.MatchCode(in.FactorKey, in.FactorCode, c.s.opt.Now())
	if !ok {
		return 0, callgate.Err(callgate.SecondFactorCode).At("factorCode")
	}
	return step, nil
}

var slugForm = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

// read turns the wizard's input into tenant and user.
func (in SetUpInput) read() (*callgate.Tenant, *callgate.User, error) {
	t := &callgate.Tenant{
		Name: strings.TrimSpace(in.TenantName), Slug: strings.TrimSpace(in.TenantSlug), Kind: "root", Enabled: true,
		Country: strings.ToUpper(strings.TrimSpace(in.Country)), Language: first(strings.TrimSpace(in.Language), "en"), TimeZone: first(strings.TrimSpace(in.TimeZone), "UTC"),
	}
	if t.Name == "" {
		return nil, nil, callgate.Err("name_empty").At("tenantName")
	}
	if len(t.Name) > 200 {
		return nil, nil, callgate.Err("name_long", "max", "200").At("tenantName")
	}
	if t.Slug == "" {
		t.Slug = slugFrom(t.Name)
	}
	if !slugForm.MatchString(t.Slug) {
		return nil, nil, callgate.Err("slug_form", "slug", t.Slug).At("tenantSlug")
	}
	if t.Country != "" {
		if r, err := language.ParseRegion(t.Country); err != nil || len(t.Country) != 2 || !r.IsCountry() {
			return nil, nil, callgate.Err("country_unknown", "country", t.Country).At("country")
		}
	}
	if _, err := language.Parse(t.Language); err != nil {
		return nil, nil, callgate.Err("language_unknown", "language", t.Language).At("language")
	}
	if err := checkTimeZone(t.TimeZone); err != nil {
		return nil, nil, err
	}
	u := &callgate.User{
		Login: strings.TrimSpace(in.Login), First: strings.TrimSpace(in.First), Last: strings.TrimSpace(in.Last),
		Kind: callgate.Administrator, System: callgate.DefaultUser, Seat: callgate.FullSeat, Enabled: true,
	}
	if len(u.First) > 200 || len(u.Last) > 200 {
		return nil, nil, callgate.Err("name_long", "max", "200").At("first")
	}
	var err error
	if u.Folded, u.Skeleton, err = authn.FoldLogin(u.Login); err != nil {
		return nil, nil, err
	}
	return t, u, nil
}

// checkTimeZone takes IANA names only: "Local" would mean this machine's.
func checkTimeZone(name string) error {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return callgate.Err("time_zone_unknown", "timeZone", name).At("timeZone")
	}
	return nil
}

// slugFrom makes the word typed at sign-in out of a tenant's name.
func slugFrom(name string) string {
	var s strings.Builder
	for _, r := range strings.TrimPrefix(authn.DeriveLogin("x", name), "x") {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			s.WriteRune(r)
		case !strings.HasSuffix(s.String(), "-") && s.Len() > 0:
			s.WriteByte('-')
		}
	}
	if slug := strings.Trim(s.String(), "-"); slug != "" {
		return slug
	}
	return "main"
}
