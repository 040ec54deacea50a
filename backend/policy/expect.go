package policy

import (
	"net/netip"

	"callgate/backend/callgate"
)

// Expected is an expectation in the form in which it is asked: names folded the
// way the directory compares them, the permission as its bit.
type Expected struct {
	Who    string   // folded login; "" = nobody
	But    []string // folded logins, of nobody
	Cannot bool
	Do     callgate.Bit
	On     callgate.Entity
	From   netip.Prefix // not valid = the address is left out
}

// States of an expectation.
const (
	Holds  = "holds"
	Broken = "broken"
	// Rests: it says what somebody can, and he is not in use now. Blocking
	// somebody takes away, and must never wait for an expectation.
	Rests = "rests"
)

// asking is an expectation with what it names looked up in one compiled form.
type asking struct {
	*Expected
	x      target
	entity *entity // nil = nobody knows it, or it is a person
	named  map[Who]bool
}

func (t *Tenant) asking(e *Expected) asking {
	a := asking{Expected: e, x: targetOf(e.On)}
	if e.On != "" && a.x.kind != person {
		a.entity, _ = t.entities.known(&a.x)
	}
	if len(e.But) > 0 {
		a.named = make(map[Who]bool, len(e.But))
		for _, login := range e.But {
			if w, known := t.people.byLogin(login); known {
				a.named[w] = true
			}
		}
	}
	return a
}

// can is the decision, gates one to five, from a whole network instead of one
// address: every address of it, or some. A test compares it with Decide.
func (t *Tenant) can(m *member, a *asking, every bool) bool {
	if !t.enabled || m.flags&inUse == 0 || !m.held.Has(a.Do) {
		return false
	}
	if scoped.Has(a.Do) && !t.within(m, a) {
		return false
	}
	return !a.From.IsValid() || t.comesFrom(m, a.From, every)
}

// within is gate five, for an entity that was looked up before.
func (t *Tenant) within(m *member, a *asking) bool {
	if a.On == "" {
		return t.reachesAnything(m, a.Do)
	}
	if a.x.kind == person {
		return t.reachesPerson(m, a.Do, &a.x)
	}
	own := m.owns(&a.x)
	switch {
	case !m.covers(a.Do, &a.x, own):
		return false
	case own:
		return true
	case m.flags&lite != 0 && !m.shares(&a.x):
		return false
	}
	return a.entity != nil && t.shows(m, &a.x, a.entity)
}

// State tells whether an expectation holds, and who breaks it: the one it is
// about, or everybody who can and should not.
func (t *Tenant) State(e *Expected, now callgate.Time) (state string, who []Who) {
	a := t.asking(e)
	if e.Who == "" {
		if who = t.intruders([]asking{a}, now)[0]; len(who) > 0 {
			return Broken, who
		}
		return Holds, nil
	}
	w, known := t.people.byLogin(e.Who)
	switch {
	case known:
	case e.Cannot:
		return Holds, nil
	default:
		return Broken, nil
	}
	if state = t.stateOf(w, &a, now); state == Broken {
		who = []Who{w}
	}
	return state, who
}

// stateOf answers for an expectation about one person.
func (t *Tenant) stateOf(w Who, a *asking, now callgate.Time) string {
	m := t.at(t.people.at(w), now)
	switch {
	case a.Cannot && !t.can(m, a, false):
		return Holds
	case a.Cannot:
		return Broken
	case !t.enabled || m.flags&inUse == 0:
		return Rests
	case t.can(m, a, true):
		return Holds
	default:
		return Broken
	}
}

// intruders finds, for each sentence about nobody, those who can and are not
// named. Everybody is looked at once: whoever does not hold a right is passed
// over for all sentences about it.
func (t *Tenant) intruders(list []asking, now callgate.Time) [][]Who {
	found := make([][]Who, len(list))
	if !t.enabled {
		return found
	}
	var rights []callgate.Bit
	about := map[callgate.Bit][]int{}
	for n := range list {
		if about[list[n].Do] == nil {
			rights = append(rights, list[n].Do)
		}
		about[list[n].Do] = append(about[list[n].Do], n)
	}
	for w := range t.people.size {
		m := t.people.at(w)
		if m == nil {
			continue
		}
		if m = t.at(m, now); m.flags&inUse == 0 {
			continue
		}
		for _, do := range rights {
			if !m.held.Has(do) {
				continue
			}
			for _, n := range about[do] {
				if a := &list[n]; t.can(m, a, false) && !a.named[w] {
					found[n] = append(found[n], w)
				}
			}
		}
	}
	return found
}
