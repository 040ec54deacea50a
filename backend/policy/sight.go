package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// sight is what a change of some people does to what others see of them: who is
// disabled vanishes from the lists of all but those who can put him back in use,
// who gets a lite seat vanishes, with his extensions, from everybody who may not
// see users (MODEL 3).
type sight struct {
	hidden, shown     []*callgate.User // disabled or with a lite seat, and were not; the other way round
	disabled, enabled []callgate.ID
	seats             []callgate.Entity        // people with another seat
	extensions        []callgate.Entity        // known, or hidden by seats, otherwise than before
	owned             []callgate.Entity        // of others now: who excludes people may notice
	things            map[callgate.Entity]bool // there now and not before, or the other way round
}

// sight works it out once for everybody.
func (mv *moved) sight() *sight {
	before, after, s := mv.before, mv.after, &sight{}
	for _, pair := range mv.pairs {
		was, is := pair[0], pair[1]
		lite, full := was.Seat != is.Seat && is.Seat == callgate.LiteSeat, was.Seat != is.Seat && is.Seat != callgate.LiteSeat
		if was.Enabled && !is.Enabled {
			s.disabled = append(s.disabled, is.ID)
		}
		if !was.Enabled && is.Enabled {
			s.enabled = append(s.enabled, is.ID)
		}
		if was.Enabled && !is.Enabled || lite {
			s.hidden = append(s.hidden, is)
		}
		if !was.Enabled && is.Enabled || full {
			s.shown = append(s.shown, is)
		}
		if lite || full {
			s.seats = append(s.seats, callgate.EntityOf(callgate.UserKind, is.ID))
		}
	}
	for on := range mv.entities {
		if standingOf(&before.entities, on) == standingOf(&after.entities, on) {
			s.owned = append(s.owned, on)
		} else {
			s.extensions = append(s.extensions, on)
		}
	}
	slices.Sort(s.extensions) // told in an order of their own
	slices.Sort(s.owned)
	if mv.things {
		s.things = map[callgate.Entity]bool{}
		before.entities.unknownTo(&after.entities, s.things)
		after.entities.unknownTo(&before.entities, s.things)
	}
	return s
}

// entityStanding is how far an entity may be seen by who has no part in it.
type entityStanding struct{ known, liteOnly bool }

func standingOf(es *entities, on callgate.Entity) entityStanding {
	x := targetOf(on)
	e, known := es.known(&x)
	if !known {
		return entityStanding{}
	}
	return entityStanding{true, e.liteOnly}
}

// unknownTo collects what is known here and not there.
func (es *entities) unknownTo(others *entities, into map[callgate.Entity]bool) {
	for i := range es.size {
		e := es.at(i)
		if !e.known() {
			continue
		}
		x := target{e.kind, e.name, entityHash(e.kind, e.name)}
		if _, known := others.known(&x); !known {
			into[callgate.EntityOf(e.kind.String(), e.name)] = true
		}
	}
}

// any tells whether people may notice who did not change themselves.
func (s *sight) any() bool {
	return len(s.hidden)+len(s.shown)+len(s.extensions)+len(s.owned)+len(s.things) > 0
}

// others is what somebody comes to see of others, or sees no more; who is not
// let in sees nothing.
func (p *pieces) others(s *sight) {
	b, a := p.b, p.a
	if !p.c.before.enabled || !p.c.after.enabled || b.flags&a.flags&inUse == 0 {
		return
	}
	if b.held.Has(seeUsers) && a.held.Has(seeUsers) && !b.held.Has(writeUsers) && !a.held.Has(writeUsers) {
		p.e.Unsees, p.e.Sees = someoneElse(s.disabled, a.user.ID), someoneElse(s.enabled, a.user.ID)
	}
	for _, on := range s.seats {
		if on.Name() == p.a.user.ID {
			continue
		}
		was, is := p.rights(on)
		p.e.Unsees, p.e.Sees = p.e.Unsees || was&^is != 0, p.e.Sees || is&^was != 0
	}
	for _, on := range s.extensions {
		p.other(on)
	}
	if (p.a.flags|p.b.flags)&excluding != 0 {
		for _, on := range s.owned {
			p.other(on)
		}
	}
	if len(s.things) > 0 {
		look := func(on callgate.Entity) {
			if s.things[on] {
				p.other(on)
			}
		}
		p.c.before.mentioned(p.b, look)
		p.c.after.mentioned(p.a, look)
	}
}

// other compares one that is not his. What is there only before or only after
// is no news to who reaches everything.
func (p *pieces) other(on callgate.Entity) {
	mask := p.both
	if standingOf(&p.c.before.entities, on).known != standingOf(&p.c.after.entities, on).known {
		mask &^= p.b.everything() | p.a.everything()
	}
	p.look(on, mask)
}

func someoneElse(list []callgate.ID, id callgate.ID) bool {
	return len(list) > 1 || len(list) == 1 && list[0] != id
}
