package policy

import (
	"strings"

	"callgate/backend/callgate"
)

// explainSeatAndRights takes down gates three and four: package and seat, then
// everything that could give the right, and what stands against it.
func (x *recorder) explainSeatAndRights() {
	u, do, name := x.m.user, x.r.Do, x.name()
	p := string(callgate.PermissionAt(do))
	var s standing
	x.t.stand(u, x.r.Now, &s)
	x.rule(atSeat, "package", do == dashboard || x.t.packed.Has(do), "permission", p)
	if u.Seat == callgate.LiteSeat {
		x.rule(atSeat, "seat_lite", liteSeat.Has(do), "name", name, "permission", p)
	} else {
		x.yes(atSeat, "seat_full", "name", name)
	}
	if s.admin {
		x.yes(atRights, "administrator", "name", name)
	} else {
		x.explainOverrides(do, p)
		x.explainRoles(do, p)
		x.explainRules(&s, do, p)
	}
	switch {
	case s.held.Has(do):
	case s.given.Has(do) && !s.lost.Has(do):
		x.no(atRights, "need_missing", "permission", p, "needs", strings.Join(words(missingNeed(do, s.held)), ", "))
	case !s.given.Has(do) && !s.deny.Has(do) && !x.restricted(&s, do):
		x.no(atRights, "not_given", "name", name, "permission", p)
	}
}

func (x *recorder) explainOverrides(do callgate.Bit, p string) {
	for i := range x.m.user.Overrides {
		o := &x.m.user.Overrides[i]
		if string(o.Permission) != p {
			continue
		}
		switch {
		case !counts(o.Expires, x.r.Now):
			x.no(atRights, "override_ended", "permission", p, "by", o.By)
		case o.Allow:
			x.yes(atRights, "override_allow", "permission", p, "by", o.By)
		case do == dashboard: // cannot be lost
		default:
			x.no(atRights, "override_deny", "permission", p, "by", o.By)
		}
	}
}

func (x *recorder) explainRoles(do callgate.Bit, p string) {
	for i := range x.m.user.Roles {
		m := &x.m.user.Roles[i]
		role := x.t.roles.byID[m.Role]
		switch {
		case role == nil:
		case !counts(m.Expires, x.r.Now):
			x.no(atRights, "role_ended", "role", role.source.Name, "permission", p)
		default:
			x.rule(atRights, "role", role.set.Has(do), "role", role.source.Name, "permission", p)
		}
	}
}

// explainRules takes down what comes without a role.
func (x *recorder) explainRules(s *standing, do callgate.Bit, p string) {
	name := x.name()
	switch {
	case do == dashboard:
		x.yes(atRights, "everybody", "permission", p)
	case do == ownCalls:
		x.rule(atRights, "has_extension", s.rule.Has(do), "name", name)
	case s.rule.Has(do):
		x.yes(atRights, "for_oneself", "permission", p)
	case x.restricted(s, do):
		x.no(atRights, "self_restricted", "name", name, "permission", p)
	}
	if do == playing && s.shared {
		x.yes(atRights, "shared_recording", "name", name)
	}
}

// restricted tells whether a self permission is not ticked.
func (x *recorder) restricted(s *standing, do callgate.Bit) bool {
	return x.m.user.Restricted && !s.admin && selfRights.Has(do) && !s.rule.Has(do) && !s.allow.Has(do)
}

// missingNeed lists the rights one of which is missing for a right to count.
func missingNeed(do callgate.Bit, held callgate.Set) callgate.Set {
	for _, any := range need[do] {
		if held.Intersect(any) == (callgate.Set{}) {
			return any
		}
	}
	return callgate.Set{}
}

func words(s callgate.Set) []string {
	var list []string
	for _, p := range s.Permissions() {
		list = append(list, string(p))
	}
	return list
}
