package policy

import (
	"net/netip"
	"slices"

	"callgate/backend/callgate"
)

// Request is a question in the form the decision takes it.
type Request struct {
	Login         string // folded; or ByWho and Who
	Who           Who
	ByWho         bool
	Do            callgate.Bit
	DialOnly      bool            // Do is not asked: the dialling right decides
	On            callgate.Entity // "" = on anything at all
	Dial, Showing string          // "" = no number asked about
	From          netip.Addr      // not valid = no address known
	AnyAddress    bool            // leave the address gate out
	Now           callgate.Time
}

// Decide answers. It allocates nothing, dialling and rights that ended since
// they were compiled aside.
func (t *Tenant) Decide(r Request) bool { return t.walk(&r, nil) }

// walk is the one way through the six gates (MODEL 6). With a recorder every
// rule is looked at; without one the first shut gate ends it. Either way the
// answer is the same.
func (t *Tenant) walk(r *Request, x *recorder) bool {
	w, known := r.Who, r.ByWho
	if !known {
		w, known = t.people.byLogin(r.Login)
	}
	if !known || (r.ByWho && (w >= t.people.size || t.people.at(w).user == nil)) {
		x.no(callgate.GateState, "user_unknown", "login", r.Login)
		return false
	}
	rec := t.people.at(w)
	if rec.over(r.Now) {
		rec = t.at(rec, r.Now)
	}
	x.about(t, rec, r)

	open := t.state(rec, r.Now, x)
	var call call
	if r.Dial != "" {
		call = t.classify(r.Dial)
		if call.class == emergency {
			x.yes(callgate.GateDialling, "dial_emergency", "number", r.Dial)
			return open
		}
	}
	if !open && x == nil {
		return false
	}
	if !r.AnyAddress {
		open = t.address(rec, r.From, x) && open
		if !open && x == nil {
			return false
		}
	} else {
		x.yes(callgate.GateAddress, "address_not_asked")
	}
	do := r.Do
	if r.DialOnly {
		if call.class == malformed {
			x.no(callgate.GateDialling, "number_form", "number", r.Dial)
			return false
		}
		do = call.right()
	}
	if x != nil {
		t.explainRights(rec, do, r.Now, x) // seat and rights gates, and why
	}
	open = rec.holds(do) && open
	if !open && x == nil {
		return false
	}
	if !r.DialOnly && scopedPlace[do] != 0 {
		open = t.reach(rec, do, r.On, x) && open
		if !open && x == nil {
			return false
		}
	}
	if r.Dial != "" {
		open = t.dial(rec, call, r, x) && open
	}
	return open
}

// state is gate one: in use, at the tenant and up the tree, and the user.
func (t *Tenant) state(rec *record, now callgate.Time, x *recorder) bool {
	if x == nil {
		return t.enabled && rec.flags&inUse != 0
	}
	u := rec.user
	open := x.rule(callgate.GateState, "tenant_enabled", t.enabled, "tenant", t.tenant.Name)
	open = x.rule(callgate.GateState, "user_enabled", u.Enabled, "name", u.DisplayName()) && open
	open = x.rule(callgate.GateState, "user_not_blocked", !u.Blocked, "name", u.DisplayName(), "why", u.BlockReason) && open
	if u.Expires == 0 {
		x.yes(callgate.GateState, "user_unlimited", "name", u.DisplayName())
		return open
	}
	return x.rule(callgate.GateState, "user_not_expired", now < u.Expires, "name", u.DisplayName(), "expires", u.Expires.String()) && open
}

// address is gate two: the tenant's hosts, then the user's. An empty list lets
// everybody come from anywhere; without an address nothing matches.
func (t *Tenant) address(rec *record, from netip.Addr, x *recorder) bool {
	if x == nil {
		if len(t.hosts) > 0 {
			if _, ok := contains(t.hosts, from); !ok {
				return false
			}
		}
		if rec.more == nil || len(rec.more.hosts) == 0 {
			return true
		}
		_, ok := contains(rec.more.hosts, from)
		return ok
	}
	everyone := x.hosts("tenant_hosts", t.hosts, from)
	own := x.hosts("user_hosts", rec.hosts(), from)
	return everyone && own
}

// reach is gate five, for a permission that counts inside a reach.
func (t *Tenant) reach(rec *record, do callgate.Bit, on callgate.Entity, x *recorder) bool {
	if on == "" {
		open := t.reachesAnything(rec, do)
		if x != nil && !rec.holds(do) && !open {
			x.yes(callgate.GateReach, "reach_not_looked_at", "name", rec.user.DisplayName())
		} else if x != nil {
			x.rule(callgate.GateReach, "reach_anything", open, "name", rec.user.DisplayName())
		}
		return open
	}
	inside := (x != nil || rec.wide&scopedPlace[do] != 0 || t.mayName(rec, on)) && t.reachesEntity(rec, do, on)
	if !inside && x == nil {
		return false
	}
	if !t.knows(on) {
		x.no(callgate.GateReach, "entity_unknown", "entity", string(on))
		return false
	}
	hidden := t.excluded(rec, on)
	if x != nil {
		t.explainReach(rec, do, on, inside, hidden, x)
	}
	return inside && !hidden
}

// knows tells whether the tenant has such an entity.
func (t *Tenant) knows(e callgate.Entity) bool {
	if _, ok := t.things[e]; ok {
		return true
	}
	if e.Kind() != callgate.UserKind {
		return false
	}
	_, ok := t.Find(e.Name())
	return ok
}

// reachesEntity is record.reaches, where a user stands for himself: his call
// data is reached by himself, and by who reaches everything.
func (t *Tenant) reachesEntity(rec *record, do callgate.Bit, e callgate.Entity) bool {
	if rec.reaches(do, e) {
		return true
	}
	return e.Kind() == callgate.UserKind && e.Name() == rec.user.Folded && rec.held.Has(do)
}

// Admits asks the gates that hold for every request: state and address. Nil
// means let in.
func (t *Tenant) Admits(w Who, from netip.Addr, now callgate.Time) *callgate.Error {
	rec := t.people.at(w)
	if rec.user == nil {
		return callgate.Err(callgate.NotSignedIn)
	}
	rec = t.at(rec, now)
	state, address := t.state(rec, now, nil), t.address(rec, from, nil)
	if state && address {
		return nil
	}
	x := &recorder{}
	t.state(rec, now, x)
	t.address(rec, from, x)
	code := callgate.Denied
	if rec.user.Blocked && address {
		code = callgate.Blocked
	}
	return callgate.Err(code).Because(x.reasons)
}

// Comes tells which of the two host lists lets an address in, for the test
// field: the entry that contains it, or "".
func Comes(list []callgate.Host, from netip.Addr) (match string, ok bool) {
	if i, in := contains(parseHosts(list), from); in {
		return list[i].CIDR, true
	}
	return "", len(list) == 0
}

// Rights are the effective rights at a moment, closed. Playing counts when
// there is a recording to play.
func (t *Tenant) Rights(w Who, now callgate.Time) callgate.Set {
	rec := t.people.at(w)
	if rec.user == nil {
		return callgate.Set{}
	}
	rec = t.at(rec, now)
	held := rec.held
	if rec.flags&play != 0 {
		held.Add(playing)
	}
	return held
}

// numberOf tells whether a number is assigned to the user by name.
func (rec *record) numberOf(number string) bool { return slices.Contains(rec.user.Numbers, number) }
