package policy

import (
	"callgate/backend/callgate"
)

// recorder takes down what each gate said, while the walk goes on, and then why.
// A nil recorder takes nothing down: the walk needs no second form.
type recorder struct {
	t       *Tenant
	m       *member // whom the question is about
	r       *Request
	open    [gateCount]bool // what the gate says
	asked   [gateCount]bool // whether the question needs it
	urgency bool            // an emergency number: the first gate decides alone
	reasons []callgate.Reason
}

// goesOn takes a gate's word down, and tells whether the walk goes on.
func (x *recorder) goesOn(gate int, open bool) bool {
	if x == nil {
		return open
	}
	x.open[gate], x.asked[gate] = open, true
	return true
}

// urgent ends the walk of an emergency number.
func (x *recorder) urgent() bool {
	if x == nil {
		return true
	}
	x.urgency = true
	x.open[atDialling], x.asked[atDialling] = true, true
	return x.open[atState]
}

// verdict ends every other walk: all gates that were asked are open.
func (x *recorder) verdict() bool {
	if x == nil {
		return true
	}
	for gate := range x.open {
		if x.asked[gate] && !x.open[gate] {
			return false
		}
	}
	return true
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

// rule takes a rule down: held or not.
func (x *recorder) rule(gate int, code string, held bool, list ...string) {
	x.reasons = append(x.reasons, callgate.Reason{Gate: gateNames[gate], Code: code, Held: held, Params: params(list)})
}

func (x *recorder) yes(gate int, code string, list ...string) { x.rule(gate, code, true, list...) }
func (x *recorder) no(gate int, code string, list ...string)  { x.rule(gate, code, false, list...) }

func (x *recorder) name() string { return x.m.user.DisplayName() }

var gateNames = [gateCount]string{callgate.GateState, callgate.GateAddress, callgate.GateSeat, callgate.GateRights, callgate.GateReach, callgate.GateDialling}

// States of a gate in a decision.
const (
	Open     = "open"
	Narrow   = "narrow"
	Shut     = "shut"
	NotGiven = "not_given"
	NotAsked = "not_asked"
)

// Explain answers with every rule that was looked at: the same walk as Decide,
// taken down.
func (t *Tenant) Explain(r Request) callgate.Decision {
	m := t.asked(&r)
	if m == nil {
		return unknownUser(&r)
	}
	x := t.explain(m, &r)
	d := callgate.Decision{Allow: x.allow(), Reasons: x.reasons, Ways: []callgate.Way{}}
	for gate, name := range gateNames {
		d.Gates = append(d.Gates, callgate.Gate{Name: name, State: x.state(gate)})
	}
	if !d.Allow {
		d.Ways = append(d.Ways, x.findWays()...)
	}
	return d
}

func unknownUser(r *Request) callgate.Decision {
	d := callgate.Decision{Ways: []callgate.Way{}, Reasons: []callgate.Reason{
		{Gate: callgate.GateState, Code: "user_unknown", Params: map[string]string{"login": r.Login}},
	}}
	for gate, name := range gateNames {
		state := NotAsked
		if gate == atState {
			state = Shut
		}
		d.Gates = append(d.Gates, callgate.Gate{Name: name, State: state})
	}
	return d
}

// explain walks with a recorder, then has every gate say why.
func (t *Tenant) explain(m *member, r *Request) *recorder {
	x := t.judge(m, r)
	x.explainState()
	x.explainAddress()
	x.explainSeatAndRights()
	x.explainReach()
	x.explainDialling()
	return x
}

// judge walks, and parts what the walk asks in one step: a right that is held
// has passed both the seat and the rights gate.
func (t *Tenant) judge(m *member, r *Request) *recorder {
	x := &recorder{t: t, m: m, r: r}
	t.walk(m, r, x)
	if x.urgency {
		return x
	}
	var s standing
	t.stand(m.user, r.Now, &s)
	seat, right := s.parted(t, m.user, r.Do)
	x.goesOn(atSeat, seat)
	x.goesOn(atRights, x.open[atRights] || right)
	if scoped.Has(r.Do) && !m.held.Has(r.Do) { // what he would reach, had he the right
		x.open[atReach] = t.reaches(m.with(r.Do), r.Do, r.On)
	}
	return x
}

// parted tells, for one right, whether package and seat let it pass and whether
// it is given. It is held when both are true.
func (s *standing) parted(t *Tenant, u *callgate.User, do callgate.Bit) (seat, right bool) {
	seat = do == dashboard || (t.packed.Has(do) && (u.Seat != callgate.LiteSeat || liteSeat.Has(do)))
	right = s.held.Has(do) || (s.given.Has(do) && s.lost.Has(do))
	return seat, right
}

// with is the member with one right more, as an override would give it.
func (m *member) with(do callgate.Bit) *member {
	next := *m
	next.held.Add(do)
	next.flags &^= lite
	if do != ownCalls {
		next.mine |= 1 << do
		if m.user.ReachEverything {
			next.wide |= 1 << do
		}
	}
	return &next
}

func (x *recorder) allow() bool {
	if x.urgency {
		return x.open[atState]
	}
	return x.verdict()
}

// state words what a gate said.
func (x *recorder) state(gate int) string {
	switch {
	case !x.asked[gate] || (x.urgency && gate != atState && gate != atDialling):
		return NotAsked
	case x.open[gate] && x.narrow(gate):
		return Narrow
	case x.open[gate]:
		return Open
	case x.missing(gate):
		return NotGiven
	default:
		return Shut
	}
}

// narrow tells a gate that limits from one that stands open.
func (x *recorder) narrow(gate int) bool {
	m := x.m
	switch gate {
	case atAddress:
		return x.t.hosts != nil || m.hosts != nil
	case atSeat:
		return m.flags&lite != 0
	case atReach:
		return m.flags&admin == 0 && m.wide&(1<<x.r.Do) == 0
	case atDialling:
		return !x.urgency && !m.held.Has(dialAbroad)
	default:
		return false
	}
}

// missing tells a right that nobody gave from one that something shuts.
func (x *recorder) missing(gate int) bool {
	switch gate {
	case atRights:
		for _, r := range x.reasons {
			if r.Gate == callgate.GateRights && r.Code == "not_given" {
				return true
			}
		}
	case atDialling:
		c := x.t.classify(x.r.Dial)
		return c.class != malformed && !x.m.held.Has(c.right())
	}
	return false
}
