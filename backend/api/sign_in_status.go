package api

import (
	"slices"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// status tells the state of this caller.
func (c *Caller) status(all views) (Status, error) {
	st := Status{
		SetUp: len(all) == 0, Tenants: min(len(all), 2), // how many more is nobody's business
		Address: c.shownAddress(), Desktop: c.origin.Door == DoorDesktop, PlainHTTP: c.s.opt.PlainHTTP && c.origin.Door == DoorWeb,
		Version: c.s.opt.Version, MinLength: authn.MinLength(callgate.SignInPolicy{}, false),
	}
	if st.SetUp {
		st.NeedToken = c.origin.Door == DoorWeb
		return st, nil
	}
	if t := c.branded(all); t != nil {
		st.Logo, st.Help = logoMark(t.Branding.Logo), t.Branding.Help
	}
	var err error
	if st.Recovery, err = c.s.canRecover(c.origin.Context); err != nil {
		return st, err
	}
	session, v, who, err := c.session(all, c.s.now())
	if err != nil {
		if callgate.CodeOf(err) == callgate.NotSignedIn {
			return st, nil
		}
		return st, err
	}
	u := v.Policy.User(who)
	in := st
	in.Stage, in.Login, in.Tenant = session.Stage, u.Login, v.Tenant.Name
	in.MinLength = authn.MinLength(v.Tenant.Policy, u.HasFactor)
	switch session.Stage {
	case stageIn:
		a, err := c.recognise(all)
		if callgate.CodeOf(err) == "acting_over" {
			return c.returned(in)
		}
		if err != nil {
			return st, nil // a gate shut since: he is out, and reads why where he asks for something
		}
		in.Me, err = a.me()
		return in, err
	case stageEnrol:
		err = c.s.db.Read(c.origin.Context, func(tx *store.Tx) error {
			cred, err := tx.Credential(session.Tenant, session.User)
			in.Postpone = mayPostpone(v.Tenant.Policy, &cred, c.s.now())
			return err
		})
	}
	return in, err
}

// returned is the state of somebody whose time of acting is over: he is himself
// again.
func (c *Caller) returned(st Status) (Status, error) {
	if err := c.stopActing(false); err != nil {
		return st, err
	}
	all, err := c.s.fresh(c.origin.Context)
	if err != nil {
		return st, err
	}
	return c.status(all)
}

func (c *Caller) shownAddress() string {
	if !c.origin.Address.IsValid() {
		return ""
	}
	return c.origin.Address.Unmap().String()
}

// me is the signed-in user as his pages need him.
func (a *actor) me() (*Me, error) {
	u, t := a.User, a.Tenant
	me := &Me{
		ID: u.ID, Login: u.Login, Name: u.DisplayName(), Kind: u.Kind, TenantSlug: t.Slug, TenantName: t.Name, Country: t.Country,
		// How somebody likes to read is his own, whomever he acts as.
		Language: first(a.himself().Language, t.Language), TimeZone: first(a.himself().TimeZone, t.TimeZone), TenantZone: t.TimeZone, Theme: a.himself().Theme,
		Download:    first(a.himself().Download, "csv"),
		Permissions: a.Rights.Permissions(), Self: selfPermissions(u), HasFactor: u.HasFactor, Pages: pagesFor(a.Rights), Counts: map[string]int{},
	}
	if a.By != nil {
		me.Impersonator, me.ActingUntil, me.ActingReads = a.Name, a.Session.ActingUntil, a.Looks
	}
	me.StartPage = me.Pages[0]
	if slices.Contains(me.Pages, u.StartPage) {
		me.StartPage = u.StartPage
	}
	for page, n := range map[string]int{"users": a.people(), "roles": len(a.Roles), "hosts": len(t.Hosts), "expectations": len(a.Expectations)} {
		if slices.Contains(me.Pages, page) {
			me.Counts[page] = n
		}
	}
	requests := slices.Contains(me.Pages, "requests")
	if !u.HasFactor && !requests {
		return me, nil
	}
	err := a.c.s.db.Read(a.c.origin.Context, func(tx *store.Tx) error {
		if requests {
			if n, err := a.requestsWaiting(tx); err != nil {
				return err
			} else if n > 0 { // nothing to do needs no number
				me.Counts["requests"] = n
			}
		}
		if !u.HasFactor {
			return nil
		}
		var err error
		me.RecoveryLeft, err = tx.RecoveryCodes(u.Tenant, u.ID)
		return err
	})
	return me, err
}

// selfNames are the self permissions (iSymphony, MODEL 3).
var selfNames = []string{"password", "second_factor", "profile", "conference_rooms", "extension_groups"}

// selfPermissions are those a user has: all, or only those ticked.
func selfPermissions(u *callgate.User) []string {
	list := []string{}
	for _, name := range selfNames {
		if selfMay(u, name) {
			list = append(list, name)
		}
	}
	return list
}

func selfMay(u *callgate.User, name string) bool {
	return !u.Restricted || slices.Contains(u.SelfAllowed, name)
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
