package policy

import (
	"net/netip"
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
