package policy

import (
	"math"
	"net/netip"
	"slices"

	"callgate/backend/callgate"
)

// record is a user compiled: what the walk needs, in a cache line or two.
type record struct {
	user  *callgate.User
	hosts []netip.Prefix
	held  callgate.Set  // effective rights
	wide  callgate.Set  // of them, those that reach everything
	until callgate.Time // the next moment at which a role or override ends
	more  *scope        // reach beside everything; nil for who has none
	flags flag
}

type flag uint8

const (
	admin flag = 1 << iota
	lite
	excluding // has exclusions: the slow path looks at them
)

// scope is what a user reaches when he does not reach everything.
type scope struct {
	mine   callgate.Set // permissions that count in his own reach
	list   []listGrant
	reach  []callgate.Entity
	own    []callgate.Entity // his extensions
	shared []callgate.Entity // extensions whose recordings are shared with him
	play   bool              // and may be played
}

const forever = callgate.Time(math.MaxInt64)

// compile makes the record as of now.
func (t *Tenant) compile(u *callgate.User, now callgate.Time) record {
	l := t.layersOf(u, now)
	r := record{user: u, hosts: parseHosts(u.Hosts), held: l.held, until: nextEnd(u, now)}
	switch {
	case l.admin:
		r.flags |= admin
		r.wide = l.held
		return r
	case u.Seat == callgate.LiteSeat:
		r.flags |= lite
	default:
		r.wide = l.wide.Intersect(l.held)
		if u.ReachEverything {
			r.wide = r.wide.Union(l.mine.Intersect(l.held))
		}
	}
	if len(u.Exclusions) > 0 {
		r.flags |= excluding
	}
	r.wide.Remove(ownCalls) // reaches own calls only
	if len(u.Extensions)+len(u.Shared)+len(u.Reach)+len(l.list) > 0 {
		r.more = &scope{mine: l.mine.Intersect(l.held), list: l.list, reach: u.Reach, own: ownExtensions(u), shared: entities(callgate.Extension, u.Shared), play: l.shared}
		if r.flags&lite != 0 {
			r.more.mine, r.more.list, r.more.reach = callgate.Set{}, nil, nil
		}
	}
	return r
}

func ownExtensions(u *callgate.User) []callgate.Entity {
	if len(u.Extensions) == 0 {
		return nil
	}
	list := make([]callgate.Entity, len(u.Extensions))
	for i, x := range u.Extensions {
		list[i] = callgate.EntityOf(callgate.Extension, x.Name)
	}
	return list
}

func entities(kind string, names []string) []callgate.Entity {
	if len(names) == 0 {
		return nil
	}
	list := make([]callgate.Entity, len(names))
	for i, n := range names {
		list[i] = callgate.EntityOf(kind, n)
	}
	return list
}

// nextEnd is when the compiled rights stop being true by themselves.
func nextEnd(u *callgate.User, now callgate.Time) callgate.Time {
	end := forever
	look := func(at callgate.Time) {
		if at > now && at < end {
			end = at
		}
	}
	for _, m := range u.Roles {
		look(m.Expires)
	}
	for _, o := range u.Overrides {
		look(o.Expires)
	}
	return end
}

// at gives the record true at a moment: the kept one, or one made for it.
func (t *Tenant) at(r *record, now callgate.Time) *record {
	if now < r.until {
		return r
	}
	fresh := t.compile(r.user, now)
	return &fresh
}

// reaches answers for a scoped permission that is held: does its reach contain
// the entity? Exclusions are looked at elsewhere.
func (r *record) reaches(b callgate.Bit, e callgate.Entity) bool {
	if r.wide.Has(b) {
		return true
	}
	s := r.more
	if s == nil {
		return false
	}
	if r.held.Has(b) && slices.Contains(s.own, e) {
		return true
	}
	if b == ownCalls {
		return false
	}
	if len(s.shared) > 0 && slices.Contains(s.shared, e) {
		if (b == playing && s.play) || (r.flags&lite != 0 && r.held.Has(b) && liteShared.Has(b)) {
			return true
		}
	}
	if s.mine.Has(b) && slices.Contains(s.reach, e) {
		return true
	}
	if r.held.Has(b) {
		for i := range s.list {
			if s.list[i].reaches(b, e) {
				return true
			}
		}
	}
	return false
}

// reachesAnything answers the question without an entity.
func (t *Tenant) reachesAnything(r *record, b callgate.Bit) bool {
	if r.wide.Has(b) {
		return true
	}
	s := r.more
	if s == nil {
		return false
	}
	if r.held.Has(b) && len(s.own) > 0 {
		return true
	}
	for _, list := range [...][]callgate.Entity{s.shared, s.reach} {
		for _, e := range list {
			if r.reaches(b, e) && !t.excluded(r, e) {
				return true
			}
		}
	}
	for i := range s.list {
		for _, e := range s.list[i].reach {
			if r.reaches(b, e) && !t.excluded(r, e) {
				return true
			}
		}
	}
	return false
}

// excluded tells whether an exclusion of the user hides the entity. His own
// extension hides nothing from him; an extension of an excluded user counts.
func (t *Tenant) excluded(r *record, e callgate.Entity) bool {
	if r.flags&excluding == 0 || (r.more != nil && slices.Contains(r.more.own, e)) {
		return false
	}
	for _, x := range r.user.Exclusions {
		if x == e {
			return true
		}
		if x.Kind() != callgate.UserKind {
			continue
		}
		if w, ok := t.Find(x.Name()); ok {
			if other := t.people.at(w).more; other != nil && slices.Contains(other.own, e) {
				return true
			}
		}
	}
	return false
}
