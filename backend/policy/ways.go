package policy

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// way is a change to a user that may open a gate. It is put forward only when it
// does: it is tried on a copy.
type way struct {
	code   string
	params []string
	rights int // of a role
	change func(u *callgate.User)
}

const (
	mostRoles  = 3  // roles put forward at a gate: those that give the least
	modestRole = 40 // rights; a larger role is put forward only where nothing smaller does
)

// findWays gives, for each rule that shuts a gate, the changes that would make
// it hold.
func (x *recorder) findWays() []callgate.Way {
	if x.urgency {
		return x.stateWays()
	}
	list := slices.Concat(x.stateWays(), x.addressWays(), x.seatWays())
	if !x.open[atRights] {
		list = append(list, x.tried(atRights, x.rightsWays(x.r.Do), x.gives(x.r.Do))...)
	}
	if x.asked[atReach] && !x.open[atReach] {
		list = append(list, x.tried(atReach, x.reachWays(), x.brings)...)
	}
	if x.asked[atDialling] && !x.open[atDialling] {
		list = append(list, x.diallingWays()...)
	}
	return distinct(list)
}

// distinct leaves out what was put forward at an earlier gate: one deed may
// open two.
func distinct(list []callgate.Way) []callgate.Way {
	kept := list[:0]
	for _, w := range list {
		if !slices.ContainsFunc(kept, func(k callgate.Way) bool { return k.Code == w.Code && maps.Equal(k.Params, w.Params) }) {
			kept = append(kept, w)
		}
	}
	return kept
}

// tried keeps the ways that do what they are for, and of the roles the first few.
func (x *recorder) tried(gate int, candidates []way, does func(m *member) bool) []callgate.Way {
	var list []callgate.Way
	roles := 0
	for _, w := range candidates {
		if w.code == "assign_role" && (roles == mostRoles || w.rights > modestRole && len(list) > 0) {
			continue
		}
		if w.code == "add_reach_and_override" && slices.ContainsFunc(list, func(w callgate.Way) bool { return w.Code == "add_reach" }) {
			continue // the smaller change does
		}
		u := *x.m.user
		w.change(&u)
		if !does(x.t.made(&u, x.r.Now)) {
			continue
		}
		if w.code == "assign_role" {
			roles++
		}
		list = append(list, wayOf(gate, w.code, w.params...))
	}
	return list
}

func wayOf(gate int, code string, list ...string) callgate.Way {
	return callgate.Way{Gate: gateNames[gate], Code: code, Params: params(list)}
}

// gives tells whether a user holds a right, package and seat aside: they have
// ways of their own.
func (x *recorder) gives(do callgate.Bit) func(*member) bool {
	return func(m *member) bool {
		var s standing
		x.t.stand(m.user, x.r.Now, &s)
		_, right := s.parted(x.t, m.user, do)
		return right
	}
}

// brings tells whether a user reaches what was asked about; a right that he
// lacks has ways of its own.
func (x *recorder) brings(m *member) bool {
	if !x.m.held.Has(x.r.Do) && !m.held.Has(x.r.Do) {
		m = m.with(x.r.Do)
	}
	return x.t.reaches(m, x.r.Do, x.r.On)
}

func (x *recorder) stateWays() (list []callgate.Way) {
	u, name := x.m.user, x.name()
	if !x.t.enabled {
		list = append(list, wayOf(atState, "enable_tenant", "tenant", x.t.tenant.Name))
	}
	if !u.Enabled {
		list = append(list, wayOf(atState, "enable_user", "name", name))
	}
	if u.Blocked {
		list = append(list, wayOf(atState, "unblock_user", "name", name))
	}
	if !counts(u.Expires, x.r.Now) {
		list = append(list, wayOf(atState, "extend_user", "name", name))
	}
	return list
}

func (x *recorder) addressWays() (list []callgate.Way) {
	if x.r.AnyAddress || x.open[atAddress] {
		return nil
	}
	name, from := x.name(), plain(x.r.From)
	if from.IsValid() && !x.t.hosts.lets(from) {
		list = append(list, wayOf(atAddress, "add_to_tenant_hosts", "address", from.String()))
	}
	if from.IsValid() && !x.m.hosts.lets(from) {
		list = append(list, wayOf(atAddress, "add_to_user_hosts", "name", name, "address", from.String()))
	}
	for _, h := range []*hostList{x.m.hosts, x.t.hosts} {
		if h == nil {
			continue
		}
		for _, p := range h.prefixes {
			if x.t.hosts.lets(p.Addr()) && x.m.hosts.lets(p.Addr()) {
				return append(list, wayOf(atAddress, "come_from", "name", name, "host", hostWord(p)))
			}
		}
	}
	return list
}

func (x *recorder) seatWays() (list []callgate.Way) {
	do := x.r.Do
	if !x.t.packed.Has(do) {
		list = append(list, wayOf(atSeat, "widen_package", "permission", string(callgate.PermissionAt(do))))
	}
	if x.m.flags&lite != 0 && !liteSeat.Has(do) {
		list = append(list, wayOf(atSeat, "full_seat", "name", x.name()))
	}
	return list
}

