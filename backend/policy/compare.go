package policy

import (
	"math/bits"
	"slices"

	"callgate/backend/callgate"
)

// Effect is what a change does to one person.
type Effect struct {
	User             *callgate.User // as he will be; as he was when he goes
	Added, Gone      bool
	In, Out          bool // gets in, is shut out: by state or from every address
	Wider, Narrower  bool // may come from more, from fewer addresses
	Raised, Lowered  bool // becomes an administrator, stops being one
	Gains, Losses    callgate.Set
	Further, Shorter []Stretch // reach of the rights he keeps
	Unsees, Sees     bool      // somebody else vanishes, comes into sight
}

// Harms tells whether he loses anything.
func (e *Effect) Harms() bool {
	return e.Gone || e.Out || e.Narrower || e.Lowered || e.Unsees || e.Losses != (callgate.Set{}) || len(e.Shorter) > 0
}

// Helps tells whether he gains anything.
func (e *Effect) Helps() bool {
	return e.Added || e.In || e.Wider || e.Raised || e.Sees || e.Gains != (callgate.Set{}) || len(e.Further) > 0
}

// Marks lists the outcomes that are neither rights nor reach.
func (e *Effect) Marks() []string {
	marks := []string{}
	for kind := range e.marks {
		marks = append(marks, kind)
	}
	return marks
}

func (e *Effect) marks(yield func(kind string) bool) {
	for _, x := range [...]struct {
		kind string
		on   bool
	}{{ShutsOut, e.Out}, {Lowers, e.Lowered}, {Narrows, e.Narrower}, {Removes, e.Gone}, {Hides, e.Unsees}, {Raises, e.Raised}, {LetsIn, e.In}, {Widens, e.Wider}, {Adds, e.Added}, {Shows, e.Sees}} {
		if x.on && !yield(x.kind) {
			return
		}
	}
}

func (e *Effect) any() bool {
	return e.Harms() || e.Helps()
}

// comparison looks at two compiled forms of a tenant, person by person. Each
// goroutine has its own.
type comparison struct {
	before, after *Tenant
	now           callgate.Time
	alike         []bool // by number of a role after: it gives what it gave
	places        map[[2]*hostList]whence
	count         int                       // of people compared
	seen          map[callgate.Entity]bool  // by the present one, of what is no spot
	spots         map[callgate.Entity]*spot // what lists of roles name
	listed        map[*role][]*spot
	effect        Effect // on the present person
	pieces        pieces // of his reach
	sameHosts     bool
	sight         *sight
}

// whence is what becomes of where somebody may come from.
type whence struct {
	wider, narrower, was, is bool // was, is: from anywhere at all
}

func newComparison(before, after *Tenant, now callgate.Time, s *sight) *comparison {
	c := &comparison{before: before, after: after, now: now, sight: s, places: map[[2]*hostList]whence{}, seen: map[callgate.Entity]bool{}, spots: map[callgate.Entity]*spot{}, listed: map[*role][]*spot{}}
	c.alike = make([]bool, len(after.roles.list)+1)
	for i := range after.roles.list {
		a := &after.roles.list[i]
		c.alike[a.number] = c.sameRole(a.source.ID)
	}
	c.sameHosts = slices.Equal(addressesOf(before.hosts), addressesOf(after.hosts))
	return c
}

// sameRole tells whether a role gives what it gave.
func (c *comparison) sameRole(id callgate.ID) bool {
	b, a := c.before.roles.byID[id], c.after.roles.byID[id]
	return b != nil && a != nil && a.gives(b)
}

// untouched is the quick answer for nearly everybody: the same record, in the
// same tenant.
func (c *comparison) untouched(b, a *member) bool {
	if c.before.enabled != c.after.enabled || !c.sameHosts || b.user != a.user || b.record != a.record {
		return false
	}
	if !b.trueAt(c.now) || !a.trueAt(c.now) { // something ended meanwhile: what it hid may show
		return false
	}
	if a.more == b.more || a.flags&further == 0 {
		return true
	}
	if len(a.more.lists) != len(b.more.lists) {
		return false
	}
	for i, r := range a.more.lists {
		if !c.alike[r.number] || r.source.ID != b.more.lists[i].source.ID {
			return false
		}
	}
	return true
}

