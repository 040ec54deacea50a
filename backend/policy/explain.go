package policy

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"callgate/backend/callgate"
)

// recorder writes down every rule that the walk looks at. A nil recorder takes
// nothing down, so that the walk needs no second form.
type recorder struct {
	reasons []callgate.Reason
	ways    []callgate.Way
	t       *Tenant
	rec     *record
}

func params(list []string) map[string]string {
	if len(list) == 0 {
		return nil
	}
	m := make(map[string]string, len(list)/2)
	for i := 0; i+1 < len(list); i += 2 {
		m[list[i]] = list[i+1]
	}
	return m
}

func (x *recorder) rule(gate, code string, held bool, list ...string) bool {
	if x != nil {
		x.reasons = append(x.reasons, callgate.Reason{Gate: gate, Code: code, Held: held, Params: params(list)})
	}
	return held
}

func (x *recorder) yes(gate, code string, list ...string) {
	if x != nil {
		x.rule(gate, code, true, list...)
	}
}

func (x *recorder) no(gate, code string, list ...string) {
	if x != nil {
		x.rule(gate, code, false, list...)
	}
}

func (x *recorder) way(gate, code string, list ...string) {
	if x != nil {
		x.ways = append(x.ways, callgate.Way{Gate: gate, Code: code, Params: params(list)})
	}
}

func (x *recorder) about(t *Tenant, rec *record, r *Request) {
	if x == nil {
		return
	}
	x.t, x.rec = t, rec
	u, name := rec.user, rec.user.DisplayName()
	if !t.enabled {
		x.way(callgate.GateState, "enable_tenant", "tenant", t.tenant.Name)
	}
	if !u.Enabled {
		x.way(callgate.GateState, "enable_user", "name", name)
	}
	if u.Blocked {
		x.way(callgate.GateState, "unblock_user", "name", name)
	}
	if u.Expires != 0 && r.Now >= u.Expires {
		x.way(callgate.GateState, "extend_user", "name", name)
	}
}

// hosts takes down one host list.
func (x *recorder) hosts(code string, list []netip.Prefix, from netip.Addr) bool {
	if len(list) == 0 {
		x.yes(callgate.GateAddress, code+"_empty", "name", x.name())
		return true
	}
	if !from.IsValid() {
		x.no(callgate.GateAddress, code+"_no_address", "name", x.name(), "list", words(list))
		return false
	}
	if i, ok := contains(list, from); ok {
		x.yes(callgate.GateAddress, code, "name", x.name(), "address", from.Unmap().String(), "host", host(list[i]))
		return true
	}
	x.no(callgate.GateAddress, code, "name", x.name(), "address", from.Unmap().String(), "list", words(list))
	x.way(callgate.GateAddress, "add_to_"+code, "name", x.name(), "address", from.Unmap().String())
	return false
}

func (x *recorder) name() string {
	if x.rec == nil {
		return ""
	}
	return x.rec.user.DisplayName()
}

func host(p netip.Prefix) string {
	if p.IsValid() && p.Bits() == p.Addr().BitLen() {
		return p.Addr().String()
	}
	return p.String()
}

func words(list []netip.Prefix) string {
	names := make([]string, 0, 4)
	for i, p := range list {
		if i == 4 && len(list) > 5 {
			return strings.Join(names, ", ") + ", … (" + strconv.Itoa(len(list)) + ")"
		}
		names = append(names, host(p))
	}
	return strings.Join(names, ", ")
}

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

// Explain answers with every rule that was looked at: the same walk as Decide,
// taken down.
func (t *Tenant) Explain(r Request) callgate.Decision {
	x := &recorder{}
	allow := t.walk(&r, x)
	d := callgate.Decision{Allow: allow, Reasons: x.reasons, Ways: x.ways}
	for _, gate := range gateNames {
		d.Gates = append(d.Gates, callgate.Gate{Name: gate, State: x.gateState(gate, &r)})
	}
	if allow || d.Ways == nil {
		d.Ways = []callgate.Way{}
	}
	return d
}

var gateNames = []string{callgate.GateState, callgate.GateAddress, callgate.GateSeat, callgate.GateRights, callgate.GateReach, callgate.GateDialling}

// States of a gate in a decision.
const (
	Open     = "open"
	Narrow   = "narrow"
	Shut     = "shut"
	NotGiven = "not_given"
	NotAsked = "not_asked"
)

// gateState sums up the rules of one gate. At the rights gate one rule that
// gives is enough, unless a denial, a missing need or a restriction stands
// against it; at the reach gate one that contains, unless an exclusion hides;
// at the others every rule must hold.
func (x *recorder) gateState(gate string, r *Request) string {
	asked, yes, no, against := false, false, false, false
	for _, reason := range x.reasons {
		if reason.Gate != gate {
			continue
		}
		asked = true
		if reason.Held {
			yes = yes || reason.Code != "not_excluded" // to be not hidden is not yet to be reached
			continue
		}
		no = true
		switch reason.Code {
		case "override_deny", "need_missing", "self_restricted", "not_excluded":
			against = true
		}
	}
	if gate == callgate.GateRights && x.rec != nil && r.Do == dashboard && !r.DialOnly {
		against = false
	}
	switch {
	case !asked:
		return NotAsked
	case gate == callgate.GateRights && (!yes || against):
		return NotGiven
	case gate == callgate.GateReach && (!yes || against):
		return Shut
	case gate == callgate.GateRights || gate == callgate.GateReach:
		return x.width(gate, r)
	case gate == callgate.GateDialling && no:
		return NotGiven
	case no:
		return Shut
	default:
		return x.width(gate, r)
	}
}

// width tells an open gate from one that limits.
func (x *recorder) width(gate string, r *Request) string {
	if x.rec == nil {
		return Open
	}
	narrow := false
	switch gate {
	case callgate.GateAddress:
		narrow = !r.AnyAddress && len(x.t.hosts)+len(x.rec.hosts()) > 0
	case callgate.GateSeat:
		narrow = x.rec.flags&lite != 0
	case callgate.GateReach:
		narrow = x.rec.wide&scopedPlace[r.Do] == 0
	}
	if narrow {
		return Narrow
	}
	return Open
}
