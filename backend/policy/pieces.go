package policy

import "callgate/backend/callgate"

// pieces finds where the rights count that a person has before and after, each
// entity once.
type pieces struct {
	c          *comparison
	b, a       *member
	both       uint64 // rights he has before and after
	more, less uint64 // of them: come to reach everything, no longer do
	e          *Effect
}

func piecesOf(c *comparison, b, a *member, e *Effect) pieces {
	both := word(b.held) & word(a.held)
	wasAll, isAll := b.everything()&both, a.everything()&both
	return pieces{c: c, b: b, a: a, both: both, more: isAll &^ wasAll, less: wasAll &^ isAll, e: e}
}

// own compares what his own reach speaks of, everything first. An entity is not
// named beside "everything" that came or went with the same right.
func (p *pieces) own() {
	if p.both == 0 || !p.c.mayDiffer(p.b, p.a) {
		return
	}
	if p.more != 0 {
		p.e.Further = append(p.e.Further, stretchOf("", p.more))
	}
	if p.less != 0 {
		p.e.Shorter = append(p.e.Shorter, stretchOf("", p.less))
	}
	if !p.c.sameSelf(p.b, p.a, p.both) {
		look := func(on callgate.Entity) { p.look(on, p.both) }
		p.c.before.mentioned(p.b, look)
		p.c.after.mentioned(p.a, look)
		return
	}
	p.lists(p.b)
	p.lists(p.a)
}

// lists compares what stands in the lists of his roles. A role that gives what
// it gave makes no difference to who is himself what he was.
func (p *pieces) lists(m *member) {
	if m.flags&further == 0 {
		return
	}
	for _, r := range m.more.lists {
		for _, s := range p.c.spotsOf(r) {
			p.lookAt(s, p.both)
		}
	}
}

// look compares one entity, for some of the rights.
func (p *pieces) look(on callgate.Entity, rights uint64) {
	if s := p.c.spots[on]; s != nil {
		p.lookAt(s, rights)
		return
	}
	if p.c.seen[on] {
		return
	}
	p.c.seen[on] = true
	p.compare(p.c.spotOf(on), rights)
}

// lookAt is look for an entity that lists of roles name.
func (p *pieces) lookAt(s *spot, rights uint64) {
	if s.compared != p.c.count {
		s.compared = p.c.count
		p.compare(s, rights)
	}
}

func (p *pieces) compare(s *spot, rights uint64) {
	was, is := p.rightsAt(s)
	if w := is &^ was &^ p.more & rights; w != 0 {
		p.e.Further = append(p.e.Further, stretchOf(s.on, w))
	}
	if w := was &^ is &^ p.less & rights; w != 0 {
		p.e.Shorter = append(p.e.Shorter, stretchOf(s.on, w))
	}
}

// rights are those he keeps, on an entity, before and after.
func (p *pieces) rights(on callgate.Entity) (was, is uint64) {
	return p.rightsAt(p.c.spotOf(on))
}

func (p *pieces) rightsAt(s *spot) (was, is uint64) {
	return p.c.before.rightsOn(p.b, &s.target, s.before) & p.both, p.c.after.rightsOn(p.a, &s.target, s.after) & p.both
}

// spot is an entity looked for once, in both forms of the tenant.
type spot struct {
	on            callgate.Entity
	target        target
	before, after *entity // nil: not known there
	compared      int     // the last person it was compared for, by count
}

func (c *comparison) spotOf(on callgate.Entity) *spot {
	s := &spot{on: on, target: targetOf(on)}
	if s.target.kind == person {
		return s
	}
	if e, known := c.before.entities.known(&s.target); known {
		s.before = e
	}
	if e, known := c.after.entities.known(&s.target); known {
		s.after = e
	}
	return s
}

// spotsOf are the entities of a role's list; none where the role gives what it
// gave. Of a person it is asked before anything is looked at by name: what is a
// spot by then counts as one.
func (c *comparison) spotsOf(r *role) []*spot {
	list, known := c.listed[r]
	if known {
		return list
	}
	if !c.sameRole(r.source.ID) {
		for _, on := range r.source.ReachList {
			if c.spots[on] == nil {
				c.spots[on] = c.spotOf(on)
			}
			list = append(list, c.spots[on])
		}
	}
	c.listed[r] = list
	return list
}
