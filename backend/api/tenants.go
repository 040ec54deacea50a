package api

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"callgate/backend/authn"
	"callgate/backend/callgate"
	"callgate/backend/store"
)

// Tenants is the caller's own tenant and, for the root, the others.
type Tenants struct{ c *Caller }

// TenantInput changes a tenant; nil leaves a field as it is.
type TenantInput struct {
	Name        *string                `json:"name"`
	Country     *string                `json:"country"`
	Language    *string                `json:"language"`
	TimeZone    *string                `json:"timeZone"`
	DefaultRole *callgate.ID           `json:"defaultRole"`
	MaxEnabled  *int                   `json:"maxEnabled"`
	MaxFull     *int                   `json:"maxFull"`
	Package     *[]string              `json:"package"`
	Platforms   *[]string              `json:"platforms"`
	InferredOff *bool                  `json:"inferredOff"`
	Colours     *map[string]string     `json:"statusColours"`
	Branding    *callgate.Branding     `json:"branding"`
	Policy      *callgate.SignInPolicy `json:"policy"`
}

// NewTenant is a tenant below the caller's, with its Default User.
type NewTenant struct {
	Slug     string `json:"slug"`
	Name     string `json:"name"`
	Kind     string `json:"kind"` // customer, reseller
	Country  string `json:"country"`
	Language string `json:"language"`
	TimeZone string `json:"timeZone"`
	Login    string `json:"login"` // of the Default User, "admin" when ""
}

// Current gives the caller's tenant.
func (m *Tenants) Current() (callgate.Tenant, error) {
	return read(m.c, "", func(a *actor) (callgate.Tenant, error) { return a.shownTenant(a.Tenant), nil })
}

// shownTenant is a tenant as the actor may see it: what lies above his own he
// never learns, and its hosts only with the right to see them.
func (a *actor) shownTenant(t *callgate.Tenant) callgate.Tenant {
	shown := *t
	if t.ID == a.Tenant.ID {
		shown.Parent = ""
	}
	shown.Package, shown.Platforms = slices.Concat([]string{}, t.Package), slices.Concat([]string{}, t.Platforms)
	shown.Hosts = slices.Concat([]callgate.Host{}, t.Hosts)
	if shown.StatusColours == nil {
		shown.StatusColours = map[string]string{}
	}
	if !a.may("security.allowed_hosts:read") {
		shown.Hosts = []callgate.Host{}
	}
	return shown
}

// List gives the tenants below, own first.
func (m *Tenants) List() ([]callgate.Tenant, error) {
	return read(m.c, "", func(a *actor) ([]callgate.Tenant, error) {
		list := []callgate.Tenant{a.shownTenant(a.Tenant)}
		if !a.may("tenants:read") {
			return list, nil
		}
		all := a.c.s.views.Load()
		if all == nil {
			return nil, callgate.Err(callgate.NotReady)
		}
		below := []callgate.Tenant{}
		for id, v := range *all {
			if id != a.Tenant.ID && all.isBelow(id, a.Tenant.ID) {
				below = append(below, a.shownTenant(v.Tenant))
			}
		}
		slices.SortFunc(below, func(x, y callgate.Tenant) int { return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID)) })
		return append(list, below...), nil
	})
}

// isBelow tells whether a tenant lies below another one.
func (v views) isBelow(id, top callgate.ID) bool {
	for range len(v) {
		t := v[id]
		if t == nil || t.Tenant.Parent == "" {
			return false
		}
		if t.Tenant.Parent == top {
			return true
		}
		id = t.Tenant.Parent
	}
	return false
}

