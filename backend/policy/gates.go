package policy

import (
	"strconv"

	"callgate/backend/callgate"
)

// Gates draws the six gates of one user in letters, for the list: o open, n
// narrowed, s shut (he cannot get in), x not given.
func (t *Tenant) Gates(w Who, now callgate.Time) string {
	m := t.people.at(w)
	if m == nil {
		return ""
	}
	m = t.at(m, now)
	gates := []byte("oooooo")
	if !t.enabled || m.flags&inUse == 0 || now < m.user.LockedUntil {
		gates[atState] = 's'
	}
	if t.hosts != nil || m.hosts != nil {
		gates[atAddress] = 'n'
	}
	if m.flags&lite != 0 {
		gates[atSeat] = 'n'
	}
	if m.flags&admin == 0 {
		gates[atRights], gates[atReach] = t.rightsLetter(m, now), t.reachLetter(m)
	}
	switch {
	case !m.held.Has(dialInternal):
		gates[atDialling] = 'x'
	case !m.held.Has(dialAbroad):
		gates[atDialling] = 'n'
	}
	return string(gates)
}

// rightsLetter: narrowed when something given does not count, not given when
// there is nothing but what everybody has.
func (t *Tenant) rightsLetter(m *member, now callgate.Time) byte {
	var s standing
	t.stand(m.user, now, &s)
	given := s.roles.Union(s.rule).Union(s.allow)
	switch {
	case s.held.Minus(harmless) == (callgate.Set{}):
		return 'x'
	case s.held.Contains(given):
		return 'o'
	default:
		return 'n'
	}
}

// reachLetter: open when every scoped right, own calls aside, counts everywhere
// and nothing is excluded.
func (t *Tenant) reachLetter(m *member) byte {
	rights := word(m.held) &^ (1 << ownCalls)
	switch {
	case rights != 0 && rights&^m.wide == 0 && m.flags&(excluding|lite) == 0:
		return 'o'
	case t.reachesSomething(m):
		return 'n'
	default:
		return 'x'
	}
}

func (t *Tenant) reachesSomething(m *member) bool {
	for _, p := range m.held.Intersect(scoped).Permissions() {
		if t.reachesAnything(m, callgate.MustBit(p)) {
			return true
		}
	}
	return false
}

// Facts are the words under the six gates in the panel; the page makes the
// sentences: state, hosts, tenantHosts, seat, held, of, roles, overrides, reach
// (everything, own, none, or list with reachCount and reachFirst), exclusions,
// dialling (none, internal, domestic, international).
func (t *Tenant) Facts(w Who, now callgate.Time) map[string]string {
	m := t.people.at(w)
	if m == nil {
		return map[string]string{}
	}
	m = t.at(m, now)
	u := m.user
	f := map[string]string{
		"state": t.stateWord(m, now), "hosts": strconv.Itoa(len(u.Hosts)), "tenantHosts": strconv.Itoa(len(t.tenant.Hosts)), "seat": u.Seat,
		"held": strconv.Itoa(m.held.Len()), "of": strconv.Itoa(t.packed.Len()), "roles": strconv.Itoa(len(u.Roles)),
		"overrides": strconv.Itoa(len(u.Overrides)), "exclusions": strconv.Itoa(len(u.Exclusions)), "dialling": "none",
	}
	for _, d := range []struct {
		right callgate.Bit
		word  string
	}{{dialInternal, "internal"}, {dialDomestic, "domestic"}, {dialAbroad, "international"}} {
		if m.held.Has(d.right) {
			f["dialling"] = d.word
		}
	}
	t.reachFacts(m, f)
	return f
}

func (t *Tenant) reachFacts(m *member, f map[string]string) {
	var list []string // of the scoped right that reaches most
	for _, p := range m.held.Intersect(scoped).Permissions() {
		if words := t.reachWords(m, callgate.MustBit(p)); len(words) > len(list) || (len(words) > 0 && words[0] == "everything") {
			list = words
		}
		if len(list) > 0 && list[0] == "everything" {
			break
		}
	}
	switch {
	case m.flags&admin != 0 || (len(list) > 0 && list[0] == "everything"):
		f["reach"] = "everything"
	case len(list) == 0:
		f["reach"] = "none"
	case list[0] == "own" && len(list) == 1:
		f["reach"] = "own"
	default:
		if list[0] == "own" {
			list = list[1:]
		}
		f["reach"], f["reachCount"], f["reachFirst"] = "list", strconv.Itoa(len(list)), list[0]
	}
}

// stateWord is the one thing that has to be undone first.
func (t *Tenant) stateWord(m *member, now callgate.Time) string {
	u := m.user
	switch {
	case !t.enabled:
		return "tenant_disabled"
	case !u.Enabled:
		return "disabled"
	case u.Blocked:
		return "blocked"
	case !counts(u.Expires, now):
		return "expired"
	case now < u.LockedUntil:
		return "locked"
	case !u.HasPassword:
		return "no_password"
	default:
		return "working"
	}
}
