package policy

import (
	"slices"
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// explainRights takes down gates three and four: package and seat, then where
// the right comes from.
func (t *Tenant) explainRights(rec *record, do callgate.Bit, now callgate.Time, x *recorder) {
	u, p := rec.user, callgate.PermissionAt(do)
	l := t.layersOf(u, now)
	name := u.DisplayName()
	x.rule(callgate.GateSeat, "package", t.packed.Has(do) || do == dashboard, "permission", string(p))
	switch {
	case l.admin:
		x.yes(callgate.GateSeat, "seat_full", "name", name)
		x.yes(callgate.GateRights, "administrator", "name", name)
		if !l.lost.Has(do) && !rec.held.Has(do) {
			x.no(callgate.GateRights, "need_missing", "permission", string(p), "needs", needOf(p, l.given.Minus(l.lost)))
		}
		return
	case u.Seat == callgate.LiteSeat:
		fits := x.rule(callgate.GateSeat, "seat_lite", liteSeat.Has(do), "name", name, "permission", string(p))
		if !fits {
			x.way(callgate.GateSeat, "full_seat", "name", name)
		}
	default:
		x.yes(callgate.GateSeat, "seat_full", "name", name)
	}

	switch {
	case l.deny.Has(do):
		x.no(callgate.GateRights, "override_deny", "permission", string(p), "by", overrideBy(u, p))
		if do != dashboard {
			x.way(callgate.GateRights, "lift_override", "name", name, "permission", string(p))
		}
	case l.allow.Has(do):
		x.yes(callgate.GateRights, "override_allow", "permission", string(p), "by", overrideBy(u, p))
	}
	for i := range u.Roles {
		m := &u.Roles[i]
		r := t.roles[m.Role]
		if r == nil {
			continue
		}
		switch {
		case !member(m, now):
			x.no(callgate.GateRights, "role_ended", "role", r.source.Name, "permission", string(p))
		default:
			x.rule(callgate.GateRights, "role", r.set.Has(do), "role", r.source.Name, "permission", string(p))
		}
	}
	switch {
	case do == dashboard:
		x.yes(callgate.GateRights, "everybody", "permission", string(p))
	case do == ownCalls && len(u.Extensions) > 0:
		x.yes(callgate.GateRights, "has_extension", "name", name)
	case l.rule.Has(do):
		x.yes(callgate.GateRights, "for_oneself", "permission", string(p))
	case u.Restricted && allSelf.Has(do) && !l.allow.Has(do):
		x.no(callgate.GateRights, "self_restricted", "name", name, "permission", string(p))
	}
	if do == playing && l.shared {
		x.yes(callgate.GateRights, "shared_recording", "name", name)
	}
	given := l.given.Has(do)
	if given && !l.lost.Has(do) && !rec.held.Has(do) && !(do == playing && l.shared) {
		x.no(callgate.GateRights, "need_missing", "permission", string(p), "needs", needOf(p, l.given.Minus(l.lost)))
	}
	if !given && !l.deny.Has(do) && !(do == playing && l.shared) && do != dashboard {
		x.no(callgate.GateRights, "not_given", "name", name, "permission", string(p))
		x.grant(callgate.GateRights, p)
	}
}

// grant names what would give a permission: an override, or roles that hold it.
func (x *recorder) grant(gate string, p callgate.Permission) {
	name := x.name()
	x.way(gate, "allow_override", "name", name, "permission", string(p))
	named := 0
	for _, r := range x.t.sortedRoles() {
		if named == 3 {
			return
		}
		if r.set.Has(callgate.MustBit(p)) && !slices.ContainsFunc(x.rec.user.Roles, func(m callgate.Membership) bool { return m.Role == r.source.ID }) {
			x.way(gate, "assign_role", "name", name, "role", r.source.Name, "rights", strconv.Itoa(r.set.Len()))
			named++
		}
	}
}

// sortedRoles orders them by how little they give: the smallest grant first.
func (t *Tenant) sortedRoles() []*role {
	list := make([]*role, 0, len(t.roles))
	for _, r := range t.roles {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *role) int {
		if n := a.set.Len() - b.set.Len(); n != 0 {
			return n
		}
		return strings.Compare(string(a.source.ID), string(b.source.ID))
	})
	return list
}

