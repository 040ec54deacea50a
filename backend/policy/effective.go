package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// Effective lists the whole catalogue for one user: held or not, from where,
// within what reach, and why a right that is given does not count.
func (t *Tenant) Effective(w Who, now callgate.Time) []callgate.Effective {
	m := t.people.at(w)
	if m == nil {
		return nil
	}
	m = t.at(m, now)
	var s standing
	t.stand(m.user, now, &s)
	list := make([]callgate.Effective, 0, len(callgate.Catalogue()))
	for i, leaf := range callgate.Catalogue() {
		b := callgate.Bit(i)
		e := callgate.Effective{
			Permission: leaf.ID, Held: s.held.Has(b), Sources: t.sources(m.user, &s, b, now), NeededBy: neededBy(b, s.held), Reach: []string{},
		}
		switch {
		case s.deny.Has(b):
			e.Override = "deny"
		case s.allow.Has(b):
			e.Override = "allow"
		}
		if !e.Held {
			e.Lost = t.lost(m.user, &s, b, now)
		} else if leaf.Scoped {
			e.Reach = t.reachWords(m, b)
		}
		list = append(list, e)
	}
	return list
}

// sources is everything that gives a right, whether it counts or not.
func (t *Tenant) sources(u *callgate.User, s *standing, b callgate.Bit, now callgate.Time) []callgate.Source {
	list := []callgate.Source{}
	if s.admin {
		return append(list, callgate.Source{Kind: "administrator"})
	}
	for i := range u.Overrides {
		if o := &u.Overrides[i]; s.allow.Has(b) && o.Allow && o.Permission == callgate.PermissionAt(b) {
			list = append(list, callgate.Source{Kind: "override", Name: o.By})
			break
		}
	}
	for i := range u.Roles {
		m := &u.Roles[i]
		if r := t.roles.byID[m.Role]; r != nil && counts(m.Expires, now) && r.set.Has(b) {
			list = append(list, callgate.Source{Kind: "role", ID: m.Role, Name: r.source.Name})
		}
	}
	switch {
	case b == ownCalls && s.rule.Has(b):
		list = append(list, callgate.Source{Kind: "own_extension"})
	case s.rule.Has(b):
		list = append(list, callgate.Source{Kind: "everybody"})
	}
	if b == playing && s.shared {
		for _, name := range u.Shared {
			list = append(list, callgate.Source{Kind: "shared_recording", Name: name})
		}
	}
	return list
}

// lost tells why a right that is given, or was, does not count; "" when nobody
// ever gave it.
func (t *Tenant) lost(u *callgate.User, s *standing, b callgate.Bit, now callgate.Time) string {
	granted := s.roles.Union(s.rule).Union(s.allow)
	switch {
	case s.admin || s.given.Has(b):
		if !t.packed.Has(b) {
			return "package"
		}
		if u.Seat == callgate.LiteSeat && !liteSeat.Has(b) {
			return "seat"
		}
		return "need:" + words(missingNeed(b, s.held))[0]
	case s.deny.Has(b):
		return "denied"
	case granted.Has(b):
		return "self"
	case t.gaveOnce(u, b, now):
		return "expired"
	default:
		return ""
	}
}

// gaveOnce tells whether a membership or override that ended gave the right.
func (t *Tenant) gaveOnce(u *callgate.User, b callgate.Bit, now callgate.Time) bool {
	for i := range u.Roles {
		if r := t.roles.byID[u.Roles[i].Role]; r != nil && !counts(u.Roles[i].Expires, now) && r.set.Has(b) {
			return true
		}
	}
	return slices.ContainsFunc(u.Overrides, func(o callgate.Override) bool {
		return o.Allow && !counts(o.Expires, now) && o.Permission == callgate.PermissionAt(b)
	})
}

// neededBy lists the held rights that would fall without this one.
func neededBy(b callgate.Bit, held callgate.Set) []callgate.Permission {
	if !held.Has(b) {
		return []callgate.Permission{}
	}
	without := held
	without.Remove(b)
	gone := without
	return drop(&gone, dependents[b]).Permissions()
}

// reachWords says within what a scoped right counts: "everything", "own", or
// the entities.
func (t *Tenant) reachWords(m *member, b callgate.Bit) []string {
	if m.wide&(1<<b) != 0 && m.flags&lite == 0 {
		return []string{"everything"}
	}
	out := []string{}
	if len(m.user.Extensions) > 0 && (b != playing || m.flags&sharedOnly == 0) {
		out = append(out, "own")
	}
	add := func(list []callgate.Entity) {
		for _, on := range list {
			x := targetOf(on)
			if !m.owns(&x) && t.reaches(m, b, on) && !slices.Contains(out, string(on)) {
				out = append(out, string(on))
			}
		}
	}
	add(m.user.Reach)
	if m.more != nil {
		for _, r := range m.more.lists {
			add(r.source.ReachList)
		}
	}
	add(extensions(m.user.Shared))
	return out
}

func extensions(names []string) []callgate.Entity {
	list := make([]callgate.Entity, len(names))
	for i, n := range names {
		list[i] = callgate.EntityOf(callgate.Extension, n)
	}
	return list
}
