package policy

import (
	"math"
	"net/netip"

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
