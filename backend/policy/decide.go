package policy

import (
	"net/netip"

	"callgate/backend/callgate"
)

// Request is a question in the form the decision takes it.
type Request struct {
	Login         string // folded; or ByWho and Who
	Who           Who
	ByWho         bool
	Do            callgate.Bit
	On            callgate.Entity // "" = on anything at all
	Dial, Showing string          // "" = no number asked about
	From          netip.Addr      // not valid = no address known
	AnyAddress    bool            // leave the address gate out
	Now           callgate.Time
}

// The gates by number, in order.
const (
	atState = iota
	atAddress
	atSeat
	atRights
	atReach
	atDialling
	gateCount
)

// Decide answers. It allocates nothing, unless a number is dialled or a right
// ended since the user was compiled.
func (t *Tenant) Decide(r Request) bool {
	m := t.asked(&r)
	return m != nil && t.walk(m, &r, nil)
}

// asked finds whom the question is about, nil for nobody.
func (t *Tenant) asked(r *Request) *member {
	w := r.Who
	if !r.ByWho {
		var ok bool
		if w, ok = t.people.byLogin(r.Login); !ok {
			return nil
		}
	}
	m := t.people.at(w)
	if m != nil && !m.trueAt(r.Now) {
		m = t.at(m, r.Now)
	}
	return m
}

// walk is the one way through the gates (MODEL 6). Without a recorder the
// first shut gate ends it; with one every gate is looked at, and what it said
// is taken down. Either way the answer is the same.
func (t *Tenant) walk(m *member, r *Request, x *recorder) bool {
	if !x.goesOn(atState, t.enabled && m.flags&inUse != 0) {
		return false
	}
	var c call
	if r.Dial != "" {
		c = t.classify(r.Dial)
		if c.class == emergency && plainDialling.Has(r.Do) { // under the first gate alone
			return x.urgent()
		}
	}
	if !r.AnyAddress && !x.goesOn(atAddress, t.comes(m, r.From)) {
		return false
	}
	if !x.goesOn(atRights, m.held.Has(r.Do)) {
		return false
	}
	if scoped.Has(r.Do) && !x.goesOn(atReach, t.reaches(m, r.Do, r.On)) {
		return false
	}
	if r.Dial != "" && !x.goesOn(atDialling, t.mayDial(m, &c, r.Showing)) {
		return false
	}
	return x.verdict()
}

// plainDialling are the rights a question about dialling asks for, beside the
// one that everybody has: with them an emergency number asks for no right.
var plainDialling = dialRights.Union(onlyDashboard)

// comes is gate two: the tenant's hosts, then the user's. An empty list lets
// everybody come from anywhere; without an address nothing matches.
func (t *Tenant) comes(m *member, from netip.Addr) bool {
	if t.hosts == nil && m.flags&bound == 0 {
		return true
	}
	from = plain(from)
	return t.hosts.lets(from) && (m.flags&bound == 0 || m.hosts.lets(from))
}

// Admits asks the gates that hold for every request: state and address. Nil
// means let in.
func (t *Tenant) Admits(w Who, from netip.Addr, now callgate.Time) *callgate.Error {
	r := Request{Who: w, ByWho: true, Do: dashboard, From: from, Now: now}
	m := t.asked(&r)
	switch {
	case m == nil:
		return callgate.Err(callgate.NotSignedIn)
	case t.walk(m, &r, nil):
		return nil
	}
	x := t.explain(m, &r)
	code := callgate.Denied
	if m.user.Blocked && x.open[atAddress] {
		code = callgate.Blocked
	}
	reasons := x.reasons[:0]
	for _, reason := range x.reasons {
		if reason.Gate == callgate.GateState || reason.Gate == callgate.GateAddress {
			reasons = append(reasons, reason)
		}
	}
	return callgate.Err(code).Because(reasons)
}

// Rights are the effective rights at a moment, closed. Playing counts when
// there is a recording to play.
func (t *Tenant) Rights(w Who, now callgate.Time) callgate.Set {
	m := t.people.at(w)
	if m == nil {
		return callgate.Set{}
	}
	return t.at(m, now).held
}
