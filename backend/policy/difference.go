package policy

import (
	"cmp"
	"slices"
	"sync"

	"callgate/backend/callgate"
)

// What a change does to people, worst first.
const (
	ShutsOut  = "shut_out"
	Lowers    = "lowered" // no administrator any more
	Takes     = "loses"   // a permission
	Shortens  = "shorter" // reach
	Narrows   = "narrower"
	Removes   = "removed"
	Hides     = "unseen" // somebody else vanishes from what he sees
	Adds      = "added"
	LetsIn    = "let_in"
	Raises    = "raised"
	Gives     = "gains"
	Stretches = "further"
	Widens    = "wider"
	Shows     = "seen"
)

var worst = []string{ShutsOut, Lowers, Takes, Shortens, Narrows, Removes, Hides, Raises, Gives, Stretches, LetsIn, Widens, Adds, Shows}

// Outcome is one thing that happens to so many people.
type Outcome struct {
	Kind       string
	Permission callgate.Permission // of loses and gains
	On         callgate.Entity     // of shorter and further; "" = everything
	Rights     callgate.Set        // of shorter and further: those concerned, of anybody
	Count      int
	First      []*callgate.User // the first few of them

	who uint64 // differs, in practice, where the people do
}

// SamePeople tells whether two outcomes are of the same kind and happen to the
// same people, so that they can be told in one line.
func (o *Outcome) SamePeople(x *Outcome) bool {
	return o.Kind == x.Kind && o.Count == x.Count && o.who == x.who
}

// outcomesNamed is how many people an outcome names.
const outcomesNamed = 5

// Difference is what a change does to the people of a tenant: between its form
// before and after, as of a moment.
type Difference struct {
	Looked   int       // people compared
	Touched  int       // people for whom anything changes
	Harmed   int       // people who lose something
	Helped   int       // people who gain something
	Outcomes []Outcome // worst first, then by count

	before, after *Tenant
	now           callgate.Time
	touched       []bool // by place after
	harmed        []bool
	gone          []*callgate.User
	moved         *moved
	sight         *sight
}

// Differ compares two forms of one tenant. People whose own record is another
// one are looked at closely; all others only for what they see of those.
func Differ(before, after *Tenant, now callgate.Time) *Difference {
	mv := movedBetween(before, after)
	return differ(before, after, now, &mv, mv.sight())
}

func differ(before, after *Tenant, now callgate.Time, mv *moved, s *sight) *Difference {
	size := int(after.people.size)
	d := &Difference{before: before, after: after, now: now, touched: make([]bool, size), harmed: make([]bool, size), moved: mv, sight: s}
	var tallies [workers]*tally
	var wait sync.WaitGroup
	half := (size + workers - 1) / workers
	for i := range workers {
		from, to := min(i*half, size), min((i+1)*half, size)
		tallies[i] = newTally()
		wait.Go(func() { d.stretch(Who(from), Who(to), tallies[i]) })
	}
	wait.Wait()
	all := tallies[0]
	for _, t := range tallies[1:] {
		all.join(t)
	}
	c := newComparison(before, after, now, d.sight)
	if before.Len() != after.Len() || all.known != before.Len() {
		for w := range before.people.size {
			b := before.people.at(w)
			if b == nil {
				continue
			}
			if _, still := after.ByID(b.user.ID); !still {
				e := c.alone(b, nil)
				d.gone = append(d.gone, b.user)
				all.add(e)
			}
		}
	}
	d.Looked, d.Touched, d.Harmed, d.Helped = after.Len()+len(d.gone), all.touched, all.harmed, all.helped
	d.Outcomes = all.outcomes()
	return d
}

// stretch compares the people at some places.
func (d *Difference) stretch(from, to Who, t *tally) {
	c := newComparison(d.before, d.after, d.now, d.sight)
	sameTenant := d.before.enabled == d.after.enabled && c.sameHosts && !d.sight.any()
	for w := from; w < to; w++ {
		if w%chunkSize == 0 && sameTenant && to-w >= chunkSize && d.sharesChunk(int(w/chunkSize)) {
			t.known += d.livingIn(int(w / chunkSize))
			w += chunkSize - 1
			continue
		}
		a := d.after.people.at(w)
		if a == nil {
			continue
		}
		e := c.effectOn(w, a, t)
		if !e.any() {
			continue
		}
		d.touched[w], d.harmed[w] = true, e.Harms()
		t.add(e)
	}
}

func (d *Difference) sharesChunk(n int) bool {
	return Who(n*chunkSize) < d.before.people.size && d.before.people.chunk(uint32(n)) == d.after.people.chunk(uint32(n))
}

func (d *Difference) livingIn(n int) (live int) {
	for i := range d.after.people.chunk(uint32(n)) {
		if d.after.people.chunk(uint32(n))[i].user != nil {
			live++
		}
	}
	return live
}

