package policy

import (
	"math/bits"

	"callgate/backend/callgate"
)

// Stretch is a piece of reach: everything, or one entity, with the rights that
// count there.
type Stretch struct {
	On     callgate.Entity // "" = everything
	Rights callgate.Set
}

func stretchOf(on callgate.Entity, rights uint64) Stretch { return Stretch{on, callgate.Set{rights}} }

// rightsOn are the scoped rights of a member that reach an entity: what reaches
// answers, for all rights in one go. e is the entity as the tenant knows it, nil
// when it does not, or when x is a person.
func (t *Tenant) rightsOn(m *member, x *target, e *entity) uint64 {
	if x.kind == person {
		return t.rightsOnPerson(m, x)
	}
	held, shares := word(m.held), m.shares(x)
	if m.flags&sharedOnly != 0 && !shares {
		held &^= 1 << playing
	}
	if m.owns(x) {
		return held
	}
	if m.flags&lite != 0 && !shares {
		return 0
	}
	if e == nil || m.hidden(e) || (m.flags&excluding != 0 && t.excluded(m, x, e)) {
		return 0
	}
	var w uint64
	if shares && m.flags&playShared != 0 {
		w = 1 << playing
	}
	w |= m.wide
	if m.lists(x) {
		w |= m.mine
	}
	if m.flags&further != 0 {
		for _, r := range m.more.lists {
			if r.lists(x) {
				w |= r.listed
			}
		}
	}
	if m.flags&sharedOnly != 0 { // by shared recordings, or not at all
		w &^= 1 << playing
		if shares {
			w |= 1 << playing
		}
	}
	return w & held &^ (1 << ownCalls)
}

func (t *Tenant) rightsOnPerson(m *member, x *target) (w uint64) {
	for held := word(m.held); held != 0; held &= held - 1 {
		if b := bits.TrailingZeros64(held); t.reachesPerson(m, callgate.Bit(b), x) {
			w |= 1 << b
		}
	}
	return w
}

// everything are the rights that reach everything.
func (m *member) everything() uint64 {
	if m.flags&lite != 0 {
		return 0
	}
	return m.wide & word(m.held)
}

// mentioned lists what a member's reach may say something of its own about: own and
// shared extensions, his list, the lists of his roles, what he excludes and the
// extensions of whom he excludes.
func (t *Tenant) mentioned(m *member, yield func(callgate.Entity)) {
	u := m.user
	for i := range u.Extensions {
		yield(callgate.EntityOf(callgate.Extension, u.Extensions[i].Name))
	}
	for _, e := range u.Shared {
		yield(callgate.EntityOf(callgate.Extension, e))
	}
	for _, e := range u.Reach {
		yield(e)
	}
	for _, e := range u.Exclusions {
		yield(e)
		if k, name := split(e); k == person {
			if w, ok := t.named(name); ok {
				for _, x := range t.people.member(uint32(w)).user.Extensions {
					yield(callgate.EntityOf(callgate.Extension, x.Name))
				}
			}
		}
	}
	if m.flags&further == 0 {
		return
	}
	for _, r := range m.more.lists {
		for _, e := range r.source.ReachList {
			yield(e)
		}
	}
}
