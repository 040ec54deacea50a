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

func piecesOf(c *comparison, b, a *member, e *Effect) *pieces {
	both := word(b.held) & word(a.held)
	wasAll, isAll := b.everything()&both, a.everything()&both
	return &pieces{c: c, b: b, a: a, both: both, more: isAll &^ wasAll, less: wasAll &^ isAll, e: e}
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
	look := func(on callgate.Entity) { p.look(on, p.both) }
	if !p.c.sameSelf(p.b, p.a, p.both) {
		p.c.before.mentioned(p.b, look)
		p.c.after.mentioned(p.a, look)
		return
	}
	p.b.mentionedByRoles(look)
	p.a.mentionedByRoles(look)
}

// look compares one entity, for some of the rights.
func (p *pieces) look(on callgate.Entity, rights uint64) {
	if p.c.seen[on] {
		return
	}
	p.c.seen[on] = true
	was, is := p.rights(on)
	if w := is &^ was &^ p.more & rights; w != 0 {
		p.e.Further = append(p.e.Further, stretchOf(on, w))
	}
	if w := was &^ is &^ p.less & rights; w != 0 {
		p.e.Shorter = append(p.e.Shorter, stretchOf(on, w))
	}
}

// rights are those he keeps, on an entity, before and after.
func (p *pieces) rights(on callgate.Entity) (was, is uint64) {
	x := targetOf(on)
	return p.c.before.rightsOn(p.b, &x) & p.both, p.c.after.rightsOn(p.a, &x) & p.both
}
