package policy

import (
	"slices"

	"callgate/backend/callgate"
)

var (
	writeUsers = callgate.MustBit("directory.users:write")
	writeRoles = callgate.MustBit("directory.roles:write")
)

// WhoMayGrant finds everybody who could let somebody hold a right: by changing
// a user, or, who changes roles only, by putting it into a role that others
// have. The rules are those a change is refused by (Exceeds, ExceedsRole).
func (t *Tenant) WhoMayGrant(do callgate.Bit, now callgate.Time) Whos {
	if !t.enabled || !t.packed.Has(do) { // outside the package nobody comes to hold it
		return Whos{}
	}
	return t.everybodyWho(now, func(w Who, m *member) bool {
		switch {
		case m.flags&inUse == 0:
			return false
		case m.held.Has(writeUsers):
			return grantsToUser(m, do)
		case m.held.Has(writeRoles):
			return len(t.rolesToGrant(w, m, do, now)) > 0
		default:
			return false
		}
	})
}

// GrantSources tells by which right somebody may grant: as administrator, by
// changing users, or by changing the roles listed.
func (t *Tenant) GrantSources(w Who, do callgate.Bit, now callgate.Time) []callgate.Source {
	m := t.people.at(w)
	if m == nil {
		return []callgate.Source{}
	}
	m = t.at(m, now)
	if m.flags&admin != 0 {
		return []callgate.Source{{Kind: "administrator"}}
	}
	if m.held.Has(writeUsers) {
		list, _ := t.SourcesOn(w, writeUsers, "", now)
		return list
	}
	list := []callgate.Source{}
	for _, r := range t.rolesToGrant(w, m, do, now) {
		list = append(list, callgate.Source{Kind: "edits_role", ID: r.ID, Name: r.Name})
	}
	return list
}

// grantsToUser tells whether Exceeds lets somebody who changes users give a right,
// and what it needs, to a new user who has nothing else, comes from where the
// actor does and is kept from what he is. Held rights are closed, a right
// without a reach counts in the new user's own, so it comes down to holding it;
// a test compares that with Exceeds itself.
func grantsToUser(m *member, do callgate.Bit) bool {
	return m.flags&admin != 0 || m.held.Has(do) || harmless.Has(do)
}

// withNeeds is the smallest closed set with a right in it that takes, where
// there is a choice, what is held already.
func withNeeds(do callgate.Bit, held callgate.Set) callgate.Set {
	var set callgate.Set
	set.Add(do)
	for again := true; again; {
		again = false
		for _, p := range set.Permissions() {
			for _, any := range need[callgate.MustBit(p)] {
				if set.Intersect(any) != (callgate.Set{}) {
					continue
				}
				choice := any.Intersect(held.Union(harmless))
				if choice == (callgate.Set{}) {
					choice = any
				}
				set.Add(callgate.MustBit(choice.Permissions()[0]))
				again = true
			}
		}
	}
	return set
}

// rolesToGrant are the tenant's own roles into which somebody may put a right so
// that a member comes to hold it: not his own ones, and none whose members hold
// more than he does, then or now.
func (t *Tenant) rolesToGrant(w Who, m *member, do callgate.Bit, now callgate.Time) (list []*callgate.Role) {
	if !m.held.Has(do) && !harmless.Has(do) {
		return nil
	}
	for i := range t.roles.list {
		r := &t.roles.list[i]
		if r.source.Platform != "" || r.set.Has(do) || isMember(m.user, r.source.ID) || !m.held.Contains(r.set.Intersect(t.packed).Minus(harmless)) {
			continue
		}
		after := *r.source
		after.Permissions = r.set.Union(withNeeds(do, m.held.Union(r.set))).Permissions()
		if len(t.ExceedsRole(w, r.source, now)) > 0 || len(t.ExceedsRole(w, &after, now)) > 0 {
			continue
		}
		if t.membersTake(w, &after, do, now) {
			list = append(list, r.source)
		}
	}
	return list
}

// membersTake asks the members of a role as it would be: none holds more than
// the actor, and somebody comes to hold the right.
func (t *Tenant) membersTake(w Who, after *callgate.Role, do callgate.Bit, now callgate.Time) (taken bool) {
	then := *t
	sources := make([]*callgate.Role, len(t.roles.list))
	for i := range t.roles.list {
		if sources[i] = t.roles.list[i].source; sources[i].ID == after.ID {
			sources[i] = after
		}
	}
	then.roles = compileRoles(sources)
	for other := range t.people.size {
		m := t.people.at(other)
		if m == nil || !isMember(m.user, after.ID) {
			continue
		}
		if len(then.Exceeds(w, m.user, now)) > 0 {
			return false
		}
		var s standing
		then.stand(m.user, now, &s)
		taken = taken || s.held.Has(do)
	}
	return taken
}

func isMember(u *callgate.User, role callgate.ID) bool {
	return slices.ContainsFunc(u.Roles, func(m callgate.Membership) bool { return m.Role == role })
}
