package policy

import (
	"math"
	"net/netip"
	"slices"

	"callgate/backend/callgate"
)

// record is a user compiled: what the walk needs, in one cache line.
type record struct {
	user   *callgate.User
	more   *more         // hosts and roles with a list; nil for who has neither
	until  callgate.Time // the next moment at which any of this stops being true
	held   callgate.Set  // effective rights
	wide   mask          // of them, those that reach everything
	mine   mask          // and those that count in his own reach
	login  uint32        // place of the login in the chunk
	length uint16
	flags  flag
}

// more is what most users do not have.
type more struct {
	hosts []netip.Prefix
	list  []listGrant
}

type flag uint8

const (
	admin     flag = 1 << iota
	lite           // seat
	excluding      // has exclusions
	inUse          // enabled, not blocked, not expired
	play           // shared recordings may be played
)

// mask is a set of the permissions that count inside a reach.
type mask uint32

var (
	scopedPlace = placeScoped() // permission -> its bit in a mask
)

// placeScoped numbers the scoped permissions; the others stand at 0 bits.
func placeScoped() (place [callgate.MaxPermissions]mask) {
	next := mask(1)
	for i, leaf := range callgate.Catalogue() {
		if leaf.Scoped {
			if next == 0 {
				panic("policy: a mask holds 32 scoped permissions")
			}
			place[i] = next
			next <<= 1
		}
	}
	return place
}

// maskOf keeps the scoped permissions of a set.
func maskOf(s callgate.Set) mask {
	var m mask
	for _, b := range scopedBits {
		if s.Has(b) {
			m |= scopedPlace[b]
		}
	}
	return m
}

var scopedBits = func() (list []callgate.Bit) {
	for i, leaf := range callgate.Catalogue() {
		if leaf.Scoped {
			list = append(list, callgate.Bit(i))
		}
	}
	return list
}()

// set is the mask as permissions.
func (m mask) set() callgate.Set {
	var s callgate.Set
	for _, b := range scopedBits {
		if m&scopedPlace[b] != 0 {
			s.Add(b)
		}
	}
	return s
}

const forever = callgate.Time(math.MaxInt64)

// compile makes the record as of now.
func (t *Tenant) compile(r *record, u *callgate.User, now callgate.Time) {
	l := t.layersOf(u, now)
	*r = record{user: u, held: l.held, until: nextEnd(u, now)}
	if len(u.Hosts) > 0 || len(l.list) > 0 {
		r.more = &more{hosts: parseHosts(u.Hosts), list: l.list}
	}
	if u.Enabled && !u.Blocked && (u.Expires == 0 || now < u.Expires) {
		r.flags |= inUse
	}
	if l.admin {
		r.flags |= admin
		r.wide = maskOf(l.held) &^ scopedPlace[ownCalls]
		return
	}
	if l.shared {
		r.flags |= play
	}
	if len(u.Exclusions) > 0 {
		r.flags |= excluding
	}
	if u.Seat == callgate.LiteSeat {
		r.flags |= lite
		if r.more != nil {
			r.more.list = nil
		}
		return
	}
	held := maskOf(l.held)
	r.wide, r.mine = l.wide&held, l.mine&held
	if u.ReachEverything {
		r.wide |= r.mine
	}
	r.wide &^= scopedPlace[ownCalls] // reaches own calls only
}

// nextEnd is when the compiled rights stop being true by themselves.
func nextEnd(u *callgate.User, now callgate.Time) callgate.Time {
	end := forever
	if u.Expires > now {
		end = u.Expires
	}
	for i := range u.Roles {
		if at := u.Roles[i].Expires; at > now && at < end {
			end = at
		}
	}
	for i := range u.Overrides {
		if at := u.Overrides[i].Expires; at > now && at < end {
			end = at
		}
	}
	return end
}

// at gives the record true at a moment: the kept one, or one made for it.
func (t *Tenant) at(r *record, now callgate.Time) *record {
	if now < r.until {
		return r
	}
	var fresh record
	t.compile(&fresh, r.user, now)
	return &fresh
}

func (r *record) hosts() []netip.Prefix {
	if r.more == nil {
		return nil
	}
	return r.more.hosts
}

func (r *record) list() []listGrant {
	if r.more == nil {
		return nil
	}
	return r.more.list
}

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
	if r.wide&scopedPlace[b] != 0 || (r.held.Has(b) && len(r.user.Extensions) > 0) {
		return true
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
