package api

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"callgate/backend/callgate"
)

// Edit changes it. How people sign in takes a right of its own; what a tenant
// was sold (licence, package) is changed from above, in the root by who may
// change tenants.
func (m *Tenants) Edit(revision int, in TenantInput) (callgate.Tenant, error) {
	asks := callgate.Permission("tenant.settings:write")
	if in.Policy != nil && in.onlyPolicy() {
		asks = "security.sign_in:write"
	}
	_, err := write(m.c, asks, func(w *change) (struct{}, error) {
		if in.Policy != nil {
			if err := w.demand("security.sign_in:write"); err != nil {
				return struct{}{}, err
			}
		}
		if in.sold() {
			if w.Tenant.Kind != "root" && !w.local() {
				return struct{}{}, callgate.Err("sold_from_above")
			}
			if err := w.demand("tenants:write"); err != nil {
				return struct{}{}, err
			}
		}
		before := w.Tenant
		if err := w.tenantUnmoved(before, revision); err != nil {
			return struct{}{}, err
		}
		after := *before
		in.apply(&after)
		if err := w.checkTenant(before, &after); err != nil {
			return struct{}{}, err
		}
		was, is := changedKeys(tenantParts(w.view, before), tenantParts(w.view, &after))
		if len(is) == 0 {
			return struct{}{}, errUnchanged
		}
		if err := w.saveTenant(before, &after); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("tenant.edit", after.Slug, after.ID, was, is)
	})
	if quietly(err) != nil {
		return callgate.Tenant{}, err
	}
	return m.Current()
}

func (in TenantInput) onlyPolicy() bool {
	in.Policy = nil
	return in == TenantInput{}
}

// sold tells whether the licence or package is to be changed.
func (in TenantInput) sold() bool {
	return in.MaxEnabled != nil || in.MaxFull != nil || in.Package != nil
}

func (in TenantInput) apply(t *callgate.Tenant) {
	set(&t.Name, in.Name)
	set(&t.Country, in.Country)
	set(&t.Language, in.Language)
	set(&t.TimeZone, in.TimeZone)
	set(&t.DefaultRole, in.DefaultRole)
	set(&t.MaxEnabled, in.MaxEnabled)
	set(&t.MaxFull, in.MaxFull)
	set(&t.Package, in.Package)
	set(&t.Platforms, in.Platforms)
	set(&t.InferredOff, in.InferredOff)
	set(&t.StatusColours, in.Colours)
	set(&t.Branding, in.Branding)
	set(&t.Policy, in.Policy)
}

// tenantUnmoved refuses to save over what somebody else saved meanwhile.
func (w *change) tenantUnmoved(t *callgate.Tenant, revision int) error {
	if t.Revision == revision {
		return nil
	}
	changed, _, err := w.changedSince(t.ID, t.Revision-revision, "")
	if err != nil {
		return err
	}
	by, when, err := w.lastSave(t.ID)
	if err != nil {
		return err
	}
	return callgate.Err(callgate.Conflict, "by", by, "at", when.String(), "what", told(changed))
}

// checkTenant asks the rules of changing a tenant.
func (w *change) checkTenant(before, after *callgate.Tenant) error {
	if err := readTenant(before, after); err != nil {
		return err
	}
	// Which predefined roles count, and with what, could raise the actor himself.
	if !w.unbounded() && (after.InferredOff != before.InferredOff || !slices.Equal(after.Platforms, before.Platforms)) {
		return callgate.Err("administrators_only").At("platforms")
	}
	if after.DefaultRole != before.DefaultRole && after.DefaultRole != "" {
		r := w.Role(after.DefaultRole)
		if r == nil || r.Hidden {
			return callgate.Err("role_unknown", "role", shortened(after.DefaultRole, 60)).At("defaultRole")
		}
		if !w.unbounded() {
			if more := w.exceedsRole(r); len(more) > 0 {
				return callgate.Err(callgate.Escalation, "role", r.Name).At("defaultRole").Because(more)
			}
		}
	}
	return nil
}