// rightsWays are what may give one right.
func (x *recorder) rightsWays(do callgate.Bit) []way {
	name, p := x.name(), callgate.PermissionAt(do)
	list := []way{{code: "lift_override", params: []string{"name", name, "permission", string(p)}, change: withoutOverride(p)}}
	list = append(list, x.renewals()...)
	for word, b := range selfWords {
		if b == do {
			list = append(list, way{code: "tick_self", params: []string{"name", name, "permission", string(p)}, change: func(u *callgate.User) {
				u.SelfAllowed = append(slices.Clip(u.SelfAllowed), word)
			}})
		}
	}
	list = append(list, way{code: "allow_override", params: []string{"name", name, "permission", string(p)}, change: withOverride(p)})
	var s standing
	x.t.stand(x.m.user, x.r.Now, &s)
	for _, q := range missingNeed(do, s.held).Permissions() {
		list = append(list, way{code: "allow_override", params: []string{"name", name, "permission", string(q)}, change: withOverride(q)})
	}
	return append(list, x.roleWays()...)
}

func withoutOverride(p callgate.Permission) func(*callgate.User) {
	return func(u *callgate.User) {
		u.Overrides = slices.DeleteFunc(slices.Clone(u.Overrides), func(o callgate.Override) bool { return o.Permission == p })
	}
}

func withOverride(p callgate.Permission) func(*callgate.User) {
	return func(u *callgate.User) {
		withoutOverride(p)(u)
		u.Overrides = append(u.Overrides, callgate.Override{Permission: p, Allow: true})
	}
}

// renewals are memberships and overrides that ended.
func (x *recorder) renewals() []way {
	var list []way
	u, name := x.m.user, x.name()
	for i, m := range u.Roles {
		if role := x.t.roles.byID[m.Role]; role != nil && !counts(m.Expires, x.r.Now) {
			list = append(list, way{code: "renew_role", params: []string{"name", name, "role", role.source.Name}, change: func(u *callgate.User) {
				u.Roles = slices.Clone(u.Roles)
				u.Roles[i].Expires = 0
			}})
		}
	}
	return list
}

// roleWays are the roles he does not have, those that give the least first.
func (x *recorder) roleWays() []way {
	roles := slices.Clone(x.t.roles.list)
	slices.SortStableFunc(roles, func(a, b role) int {
		if n := a.set.Len() - b.set.Len(); n != 0 {
			return n
		}
		return strings.Compare(a.source.ID, b.source.ID)
	})
	var list []way
	for _, r := range roles {
		member := slices.ContainsFunc(x.m.user.Roles, func(m callgate.Membership) bool { return m.Role == r.source.ID && counts(m.Expires, x.r.Now) })
		if member || r.source.Hidden {
			continue
		}
		list = append(list, way{code: "assign_role", params: []string{"name", x.name(), "role", r.source.Name, "rights", strconv.Itoa(r.set.Len())}, rights: r.set.Len(), change: func(u *callgate.User) {
			u.Roles = append(slices.Clip(u.Roles), callgate.Membership{Role: r.source.ID})
		}})
	}
	return list
}

// reachWays are what may bring the entity into reach.
func (x *recorder) reachWays() []way {
	name, on := x.name(), x.r.On
	list := []way{{code: "full_seat", params: []string{"name", name}, change: func(u *callgate.User) { u.Seat = callgate.FullSeat }}}
	for i, e := range x.m.user.Exclusions {
		list = append(list, way{code: "lift_exclusion", params: []string{"name", name, "entity", string(e)}, change: func(u *callgate.User) {
			u.Exclusions = slices.Delete(slices.Clone(u.Exclusions), i, i+1)
		}})
	}
	if on != "" {
		list = append(list, way{code: "add_reach", params: []string{"name", name, "entity", string(on)}, change: func(u *callgate.User) {
			u.Reach = append(slices.Clip(u.Reach), on)
		}})
	}
	list = append(list, way{code: "reach_all", params: []string{"name", name}, change: func(u *callgate.User) { u.ReachEverything = true }})
	if p := callgate.PermissionAt(seeUsers); !x.m.seesLite() {
		list = append(list, way{code: "allow_override", params: []string{"name", name, "permission", string(p)}, change: withOverride(p)})
	}
	if p := callgate.PermissionAt(x.r.Do); on != "" { // his roles give the right in their own reach only
		list = append(list, way{code: "add_reach_and_override", params: []string{"name", name, "entity", string(on), "permission", string(p)}, change: func(u *callgate.User) {
			withOverride(p)(u)
			if !slices.Contains(u.Reach, on) {
				u.Reach = append(slices.Clip(u.Reach), on)
			}
		}})
	}
	return append(list, x.roleWays()...)
}

// diallingWays are apart for the right and for the number shown.
func (x *recorder) diallingWays() (list []callgate.Way) {
	c := x.t.classify(x.r.Dial)
	u, name := x.m.user, x.name()
	switch {
	case c.class == malformed:
		return nil
	case !x.m.held.Has(c.right()):
		list = x.tried(atDialling, x.rightsWays(c.right()), func(m *member) bool { return m.held.Has(c.right()) })
	}
	switch {
	case x.r.Showing != "" && !x.t.mayShow(u, x.r.Showing):
		list = append(list, wayOf(atDialling, "assign_number", "name", name, "number", x.t.e164(x.r.Showing)))
	case x.r.Showing == "" && c.class != internal && u.CallerID == "":
		list = append(list, wayOf(atDialling, "set_caller_id", "name", name))
		for _, n := range u.Numbers {
			list = append(list, wayOf(atDialling, "show_number", "name", name, "number", n))
		}
	}
	return list
}
