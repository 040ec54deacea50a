package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// Breach is an expectation that a change breaks, or breaks further: its place
// in the list, and who breaks it newly, in the form after the change.
type Breach struct {
	Expectation int
	Who         []Who
}

// Breaches compares two forms of a tenant. What was broken before by somebody
// is not held against a change that leaves him as he was. Only who changed is
// asked, and everybody where a change may reach further.
func Breaches(before, after *Tenant, list []Expected, now callgate.Time) []Breach {
	if before == after || len(list) == 0 {
		return nil
	}
	var found []Breach
	var wide []asking
	var places []int
	mv := movedBetween(before, after)
	concerned := mv.concerned()
	for n := range list {
		e := &list[n]
		touched := mv.touches(e)
		switch {
		case e.Who != "" && (touched || mv.person(e.Who)):
			found = withBreach(found, n, after.worsened(before, e, now))
		case e.Who != "":
		case touched:
			wide, places = append(wide, after.asking(e)), append(places, n)
		case len(concerned) > 0:
			found = withBreach(found, n, after.intruding(before, e, concerned, now))
		}
	}
	if len(wide) > 0 {
		for i, who := range after.intruders(wide, now) {
			found = withBreach(found, places[i], after.newly(before, wide[i].Expected, who, now))
		}
	}
	slices.SortFunc(found, func(a, b Breach) int { return a.Expectation - b.Expectation })
	return found
}

func withBreach(list []Breach, n int, who []Who) []Breach {
	if len(who) == 0 {
		return list
	}
	return append(list, Breach{n, who})
}

// worsened answers for a sentence about one person.
func (t *Tenant) worsened(before *Tenant, e *Expected, now callgate.Time) []Who {
	w, known := t.people.byLogin(e.Who)
	if !known {
		return nil
	}
	if a := t.asking(e); t.stateOf(w, &a, now) != Broken {
		return nil
	}
	if old, was := before.people.byID(t.people.at(w).user.ID); was {
		if a := before.asking(e); before.stateOf(old, &a, now) == Broken {
			return nil
		}
	}
	return []Who{w}
}

// intruding asks only those who changed about a sentence about nobody.
func (t *Tenant) intruding(before *Tenant, e *Expected, changed []Who, now callgate.Time) (who []Who) {
	a := t.asking(e)
	for _, w := range changed {
		if m := t.at(t.people.at(w), now); t.can(m, &a, false) && !a.named[w] {
			who = append(who, w)
		}
	}
	return t.newly(before, e, who, now)
}

// newly keeps those who could not before.
func (t *Tenant) newly(before *Tenant, e *Expected, who []Who, now callgate.Time) (fresh []Who) {
	if len(who) == 0 {
		return nil
	}
	a := before.asking(e)
	for _, w := range who {
		u := t.people.at(w).user
		old := before.people.at(w) // mostly at the same place
		if old == nil || old.user.ID != u.ID {
			at, was := before.people.byID(u.ID)
			if !was {
				fresh = append(fresh, w)
				continue
			}
			old = before.people.at(at)
		}
		if !before.can(before.at(old, now), &a, false) {
			fresh = append(fresh, w)
		}
	}
	return fresh
}