// Add makes one; the activation of its Default User is shown once.
func (m *Tenants) Add(in NewTenant) (Activation, error) {
	return write(m.c, "tenants:write", func(w *change) (Activation, error) {
		t, err := in.read(w)
		if err != nil {
			return Activation{}, err
		}
		if err := w.saveTenant(nil, t); err != nil {
			return Activation{}, at(err, "slug")
		}
		u := &callgate.User{
			Tenant: t.ID, ID: callgate.NewID(w.Now), Login: cmp.Or(strings.TrimSpace(in.Login), "admin"), Created: w.Now,
			Kind: callgate.Administrator, System: callgate.DefaultUser, Seat: callgate.FullSeat, Enabled: true, Revision: 1, Changed: w.Now,
		}
		if u.Folded, u.Skeleton, err = authn.FoldLogin(u.Login); err != nil {
			return Activation{}, at(err, "login")
		}
		if err := w.putUser(u); err != nil {
			return Activation{}, err
		}
		if err := w.addAssistance(t.ID); err != nil {
			return Activation{}, err
		}
		code, hash := authn.NewActivationCode()
		expires := w.Now.Add(activationLasts)
		if err := w.tx.SaveCredential(store.Credential{Tenant: t.ID, User: u.ID, ActivationHash: hash, ActivationExpires: expires}); err != nil {
			return Activation{}, err
		}
		after := map[string]any{"slug": t.Slug, "name": t.Name, "kind": t.Kind, "country": t.Country, "administrator": u.Login}
		return Activation{Login: u.Login, Name: u.DisplayName(), Code: code, Expires: expires}, w.record("tenant.add", t.Slug, t.ID, nil, after)
	})
}

// read checks a new tenant. What is left open is as in the tenant above.
func (in NewTenant) read(w *change) (*callgate.Tenant, error) {
	above := w.Tenant
	t := &callgate.Tenant{
		Parent: above.ID, Enabled: true, Slug: strings.ToLower(strings.TrimSpace(in.Slug)), Name: in.Name, Kind: cmp.Or(in.Kind, "customer"),
		Country: cmp.Or(in.Country, above.Country), Language: cmp.Or(in.Language, above.Language), TimeZone: cmp.Or(in.TimeZone, above.TimeZone),
	}
	switch {
	case above.Kind == "customer":
		return nil, callgate.Err("tenant_kind_below")
	case t.Kind != "customer" && t.Kind != "reseller":
		return nil, callgate.Err(callgate.BadInput, "value", shortened(t.Kind, 40)).At("kind")
	}
	if most := above.MaxTenants; most > 0 {
		n := 0
		for _, v := range w.views {
			if v.Tenant.Parent == above.ID {
				n++
			}
		}
		if n >= most {
			return nil, callgate.Err("licence_tenants", "max", strconv.Itoa(most))
		}
	}
	if t.Slug == "" {
		t.Slug = slugFrom(t.Name)
	}
	if !slugForm.MatchString(t.Slug) {
		return nil, callgate.Err("slug_form", "slug", shortened(t.Slug, 60)).At("slug")
	}
	if w.views.bySlug(t.Slug) != nil {
		return nil, callgate.Err(callgate.Taken, "value", t.Slug).At("slug")
	}
	return t, readTenant(&callgate.Tenant{}, t)
}

// SetEnabled switches one on or off; off refuses all its users.
func (m *Tenants) SetEnabled(slug string, on bool) (callgate.Tenant, error) {
	result, err := write(m.c, "tenants:write", func(w *change) (callgate.Tenant, error) {
		v := w.views.bySlug(slug)
		switch {
		case v == nil || v.Tenant.ID != w.Tenant.ID && !w.views.isBelow(v.Tenant.ID, w.Tenant.ID):
			return callgate.Tenant{}, callgate.Err("tenant_unknown", "tenant", shortened(slug, 60)).At("slug")
		case v.Tenant.ID == w.Tenant.ID && !on:
			return callgate.Tenant{}, callgate.Err("own_tenant")
		case v.Tenant.Enabled == on:
			return w.shownTenant(v.Tenant), errUnchanged
		}
		before, after := v.Tenant, *v.Tenant
		after.Enabled = on
		if err := w.saveTenant(before, &after); err != nil {
			return callgate.Tenant{}, err
		}
		what := "tenant.disable"
		if on {
			what = "tenant.enable"
		}
		return w.shownTenant(&after), w.record(what, after.Slug, after.ID, map[string]any{"enabled": before.Enabled}, map[string]any{"enabled": on})
	})
	return result, quietly(err)
}
