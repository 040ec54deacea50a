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
var userParts = []userPart{
	single("login", func(u *callgate.User) string { return u.Login }),
	single("name", func(u *callgate.User) string { return u.Name }),
	single("first", func(u *callgate.User) string { return u.First }),
	single("last", func(u *callgate.User) string { return u.Last }),
	single("description", func(u *callgate.User) string { return u.Description }),
	single("kind", func(u *callgate.User) string { return u.Kind }),
	single("seat", func(u *callgate.User) string { return u.Seat }),
	single("enabled", func(u *callgate.User) bool { return u.Enabled }),
	single("blocked", func(u *callgate.User) bool { return u.Blocked }),
	single("blockReason", func(u *callgate.User) string { return u.BlockReason }),
	{
		name: "expires", same: func(a, b *callgate.User) bool { return a.Expires == b.Expires },
		of: func(v *view, u *callgate.User) any { return callgate.Until(u.Expires, zoneOf(v.Tenant)) },
	},
	single("language", func(u *callgate.User) string { return u.Language }),
	single("timeZone", func(u *callgate.User) string { return u.TimeZone }),
	single("theme", func(u *callgate.User) string { return u.Theme }),
	single("startPage", func(u *callgate.User) string { return u.StartPage }),
	single("download", func(u *callgate.User) string { return u.Download }),
	spelt("emails", func(u *callgate.User) []callgate.Contact { return u.Emails }, contactText),
	spelt("phones", func(u *callgate.User) []callgate.Contact { return u.Phones }, contactText),
	spelt("extensions", func(u *callgate.User) []callgate.OwnExtension { return u.Extensions },
		func(_ *view, e callgate.OwnExtension) string { return e.Name + since(e.Since) }),
	single("defaultExtension", func(u *callgate.User) string { return u.DefaultExtension }),
	single("mayOverrideExtension", func(u *callgate.User) bool { return u.MayOverrideExtension }),
	several("shared", func(u *callgate.User) []string { return u.Shared }),
	several("numbers", func(u *callgate.User) []string { return u.Numbers }),
	single("callerId", func(u *callgate.User) string { return u.CallerID }),
	single("restricted", func(u *callgate.User) bool { return u.Restricted }),
	several("selfAllowed", func(u *callgate.User) []string { return u.SelfAllowed }),
	{
		name: "statusColours", same: func(a, b *callgate.User) bool { return maps.Equal(a.StatusColours, b.StatusColours) },
		of: func(_ *view, u *callgate.User) any { return coloursOf(u) },
	},
	single("mustChange", func(u *callgate.User) bool { return u.MustChange }),
	spelt("roles", func(u *callgate.User) []callgate.Membership { return u.Roles },
		func(v *view, m callgate.Membership) string {
			return first(v.roleName(m.Role), m.Role) + until(v, m.Expires)
		}),
	spelt("overrides", func(u *callgate.User) []callgate.Override { return u.Overrides }, overrideText),
	single("reachEverything", func(u *callgate.User) bool { return u.ReachEverything }),
	several("reach", func(u *callgate.User) []callgate.Entity { return u.Reach }),
	several("exclusions", func(u *callgate.User) []callgate.Entity { return u.Exclusions }),
	spelt("hosts", func(u *callgate.User) []callgate.Host { return u.Hosts }, hostText),
}

// userPart is one of them. same is the quick question that mostly answers: what
// is the same before it is spelt out is so afterwards.
type userPart struct {
	name string
	same func(a, b *callgate.User) bool
	of   func(v *view, u *callgate.User) any
}

func single[T comparable](name string, of func(u *callgate.User) T) userPart {
	return userPart{name, func(a, b *callgate.User) bool { return of(a) == of(b) }, func(_ *view, u *callgate.User) any { return of(u) }}
}

func several[T comparable](name string, of func(u *callgate.User) []T) userPart {
	return userPart{
		name, func(a, b *callgate.User) bool { return slices.Equal(of(a), of(b)) },
		func(_ *view, u *callgate.User) any { return slices.Concat([]T{}, of(u)) },
	}
}

// spelt is a list whose items are written as texts.
func spelt[T comparable](name string, of func(u *callgate.User) []T, text func(*view, T) string) userPart {
	p := several(name, of)
	p.of = func(v *view, u *callgate.User) any { return texts(of(u), func(item T) string { return text(v, item) }) }
	return p
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
	for i := range userParts {
		p := &userParts[i]
		if p.same(old, after) {
			continue
		}
		b, a := p.of(v, old), p.of(v, after)
		if reflect.DeepEqual(b, a) { // spelt out they are
			continue
		}
		is[p.name] = a
		if before != nil {
			was[p.name] = b
		}
	}
	return was, is
}

func texts[T any](list []T, of func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = of(v)
	}
	return out
}

func contactText(_ *view, c callgate.Contact) string {
	if c.Tag == "" {
		return c.Value
	}
	return c.Value + " (" + c.Tag + ")"
}

func hostText(_ *view, h callgate.Host) string {
	if h.Note == "" {
		return h.CIDR
	}
	return h.CIDR + " (" + h.Note + ")"
}

func hostTexts(list []callgate.Host) []string {
	return texts(list, func(h callgate.Host) string { return hostText(nil, h) })
}

func overrideText(v *view, o callgate.Override) string {
	word := "deny "
	if o.Allow {
		word = "allow "
	}
	return word + string(o.Permission) + until(v, o.Expires)
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
