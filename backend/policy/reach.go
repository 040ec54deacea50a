package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// owns tells whether the entity is an extension of the user.
func (r *record) owns(e callgate.Entity) bool { return isExtension(r.user.Extensions, e) }

const extensionPrefix = callgate.Extension + ":"

func isExtension(list []callgate.OwnExtension, e callgate.Entity) bool {
	if len(list) == 0 || len(e) <= len(extensionPrefix) || e[:len(extensionPrefix)] != extensionPrefix {
		return false
	}
	name := string(e[len(extensionPrefix):])
	for i := range list {
		if list[i].Name == name {
			return true
		}
	}
	return false
}

// shares tells whether the recordings of the entity are shared with the user.
func (r *record) shares(e callgate.Entity) bool {
	return e.Kind() == callgate.Extension && slices.Contains(r.user.Shared, e.Name())
}

// holds tells whether a right is in effect, on whatever it may be.
func (r *record) holds(b callgate.Bit) bool {
	return r.held.Has(b) || (b == playing && r.flags&play != 0)
}

// reaches answers for a scoped permission: does its reach contain the entity?
// Exclusions are looked at elsewhere.
func (r *record) reaches(b callgate.Bit, e callgate.Entity) bool {
	place := scopedPlace[b]
	if r.wide&place != 0 {
		return true
	}
	held := r.held.Has(b)
	switch {
	case held && r.owns(e):
		return true
	case b == ownCalls:
		return false
	case r.mine&place != 0 && slices.Contains(r.user.Reach, e):
		return true
	}
	if held {
		for _, g := range r.list() {
			if g.reaches(place, e) {
				return true
			}
		}
	}
	if len(r.user.Shared) == 0 {
		return false
	}
	return ((b == playing && r.flags&play != 0) || (held && r.flags&lite != 0 && liteShared.Has(b))) && r.shares(e)
}

// reachesAnything answers the question without an entity.
func (t *Tenant) reachesAnything(r *record, b callgate.Bit) bool {
	if r.wide&scopedPlace[b] != 0 || (r.held.Has(b) && r.flags&owning != 0) {
		return true
	}
	if r.tags[0] == 0 {
		return false
	}
	for _, e := range r.user.Reach {
		if t.sees(r, b, e) {
			return true
		}
	}
	for _, g := range r.list() {
		for _, e := range g.reach {
			if t.sees(r, b, e) {
				return true
			}
		}
	}
	for _, name := range r.user.Shared {
		if e := callgate.EntityOf(callgate.Extension, name); t.sees(r, b, e) {
			return true
		}
	}
	return false
}

// excluded tells whether an exclusion of the user hides the entity. His own
// extension hides nothing from him; an extension of an excluded user counts.
func (t *Tenant) excluded(r *record, e callgate.Entity) bool {
	if r.flags&excluding == 0 || r.owns(e) {
		return false
	}
	for _, x := range r.user.Exclusions {
		if x == e {
			return true
		}
		if x.Kind() != callgate.UserKind {
			continue
		}
		if w, ok := t.Find(x.Name()); ok && isExtension(t.people.at(w).user.Extensions, e) {
			return true
		}
	}
	return false
}

// sees puts the three together: in reach, known, not excluded.
func (t *Tenant) sees(r *record, b callgate.Bit, e callgate.Entity) bool {
	return r.reaches(b, e) && t.knows(e) && !t.excluded(r, e)
}