func overrideBy(u *callgate.User, p callgate.Permission) string {
	for _, o := range u.Overrides {
		if o.Permission == p {
			return o.By
		}
	}
	return ""
}

func needOf(p callgate.Permission, has callgate.Set) string {
	has.Add(callgate.MustBit(p))
	for _, gap := range has.Gaps() {
		if gap.Permission == p {
			return joined(gap.Needs)
		}
	}
	for _, any := range callgate.Catalogue()[callgate.MustBit(p)].Needs { // its need fell away itself
		return joined(any)
	}
	return ""
}

func joined(list []callgate.Permission) string {
	out := make([]string, len(list))
	for i, p := range list {
		out[i] = string(p)
	}
	return strings.Join(out, ", ")
}

// explainReach takes down gate five for one entity.
func (t *Tenant) explainReach(rec *record, do callgate.Bit, on callgate.Entity, inside, hidden bool, x *recorder) {
	held := rec.holds(do)
	u, name, e := rec.user, rec.user.DisplayName(), string(on)
	switch {
	case do == ownCalls && held:
		x.rule(callgate.GateReach, "reach_own", inside, "name", name, "entity", e)
	case rec.flags&admin != 0:
		x.yes(callgate.GateReach, "reach_administrator", "name", name)
	case rec.wide&scopedPlace[do] != 0:
		x.yes(callgate.GateReach, "reach_everything", "name", name)
	case rec.flags&lite != 0:
		x.rule(callgate.GateReach, "reach_lite", inside, "name", name, "entity", e)
	case !held: // what his own reach would let him, were the right given
		if u.ReachEverything {
			x.yes(callgate.GateReach, "reach_everything", "name", name)
			break
		}
		inside = slices.Contains(u.Reach, on) || rec.owns(on)
		x.rule(callgate.GateReach, "reach_list", inside, "name", name, "entity", e, "list", some(u.Reach))
	default:
		x.rule(callgate.GateReach, "reach_own", rec.held.Has(do) && rec.owns(on), "name", name, "entity", e)
		if do == playing && rec.flags&play != 0 {
			x.rule(callgate.GateReach, "reach_shared", rec.shares(on), "name", name, "entity", e)
		}
		if rec.mine&scopedPlace[do] != 0 {
			x.rule(callgate.GateReach, "reach_list", slices.Contains(u.Reach, on), "name", name, "entity", e, "list", some(u.Reach))
		}
		for _, g := range rec.list() {
			if g.set&scopedPlace[do] != 0 {
				x.rule(callgate.GateReach, "reach_role", rec.held.Has(do) && g.reaches(scopedPlace[do], on), "name", name, "entity", e, "list", some(g.reach))
			}
		}
		if on.Kind() == callgate.UserKind {
			x.rule(callgate.GateReach, "reach_oneself", rec.held.Has(do) && on.Name() == u.Folded, "name", name, "entity", e)
		}
	}
	if len(u.Exclusions) > 0 {
		x.rule(callgate.GateReach, "not_excluded", !hidden, "name", name, "entity", e)
		if hidden {
			x.way(callgate.GateReach, "lift_exclusion", "name", name, "entity", e)
		}
	}
	if !inside && rec.flags&(admin|lite) == 0 && do != ownCalls {
		x.way(callgate.GateReach, "add_reach", "name", name, "entity", e)
		x.way(callgate.GateReach, "reach_all", "name", name)
	}
	if !inside && rec.flags&lite != 0 {
		x.way(callgate.GateReach, "full_seat", "name", name)
	}
}

func some(list []callgate.Entity) string {
	names := make([]string, 0, 5)
	for i, e := range list {
		if i == 4 && len(list) > 5 {
			names = append(names, "… ("+strconv.Itoa(len(list))+")")
			break
		}
		names = append(names, string(e))
	}
	return strings.Join(names, ", ")
}