// person compares one who is there before and after. Its answer holds until the
// next person is compared.
func (c *comparison) person(b, a *member) *Effect {
	e := &c.effect
	*e = Effect{Further: e.Further[:0], Shorter: e.Shorter[:0]}
	same := c.untouched(b, a)
	if same && !c.sight.any() {
		return e
	}
	b, a = c.before.at(b, c.now), c.after.at(a, c.now)
	e.User = a.user
	clear(c.seen)
	c.count++
	c.pieces = piecesOf(c, b, a, e)
	if !same {
		c.himself(b, a, e)
		c.pieces.own()
	}
	if c.sight.any() {
		c.pieces.others(c.sight)
	}
	return e
}

// himself is all but reach.
func (c *comparison) himself(b, a *member, e *Effect) {
	e.Gains, e.Losses = a.held.Minus(b.held), b.held.Minus(a.held)
	e.Raised, e.Lowered = a.flags&^b.flags&admin != 0, b.flags&^a.flags&admin != 0
	p := c.whence(b, a)
	was, is := c.before.enabled && b.flags&inUse != 0 && p.was, c.after.enabled && a.flags&inUse != 0 && p.is
	e.In, e.Out = is && !was, was && !is
	e.Wider, e.Narrower = p.wider && p.was, p.narrower && p.is
}

// alone is the effect on who is only there before, or only after.
func (c *comparison) alone(b, a *member) *Effect {
	if a != nil {
		a = c.after.at(a, c.now)
		return &Effect{User: a.user, Added: true, Gains: a.held}
	}
	b = c.before.at(b, c.now)
	return &Effect{User: b.user, Gone: true, Losses: b.held, Lowered: b.flags&admin != 0}
}

func (c *comparison) whence(b, a *member) whence {
	if b.hosts == nil && a.hosts == nil && c.before.hosts == nil && c.after.hosts == nil {
		return whence{was: true, is: true}
	}
	key := [2]*hostList{b.hosts, a.hosts}
	p, known := c.places[key]
	if !known {
		was, is := addressesOf(c.before.hosts).and(addressesOf(b.hosts)), addressesOf(c.after.hosts).and(addressesOf(a.hosts))
		p = whence{wider: !is.within(was), narrower: !was.within(is), was: len(was) > 0, is: len(is) > 0}
		c.places[key] = p
	}
	return p
}

// sameSelf tells whether what he has himself (extensions, list, exclusions)
// counts as it did: then only the lists of roles can make a difference.
func (c *comparison) sameSelf(b, a *member, both uint64) bool {
	return b.user == a.user && (b.mine^a.mine)&both == 0 && (b.flags^a.flags)&(lite|playShared|sharedOnly) == 0 && b.held.Has(seeUsers) == a.held.Has(seeUsers)
}

// mayDiffer tells whether anything that reach depends on is another one.
func (c *comparison) mayDiffer(b, a *member) bool {
	switch both := word(b.held) & word(a.held); {
	case b.user != a.user, (b.wide^a.wide)&both != 0, (b.mine^a.mine)&both != 0, (b.flags^a.flags)&(lite|playShared|sharedOnly|further) != 0:
		return true
	case b.held.Has(seeUsers) != a.held.Has(seeUsers): // people with a lite seat come into sight
		return true
	case a.flags&further == 0:
		return false
	}
	if len(a.more.lists) != len(b.more.lists) {
		return true
	}
	for i, r := range a.more.lists {
		if !c.alike[r.number] || r.source.ID != b.more.lists[i].source.ID {
			return true
		}
	}
	return false
}

// eachBit calls f for every permission of a set.
func eachBit(s callgate.Set, f func(callgate.Bit)) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			f(callgate.Bit(i<<6 | bits.TrailingZeros64(w)))
		}
	}
}