// readTenant brings a tenant into the form in which it is kept.
func readTenant(before, t *callgate.Tenant) error {
	var err error
	if t.Name, err = line("name", t.Name, mostName); err != nil {
		return err
	}
	if t.Name == "" {
		return callgate.Err("name_empty").At("name")
	}
	if t.Branding != before.Branding {
		if err := readBranding(&t.Branding); err != nil {
			return err
		}
	}
	t.Country = strings.ToUpper(strings.TrimSpace(t.Country))
	if t.Country != before.Country && t.Country != "" {
		if r, err := language.ParseRegion(t.Country); err != nil || len(t.Country) != 2 || !r.IsCountry() {
			return callgate.Err("country_unknown", "country", shortened(t.Country, 20)).At("country")
		}
	}
	if t.Language != before.Language {
		if _, err := language.Parse(t.Language); err != nil {
			return callgate.Err("language_unknown", "language", shortened(t.Language, 20)).At("language")
		}
	}
	if t.TimeZone != before.TimeZone {
		if err := checkTimeZone(t.TimeZone); err != nil {
			return err
		}
	}
	if t.MaxEnabled < 0 || t.MaxFull < 0 {
		return callgate.Err("number_range", "min", "0", "max", "1000000").At("maxEnabled")
	}
	if err := readModules(t); err != nil {
		return err
	}
	if !maps.Equal(before.StatusColours, t.StatusColours) {
		if err := checkColours(t.StatusColours); err != nil {
			return err
		}
	}
	return checkPolicy(t.Policy)
}

func readModules(t *callgate.Tenant) error {
	known := map[string]bool{}
	for _, leaf := range callgate.Catalogue() {
		known[leaf.Module] = true
	}
	for _, module := range t.Package {
		if !known[module] {
			return callgate.Err("module_unknown", "module", shortened(module, 40)).At("package")
		}
	}
	for _, platform := range t.Platforms {
		if !slices.Contains([]string{callgate.PortSIP, callgate.AYRIX, callgate.Sippy}, platform) {
			return callgate.Err(callgate.BadInput, "value", shortened(platform, 40)).At("platforms")
		}
	}
	t.Package, t.Platforms = once(t.Package), once(t.Platforms)
	return nil
}

// checkPolicy: figures within what makes sense; 0 is the product's default.
func checkPolicy(p callgate.SignInPolicy) error {
	if !slices.Contains([]string{"", "optional", "administrators", "all"}, p.SecondFactor) {
		return callgate.Err(callgate.BadInput, "value", shortened(p.SecondFactor, 40)).At("secondFactor")
	}
	for _, f := range []struct {
		name            string
		is, least, most int
	}{
		{"graceDays", p.GraceDays, 0, 365}, {"idleMinutes", p.IdleMinutes, 0, 24 * 60}, {"absoluteHours", p.AbsoluteHours, 0, 30 * 24},
		{"sessionsPerUser", p.SessionsPerUser, 0, 100}, {"minLength", p.MinLength, 0, 128}, {"maxLength", p.MaxLength, 0, 1024},
		{"history", p.History, 0, 24}, {"maxAgeDays", p.MaxAgeDays, 0, 3650}, {"addressFailures", p.AddressFailures, 0, 10_000},
		{"addressMinutes", p.AddressMinutes, 0, 7 * 24 * 60}, {"delayAfter", p.DelayAfter, 0, 20}, {"lockAfter", p.LockAfter, 0, mostTries},
	} {
		if f.is < f.least || f.is > f.most {
			return callgate.Err("number_range", "min", decimal(f.least), "max", decimal(f.most)).At(f.name)
		}
	}
	if p.LockAfter > 0 && p.LockAfter < leastTries {
		return callgate.Err("number_range", "min", decimal(leastTries), "max", decimal(mostTries)).At("lockAfter")
	}
	if p.MaxLength > 0 && p.MaxLength < 128 { // long passwords are verified whole
		return callgate.Err("number_range", "min", "128", "max", "1024").At("maxLength")
	}
	return nil
}

// tenantParts are what people change of a tenant, as the audit writes it.
func tenantParts(v *view, t *callgate.Tenant) map[string]any {
	return map[string]any{
		"name": t.Name, "country": t.Country, "language": t.Language, "timeZone": t.TimeZone, "defaultRole": first(v.roleName(t.DefaultRole), t.DefaultRole),
		"maxEnabled": t.MaxEnabled, "maxFull": t.MaxFull, "package": slices.Concat([]string{}, t.Package),
		"platforms": slices.Concat([]string{}, t.Platforms), "inferredOff": t.InferredOff, "policy": t.Policy,
		"statusColours": ownColours(t.StatusColours), "logo": logoMark(t.Branding.Logo), "help": t.Branding.Help,
	}
}
