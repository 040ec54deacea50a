package policy

import (
	"iter"

	"callgate/backend/callgate"
)

// Holding is what one user holds at a moment, for looking over many at once.
type Holding struct {
	User   *callgate.User
	Rights callgate.Set
	Wide   callgate.Set // scoped ones that reach everything
}

// Holdings goes through everybody once, in no particular order. What it hands
// out counts until the next one.
func (t *Tenant) Holdings(now callgate.Time) iter.Seq[*Holding] {
	return func(yield func(*Holding) bool) {
		var h Holding
		for w := range t.people.size {
			if m := t.people.at(w); m != nil {
				if h.fill(t.at(m, now)); !yield(&h) {
					return
				}
			}
		}
	}
}

// Holding of one user, empty when nobody is at that place.
func (t *Tenant) Holding(w Who, now callgate.Time) (h Holding) {
	if m := t.people.at(w); m != nil {
		h.fill(t.at(m, now))
	}
	return h
}

// HoldingAs is what somebody would hold if he were stored like this.
func (t *Tenant) HoldingAs(u *callgate.User, now callgate.Time) (h Holding) {
	h.fill(t.made(u, now))
	return h
}

func (h *Holding) fill(m *member) {
	h.User, h.Rights, h.Wide = m.user, m.held, callgate.Set{}
	if m.flags&lite == 0 {
		h.Wide[0] = m.wide
	}
}

// Reaches is the reach gate alone: does a scoped right of his reach the entity?
func (t *Tenant) Reaches(w Who, do callgate.Bit, on callgate.Entity, now callgate.Time) bool {
	m := t.people.at(w)
	return m != nil && t.reaches(t.at(m, now), do, on)
}
