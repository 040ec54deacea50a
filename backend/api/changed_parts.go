package api

import (
	"maps"
	"reflect"
	"slices"

	"callgate/backend/callgate"
)

// userParts are all that people change of a user, by JSON name, each as the
// audit writes it: names instead of ids, lists short. Rules, the audit and
// conflicts share them.
var userParts = []struct {
	name string
	of   func(v *view, u *callgate.User) any
}{
	{"login", func(_ *view, u *callgate.User) any { return u.Login }},
	{"name", func(_ *view, u *callgate.User) any { return u.Name }},
	{"first", func(_ *view, u *callgate.User) any { return u.First }},
	{"last", func(_ *view, u *callgate.User) any { return u.Last }},
	{"description", func(_ *view, u *callgate.User) any { return u.Description }},
	{"kind", func(_ *view, u *callgate.User) any { return u.Kind }},
	{"seat", func(_ *view, u *callgate.User) any { return u.Seat }},
	{"enabled", func(_ *view, u *callgate.User) any { return u.Enabled }},
	{"blocked", func(_ *view, u *callgate.User) any { return u.Blocked }},
	{"blockReason", func(_ *view, u *callgate.User) any { return u.BlockReason }},
	{"expires", func(v *view, u *callgate.User) any { return callgate.Until(u.Expires, zoneOf(v.Tenant)) }},
	{"language", func(_ *view, u *callgate.User) any { return u.Language }},
	{"timeZone", func(_ *view, u *callgate.User) any { return u.TimeZone }},
	{"theme", func(_ *view, u *callgate.User) any { return u.Theme }},
	{"startPage", func(_ *view, u *callgate.User) any { return u.StartPage }},
	{"download", func(_ *view, u *callgate.User) any { return u.Download }},
	{"emails", func(_ *view, u *callgate.User) any { return contactTexts(u.Emails) }},
	{"phones", func(_ *view, u *callgate.User) any { return contactTexts(u.Phones) }},
	{"extensions", func(_ *view, u *callgate.User) any {
		return texts(u.Extensions, func(e callgate.OwnExtension) string { return e.Name + since(e.Since) })
	}},
	{"defaultExtension", func(_ *view, u *callgate.User) any { return u.DefaultExtension }},
	{"mayOverrideExtension", func(_ *view, u *callgate.User) any { return u.MayOverrideExtension }},
	{"shared", func(_ *view, u *callgate.User) any { return slices.Concat([]string{}, u.Shared) }},
	{"numbers", func(_ *view, u *callgate.User) any { return slices.Concat([]string{}, u.Numbers) }},
	{"callerId", func(_ *view, u *callgate.User) any { return u.CallerID }},
	{"restricted", func(_ *view, u *callgate.User) any { return u.Restricted }},
	{"selfAllowed", func(_ *view, u *callgate.User) any { return slices.Concat([]string{}, u.SelfAllowed) }},
	{"statusColours", func(_ *view, u *callgate.User) any { return coloursOf(u) }},
	{"mustChange", func(_ *view, u *callgate.User) any { return u.MustChange }},
	{"roles", func(v *view, u *callgate.User) any {
		return texts(u.Roles, func(m callgate.Membership) string { return first(v.roleName(m.Role), m.Role) + until(v, m.Expires) })
	}},
	{"overrides", func(v *view, u *callgate.User) any {
		return texts(u.Overrides, func(o callgate.Override) string {
			word := "deny "
			if o.Allow {
				word = "allow "
			}
			return word + string(o.Permission) + until(v, o.Expires)
		})
	}},
	{"reachEverything", func(_ *view, u *callgate.User) any { return u.ReachEverything }},
	{"reach", func(_ *view, u *callgate.User) any { return slices.Concat([]callgate.Entity{}, u.Reach) }},
	{"exclusions", func(_ *view, u *callgate.User) any { return slices.Concat([]callgate.Entity{}, u.Exclusions) }},
	{"hosts", func(_ *view, u *callgate.User) any { return hostTexts(u.Hosts) }},
}

