package policy

import (
	"hash/maphash"
	"math"
	"net/netip"
	"slices"

	"callgate/backend/callgate"
)

// record is a user compiled. Its first cache line answers most questions, the
// second says where to look for the rest.
type record struct {
	login  [loginRoom]byte // folded, when it fits
	held   callgate.Set    // effective rights
	wide   mask            // of them, those that reach everything
	mine   mask            // and those that count in his own reach
	until  uint32          // second up to which all of this is true by itself
	length uint8           // of the login
	flags  flag

	user *callgate.User
	more *more           // hosts and roles with a list; nil for who has neither
	tags [tagRoom]uint32 // what reach, own and shared extensions and lists name, hashed
}

const (
	loginRoom = 24
	tagRoom   = 12
	longLogin = 255 // does not fit: look at the user
)

// named tells whether this is the user's folded login.
func (r *record) named(login string) bool {
	if int(r.length) == len(login) {
		return string(r.login[:r.length&31]) == login
	}
	return r.length == longLogin && r.user != nil && r.user.Folded == login
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
	owning         // has an extension
	crowded        // names more entities than there is room for tags
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

// tag notes by hash what the user's reach names, so that most entities outside
// it are told apart without looking further.
func (r *record) tag(t *Tenant, u *callgate.User, lists []listGrant) {
	n := 0
	add := func(kind, name string) {
		if n == tagRoom {
			r.flags |= crowded
			return
		}
		r.tags[n] = t.tagOf(kind, name)
		n++
	}
	for i := range u.Extensions {
		add(callgate.Extension, u.Extensions[i].Name)
	}
	for _, name := range u.Shared {
		add(callgate.Extension, name)
	}
	for _, e := range u.Reach {
		add(e.Kind(), e.Name())
	}
	for i := range lists {
		for _, e := range lists[i].reach {
			add(e.Kind(), e.Name())
		}
	}
}

// mayName tells whether the user's reach may name the entity; false is certain.
func (t *Tenant) mayName(r *record, e callgate.Entity) bool {
	if r.flags&crowded != 0 {
		return true
	}
	tag := t.tagOf(e.Kind(), e.Name())
	for i := range r.tags {
		if r.tags[i] == tag {
			return true
		}
	}
	return e.Kind() == callgate.UserKind
}

// tagOf hashes an entity; 0 is no tag.
func (t *Tenant) tagOf(kind, name string) uint32 {
	return uint32(maphash.String(t.seed, name))<<2 | uint32(len(kind))&3 | 1<<31
}

// compile makes the record as of now.
func (t *Tenant) compile(r *record, u *callgate.User, now callgate.Time) {
	l := t.layersOf(u, now)
	*r = record{user: u, held: l.held, until: nextEnd(u, now), length: longLogin}
	if len(u.Folded) <= loginRoom {
		r.length = uint8(copy(r.login[:], u.Folded))
	}
	r.tag(t, u, l.list)
	if len(u.Extensions) > 0 {
		r.flags |= owning
	}
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

// nextEnd is the second up to which the compiled rights are true by themselves:
// rounded down, so that the last part of a second takes the exact way.
func nextEnd(u *callgate.User, now callgate.Time) uint32 {
	end := callgate.Time(math.MaxInt64)
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
	return uint32(min(end/second, math.MaxUint32))
}

const second = callgate.Time(1_000_000)

// over tells whether the record has stopped being true.
func (r *record) over(now callgate.Time) bool {
	return r.until != math.MaxUint32 && now/second >= callgate.Time(r.until)
}

// at gives the record true at a moment: the kept one, or one made for it.
func (t *Tenant) at(r *record, now callgate.Time) *record {
	if !r.over(now) {
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
