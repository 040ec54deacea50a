package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// Exceeds tells what a user, as he would be stored, holds beyond the actor:
// nobody grants what he lacks, and nobody edits who holds more (MODEL 6).
// Nothing means he holds no more than the actor. An administrator contains
// everything in his tenant.
func (t *Tenant) Exceeds(actor Who, u *callgate.User, now callgate.Time) []callgate.Reason {
	x, done := t.comparing(actor, now)
	if done {
		return x.reasons
	}
	if u.Kind == callgate.Administrator {
		x.no(atRights, "exceeds_administrator", "name", u.DisplayName())
		return x.reasons
	}
	x.exceedsUser(u)
	return x.reasons
}

// comparing begins a comparison with an actor; done when there is nothing to
// compare.
func (t *Tenant) comparing(actor Who, now callgate.Time) (x *recorder, done bool) {
	m := t.people.at(actor)
	if m == nil {
		return &recorder{reasons: []callgate.Reason{{Gate: callgate.GateState, Code: "exceeds_unknown"}}}, true
	}
	m = t.at(m, now)
	return &recorder{t: t, m: m, r: &Request{Now: now}}, m.flags&admin != 0
}

// atMost is the user as he may come to be without anybody being asked again: a
// denial that ends does not count, nor does a seat or a package, which grow by
// other people's hands.
func atMost(u *callgate.User) *callgate.User {
	next := *u
	next.Seat = callgate.FullSeat
	next.Overrides = slices.DeleteFunc(slices.Clone(u.Overrides), func(o callgate.Override) bool { return !o.Allow && o.Expires != 0 })
	return &next
}

func (x *recorder) exceedsUser(u *callgate.User) {
	var s standing
	x.t.stand(atMost(u), x.r.Now, &s)
	a := x.m
	if a.flags&lite != 0 && u.Seat != callgate.LiteSeat {
		x.no(atSeat, "exceeds_seat", "name", u.DisplayName())
	}
	if !hostsOf(u.Hosts).inside(a.hosts) {
		x.no(atAddress, "exceeds_hosts", "list", hostWords(a.hosts))
	}
	rights := s.given.Minus(s.rule).Minus(harmless).Intersect(x.t.packed)
	for _, p := range rights.Minus(a.held).Permissions() {
		x.no(atRights, "exceeds_right", "permission", string(p))
	}
	x.exceedsReach(u, &s)
	if x.beyondOwn(u, &s) {
		x.exceedsExclusions(u.Exclusions)
	}
}

// exceedsExclusions: a call that an exclusion hides from the actor is hidden
// whole, so whoever reaches anything beside his own calls must have it too.
func (x *recorder) exceedsExclusions(kept []callgate.Entity) {
	if x.m.flags&excluding == 0 {
		return
	}
	for _, e := range x.m.user.Exclusions {
		if !slices.Contains(kept, e) {
			x.no(atReach, "exceeds_exclusion", "entity", string(e))
		}
	}
}

func (x *recorder) beyondOwn(u *callgate.User, s *standing) bool {
	mine := word(s.mine)&word(s.given) != 0 && (u.ReachEverything || len(u.Reach) > 0)
	return mine || word(s.wide)&word(s.given)&^(1<<ownCalls) != 0 || len(u.Shared) > 0 || len(x.listsOf(u)) > 0
}

// listsOf are the roles with a list that count now.
func (x *recorder) listsOf(u *callgate.User) (list []*role) {
	for i := range u.Roles {
		if r := x.t.roles.byID[u.Roles[i].Role]; r != nil && r.listed != 0 && counts(u.Roles[i].Expires, x.r.Now) {
			list = append(list, r)
		}
	}
	return list
}

// exceedsReach compares, for every scoped right, where it would count.
func (x *recorder) exceedsReach(u *callgate.User, s *standing) {
	rights := s.given.Intersect(scoped).Intersect(x.t.packed)
	rights.Remove(ownCalls)
	wide := s.wide
	if u.ReachEverything {
		wide = wide.Union(s.mine)
	}
	for _, p := range rights.Intersect(wide).Permissions() {
		if x.m.wide&(1<<callgate.MustBit(p)) == 0 || x.m.flags&lite != 0 {
			x.no(atReach, "exceeds_everything", "permission", string(p))
		}
	}
	if u.ReachEverything && !x.reachesAll() { // a reach with nothing to use it yet is a reach all the same
		x.no(atReach, "exceeds_reach", "entity", "everything")
	}
	kept := u.Exclusions
	x.lends(u.Reach, rights.Intersect(s.mine), kept)
	for _, r := range x.listsOf(u) {
		x.lends(r.source.ReachList, rights.Intersect(r.set), kept)
	}
	x.lends(extensions(u.Shared), setOf("calls.recording:read"), kept)
}

func (x *recorder) reachesAll() bool {
	return x.m.flags&lite == 0 && (x.m.wide != 0 || x.m.user.ReachEverything)
}

// lends demands that the actor reach each entity with every one of the rights,
// or, when there are none yet, with any; what the other one excludes aside.
func (x *recorder) lends(list []callgate.Entity, rights callgate.Set, kept []callgate.Entity) {
	for _, e := range list {
		seen := slices.ContainsFunc(x.reasons, func(r callgate.Reason) bool { return r.Code == "exceeds_reach" && r.Params["entity"] == string(e) })
		if !seen && !slices.Contains(kept, e) && !x.lendsOne(e, rights) {
			x.no(atReach, "exceeds_reach", "entity", string(e))
		}
	}
}

func (x *recorder) lendsOne(e callgate.Entity, rights callgate.Set) bool {
	if rights == (callgate.Set{}) {
		for _, p := range x.m.held.Intersect(scoped).Permissions() {
			if x.reachesNow(callgate.MustBit(p), e) {
				return true
			}
		}
		return slices.Contains(x.m.user.Reach, e) || (x.reachesAll() && !slices.Contains(x.m.user.Exclusions, e))
	}
	for _, p := range rights.Permissions() {
		if !x.reachesNow(callgate.MustBit(p), e) {
			return false
		}
	}
	return true
}

// reachesNow is the reach gate for the actor; who reaches everything also
// reaches what is only now being made.
func (x *recorder) reachesNow(do callgate.Bit, e callgate.Entity) bool {
	if x.t.knows(e) || x.m.flags&lite != 0 {
		return x.t.reaches(x.m, do, e)
	}
	return x.m.wide&(1<<do) != 0 && !slices.Contains(x.m.user.Exclusions, e)
}

// ExceedsRole tells what a role would give beyond what the actor holds. Whom it
// is given to, with his own reach and exclusions, is compared by Exceeds.
func (t *Tenant) ExceedsRole(actor Who, r *callgate.Role, now callgate.Time) []callgate.Reason {
	x, done := t.comparing(actor, now)
	if done {
		return x.reasons
	}
	changed := *t
	changed.roles = compileRoles([]*callgate.Role{r})
	x.t = &changed
	x.exceedsUser(&callgate.User{
		Kind: callgate.Standard, Seat: x.m.user.Seat, Hosts: x.m.user.Hosts, Exclusions: x.m.user.Exclusions, Roles: []callgate.Membership{{Role: r.ID}},
	})
	return x.reasons
}