// accessParts are those that SetAccess saves; somebody who changed one of them
// meanwhile is a conflict.
var accessParts = []string{"kind", "seat", "roles", "overrides", "reachEverything", "reach", "exclusions", "hosts"}

// changedParts tells what differs, before and after, by part. before nil means
// all that after has.
func changedParts(v *view, before, after *callgate.User) (was, is map[string]any) {
	was, is = map[string]any{}, map[string]any{}
	old := before
	if old == nil {
		old = &callgate.User{}
	}
	for _, p := range userParts {
		b, a := p.of(v, old), p.of(v, after)
		if sameValue(b, a) {
			continue
		}
		is[p.name] = a
		if before != nil {
			was[p.name] = b
		}
	}
	return was, is
}

// sameValue is reflect.DeepEqual for the types parts have: an import asks it
// three million times.
func sameValue(a, b any) bool {
	switch a := a.(type) {
	case string:
		return a == b
	case bool:
		return a == b
	case callgate.Time:
		return a == b
	case []string:
		b, ok := b.([]string)
		return ok && slices.Equal(a, b)
	case []callgate.Entity:
		b, ok := b.([]callgate.Entity)
		return ok && slices.Equal(a, b)
	}
	return reflect.DeepEqual(a, b)
}

func texts[T any](list []T, of func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = of(v)
	}
	return out
}

func contactTexts(list []callgate.Contact) []string {
	return texts(list, func(c callgate.Contact) string {
		if c.Tag == "" {
			return c.Value
		}
		return c.Value + " (" + c.Tag + ")"
	})
}

func hostTexts(list []callgate.Host) []string {
	return texts(list, func(h callgate.Host) string {
		if h.Note == "" {
			return h.CIDR
		}
		return h.CIDR + " (" + h.Note + ")"
	})
}

func coloursOf(u *callgate.User) map[string]string {
	if u.StatusColours == nil {
		return map[string]string{}
	}
	return u.StatusColours
}

func until(v *view, t callgate.Time) string {
	if t == 0 {
		return ""
	}
	return " until " + callgate.Until(t, zoneOf(v.Tenant))
}

func since(t callgate.Time) string {
	if t == 0 {
		return ""
	}
	return " since " + t.String()
}

// copyOf is a copy to change: published users are never changed.
func copyOf(u *callgate.User) *callgate.User {
	c := *u
	c.SelfAllowed, c.StatusColours = slices.Clone(u.SelfAllowed), maps.Clone(u.StatusColours)
	c.Emails, c.Phones = slices.Clone(u.Emails), slices.Clone(u.Phones)
	c.Extensions, c.Shared, c.Numbers = slices.Clone(u.Extensions), slices.Clone(u.Shared), slices.Clone(u.Numbers)
	c.Reach, c.Exclusions, c.Hosts = slices.Clone(u.Reach), slices.Clone(u.Exclusions), slices.Clone(u.Hosts)
	c.Roles, c.Overrides = slices.Clone(u.Roles), slices.Clone(u.Overrides)
	return &c
}

// changedKeys keeps what differs between two sets of parts.
func changedKeys(before, after map[string]any) (was, is map[string]any) {
	was, is = map[string]any{}, map[string]any{}
	for name, a := range after {
		if b := before[name]; !reflect.DeepEqual(b, a) {
			was[name], is[name] = b, a
		}
	}
	return was, is
}

// whole gives a user empty lists where he has none: pages expect lists.
func whole(u *callgate.User) {
	u.SelfAllowed, u.Emails, u.Phones = listed(u.SelfAllowed), listed(u.Emails), listed(u.Phones)
	u.Extensions, u.Shared, u.Numbers = listed(u.Extensions), listed(u.Shared), listed(u.Numbers)
	u.Reach, u.Exclusions, u.Hosts = listed(u.Reach), listed(u.Exclusions), listed(u.Hosts)
	u.Roles, u.Overrides = listed(u.Roles), listed(u.Overrides)
	u.StatusColours = coloursOf(u)
}

func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
