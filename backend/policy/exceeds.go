package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// Exceeds tells what a user, as he would be stored, holds beyond the actor:
// nobody grants what he lacks, and nobody edits who holds more (MODEL 6).
// Nothing means he holds no more than the actor.
func (t *Tenant) Exceeds(actor Who, u *callgate.User, now callgate.Time) []callgate.Reason {
	a := t.people.at(actor)
	if a.user == nil {
		return []callgate.Reason{{Gate: callgate.GateRights, Code: "exceeds_unknown"}}
	}
	a = t.at(a, now)
	if a.flags&admin != 0 {
		return nil
	}
	x := &recorder{t: t, rec: a}
	if u.Kind == callgate.Administrator {
		x.no(callgate.GateRights, "exceeds_administrator", "name", u.DisplayName())
		return x.reasons
	}
	var r record
	t.compile(&r, u, now)
	l := t.layersOf(u, now)
	// A seat can grow and a package change: what is given counts, not only
	// what is in effect today.
	given := l.given.Minus(l.rule).Union(r.held.Minus(l.rule)).Intersect(t.packed)
	for _, p := range given.Minus(a.held).Permissions() {
		x.no(callgate.GateRights, "exceeds_right", "permission", string(p))
	}
	t.exceedsReach(a, u, l, x)
	for _, e := range a.user.Exclusions {
		if !slices.Contains(u.Exclusions, e) && l.given.Intersect(callgate.Scoped()).Minus(setOf("calls.own:read")) != (callgate.Set{}) {
			x.no(callgate.GateReach, "exceeds_exclusion", "entity", string(e))
		}
	}
	return x.reasons
}

// exceedsReach compares, for every scoped right, where it would count.
func (t *Tenant) exceedsReach(a *record, u *callgate.User, l layers, x *recorder) {
	rights := l.given.Intersect(callgate.Scoped())
	rights.Remove(ownCalls)
	wide := l.wide
	if u.ReachEverything {
		wide |= l.mine
	}
	for _, p := range (wide &^ a.wide).set().Intersect(rights).Permissions() {
		x.no(callgate.GateReach, "exceeds_everything", "permission", string(p))
	}
	if u.ReachEverything && !a.user.ReachEverything && a.wide == 0 {
		x.no(callgate.GateReach, "exceeds_reach", "entity", "everything")
	}
	beyond := map[callgate.Entity]bool{}
	look := func(set callgate.Set, list []callgate.Entity) {
		for _, e := range list {
			if beyond[e] {
				continue
			}
			if !t.mayLend(a, set.Intersect(rights), e) {
				beyond[e] = true
				x.no(callgate.GateReach, "exceeds_reach", "entity", string(e))
			}
		}
	}
	look(l.mine.set().Union(setOf("calls.log:read")), u.Reach) // a reach with nothing to use it yet is a reach all the same
	for i := range l.list {
		look(l.list[i].set.set(), l.list[i].reach)
	}
	look(setOf("calls.recording:read"), entities(callgate.Extension, u.Shared))
}

// mayLend tells whether the actor himself reaches the entity with every one of
// the rights; with none of them, whether he reaches it at all.
func (t *Tenant) mayLend(a *record, rights callgate.Set, e callgate.Entity) bool {
	if t.excluded(a, e) {
		return false
	}
	if rights == (callgate.Set{}) {
		if a.user.ReachEverything || a.wide != 0 || slices.Contains(a.user.Reach, e) {
			return true
		}
		return a.owns(e)
	}
	for _, p := range rights.Permissions() {
		if !a.reaches(callgate.MustBit(p), e) {
			return false
		}
	}
	return true
}

// ExceedsRole tells what a role would give beyond what the actor holds.
func (t *Tenant) ExceedsRole(actor Who, r *callgate.Role, now callgate.Time) []callgate.Reason {
	probe := &callgate.User{Kind: callgate.Standard, Seat: callgate.FullSeat, Enabled: true, Roles: []callgate.Membership{{Role: "probe"}}}
	next := *t
	next.roles = indexRoles([]*callgate.Role{r})
	next.roles["probe"] = next.roles[r.ID]
	// Exclusions of the actor bind him, not the role: who gets it is asked then.
	reasons := next.Exceeds(actor, probe, now)
	return slices.DeleteFunc(reasons, func(x callgate.Reason) bool { return x.Code == "exceeds_exclusion" })
}
