package policy

import (
	"callgate/backend/callgate"
)

// reaches is gate five, for a scoped permission: is the entity inside its reach,
// or is anything, when none is named?
func (t *Tenant) reaches(m *member, do callgate.Bit, on callgate.Entity) bool {
	if on == "" {
		return t.reachesAnything(m, do)
	}
	x := targetOf(on)
	if x.kind == person {
		return t.reachesPerson(m, do, &x)
	}
	return t.sees(m, do, &x)
}

// sees answers for one entity: in reach, known, and hidden by nothing.
func (t *Tenant) sees(m *member, do callgate.Bit, x *target) bool {
	own := m.owns(x)
	switch {
	case !m.covers(do, x, own):
		return false
	case own: // what somebody owns is known; and hides nothing from him
		return true
	case m.flags&lite != 0 && !m.shares(x):
		return false
	}
	e, known := t.entities.known(x)
	return known && t.shows(m, x, e)
}

// shows tells whether nothing hides an entity that is not his own.
func (t *Tenant) shows(m *member, x *target, e *entity) bool {
	return !m.hidden(e) && (m.flags&excluding == 0 || !t.excluded(m, x, e))
}

// covers tells whether what gives a right gives it here: own calls with any
// scoped right, shared recordings for playing, and the reach of each source.
func (m *member) covers(do callgate.Bit, x *target, own bool) bool {
	bit := uint64(1) << do
	switch {
	case do == playing && m.flags&sharedOnly != 0:
		return m.shares(x)
	case !m.held.Has(do):
		return false
	case own || m.wide&bit != 0:
		return true
	case do == ownCalls:
		return false
	case m.mine&bit != 0 && m.lists(x):
		return true
	case do == playing && m.flags&playShared != 0 && m.shares(x):
		return true
	}
	if m.flags&further != 0 {
		for _, r := range m.more.lists {
			if r.listed&bit != 0 && r.lists(x) {
				return true
			}
		}
	}
	return false
}

// reachesAnything answers the question without an entity: an own extension, a
// listed entity, or everything. An administrator always reaches something.
func (t *Tenant) reachesAnything(m *member, do callgate.Bit) bool {
	own, shared, reach := m.tagged()
	regular := m.held.Has(do) && (do != playing || m.flags&sharedOnly == 0)
	switch {
	case regular && (m.flags&(admin|lite) == admin || len(own) > 0):
		return true
	case m.wide&(1<<do) != 0 && m.flags&lite == 0:
		return true
	}
	for i := range shared {
		if x := extensionTarget(m.user.Shared[i]); t.sees(m, do, &x) {
			return true
		}
	}
	if len(reach) > 0 && t.seesAny(m, do, m.user.Reach) {
		return true
	}
	if m.flags&further != 0 && regular {
		for _, r := range m.more.lists {
			if r.listed&(1<<do) != 0 && t.seesAny(m, do, r.source.ReachList) {
				return true
			}
		}
	}
	return false
}

func (t *Tenant) seesAny(m *member, do callgate.Bit, list []callgate.Entity) bool {
	for _, on := range list {
		if t.reaches(m, do, on) {
			return true
		}
	}
	return false
}

// reachesPerson answers for the calls of a whole person: oneself, or anybody
// for who reaches everything.
func (t *Tenant) reachesPerson(m *member, do callgate.Bit, x *target) bool {
	w, ok := t.named(x.name)
	if !ok || (do == playing && m.flags&sharedOnly != 0) || !m.held.Has(do) {
		return false
	}
	other := t.people.member(uint32(w))
	switch {
	case other.user.ID == m.user.ID:
		return true
	case m.flags&lite != 0 || !m.covers(do, x, false):
		return false
	}
	return (other.flags&lite == 0 || m.seesLite()) && !t.excludes(m, other)
}

// seesLite: people with a lite seat are neither seen nor reached by others,
// except by who may see users (MODEL 3).
func (m *member) seesLite() bool { return m.flags&admin != 0 || m.held.Has(seeUsers) }

func (m *member) hidden(e *entity) bool { return e.liteOnly && !m.seesLite() }

// excluded tells whether an exclusion of the user hides the entity: it is
// excluded itself, or it is an extension of an excluded user.
func (t *Tenant) excluded(m *member, x *target, e *entity) bool {
	for _, exclusion := range m.user.Exclusions {
		if x.is(exclusion) {
			return true
		}
		if k, name := split(exclusion); k == person {
			for w := range e.owners {
				if means(name, t.people.member(uint32(w)).user) {
					return true
				}
			}
		}
	}
	return false
}

// excludes tells whether an exclusion of the user names a person.
func (t *Tenant) excludes(m, other *member) bool {
	if m.flags&excluding == 0 {
		return false
	}
	for _, x := range m.user.Exclusions {
		if k, name := split(x); k == person && means(name, other.user) {
			return true
		}
	}
	return false
}