// effectOn finds a person's place before: nearly always the same one.
func (c *comparison) effectOn(w Who, a *member, t *tally) *Effect {
	b := c.before.people.at(w)
	if b == nil || b.user.ID != a.user.ID {
		was, known := c.before.ByID(a.user.ID)
		if !known {
			return c.alone(nil, a)
		}
		b = c.before.people.at(was)
	}
	t.known++
	return c.person(b, a)
}

// Hidden lists who vanishes from what others see, Shown who comes into sight.
func (d *Difference) Hidden() []*callgate.User { return d.sight.hidden }

// Shown is the other side of Hidden.
func (d *Difference) Shown() []*callgate.User { return d.sight.shown }

// Gone lists who is there no more.
func (d *Difference) Gone() []*callgate.User { return d.gone }

// Touches tells whether anything changes for a user who is there after, and
// whether he loses something.
func (d *Difference) Touches(id callgate.ID) (touched, harmed bool) {
	w, ok := d.after.ByID(id)
	if !ok {
		return false, false
	}
	return d.touched[w], d.harmed[w]
}

// On tells what the change does to one person.
func (d *Difference) On(id callgate.ID) Effect {
	c := newComparison(d.before, d.after, d.now, d.sight)
	w, ok := d.after.ByID(id)
	if ok {
		return *c.effectOn(w, d.after.people.at(w), newTally())
	}
	if w, ok = d.before.ByID(id); ok {
		return *c.alone(d.before.people.at(w), nil)
	}
	return Effect{}
}

// tally counts outcomes.
type tally struct {
	touched, harmed, helped, known int
	by                             map[outcomeKey]*Outcome
}

type outcomeKey struct {
	kind  string
	right callgate.Bit
	on    callgate.Entity
}

func newTally() *tally { return &tally{by: map[outcomeKey]*Outcome{}} }

func (t *tally) count(k outcomeKey, u *callgate.User, who uint64) *Outcome {
	o := t.by[k]
	if o == nil {
		o = &Outcome{Kind: k.kind, On: k.on}
		if k.kind == Takes || k.kind == Gives {
			o.Permission = callgate.PermissionAt(k.right)
		}
		t.by[k] = o
	}
	o.who += who
	if o.Count++; len(o.First) < outcomesNamed {
		o.First = append(o.First, u)
	}
	return o
}

func (t *tally) add(e *Effect) {
	t.touched++
	if e.Harms() {
		t.harmed++
	}
	if e.Helps() {
		t.helped++
	}
	who := hashOf(e.User.ID)
	e.each(func(k outcomeKey, rights callgate.Set) {
		o := t.count(k, e.User, who)
		o.Rights = o.Rights.Union(rights)
	})
}

// each goes through the outcomes an effect counts in.
func (e *Effect) each(f func(k outcomeKey, rights callgate.Set)) {
	for kind := range e.marks {
		f(outcomeKey{kind: kind}, callgate.Set{})
	}
	if !e.Gone { // he loses himself, not each right
		eachBit(e.Losses, func(b callgate.Bit) { f(outcomeKey{kind: Takes, right: b}, callgate.Set{}) })
	}
	eachBit(e.Gains, func(b callgate.Bit) { f(outcomeKey{kind: Gives, right: b}, callgate.Set{}) })
	for _, s := range e.Shorter {
		f(outcomeKey{kind: Shortens, on: s.On}, s.Rights)
	}
	for _, s := range e.Further {
		f(outcomeKey{kind: Stretches, on: s.On}, s.Rights)
	}
}

// Counts tells whether a person counts in an outcome.
func (e *Effect) Counts(o *Outcome) (in bool) {
	want := outcomeKey{kind: o.Kind, on: o.On}
	if o.Permission != "" {
		want.right, _ = callgate.BitOf(o.Permission)
	}
	e.each(func(k outcomeKey, _ callgate.Set) { in = in || k == want })
	return in
}

// join adds what another goroutine counted.
func (t *tally) join(o *tally) {
	t.touched, t.harmed, t.helped, t.known = t.touched+o.touched, t.harmed+o.harmed, t.helped+o.helped, t.known+o.known
	for k, theirs := range o.by {
		mine := t.by[k]
		if mine == nil {
			t.by[k] = theirs
			continue
		}
		mine.Count += theirs.Count
		mine.who += theirs.who
		mine.Rights = mine.Rights.Union(theirs.Rights)
		mine.First = append(mine.First, theirs.First[:min(len(theirs.First), outcomesNamed-len(mine.First))]...)
	}
}

func (t *tally) outcomes() []Outcome {
	list := make([]Outcome, 0, len(t.by))
	for _, o := range t.by {
		list = append(list, *o)
	}
	slices.SortFunc(list, func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(slices.Index(worst, a.Kind), slices.Index(worst, b.Kind)), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Permission, b.Permission), cmp.Compare(a.On, b.On))
	})
	return list
}
