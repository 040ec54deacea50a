package policy

import (
	"math"

	"callgate/backend/callgate"
)

// standing is what a user holds at a moment, step by step in the order of MODEL
// 6: what is given, what is taken, what remains. Decisions read the result,
// explanations the steps.
type standing struct {
	admin       bool
	roles       callgate.Set // through any role
	wide        callgate.Set // through a role that reaches everything
	mine        callgate.Set // through a role without a reach, or an override: in the user's own
	rule        callgate.Set // everybody's, one's own, for owners of an extension
	allow, deny callgate.Set // overrides
	given       callgate.Set // all of that, denials taken away
	lost        callgate.Set // outside the package or the seat
	held        callgate.Set // what remains, closed; playing too when shared
	shared      bool         // shared recordings may be played, each for itself
	sharedOnly  bool         // and no others
	from, until callgate.Time
}

const (
	always  = callgate.Time(math.MinInt64)
	forever = callgate.Time(math.MaxInt64)
)

// stand works it out from scratch.
func (t *Tenant) stand(u *callgate.User, now callgate.Time, s *standing) {
	*s = standing{admin: u.Kind == callgate.Administrator, from: always, until: forever}
	if s.admin {
		s.given = callgate.All()
		s.wide = s.given
		s.lost = s.given.Minus(t.packed)
		if u.Seat == callgate.LiteSeat { // cannot be saved; if it were, the seat would bind
			s.lost = s.lost.Union(s.given.Minus(liteSeat))
		}
		s.held = settle(s.given.Minus(s.lost), s.lost, callgate.Set{})
		return
	}
	for i := range u.Roles {
		m := &u.Roles[i]
		if !s.within(m.Expires, now) {
			continue
		}
		if r := t.roles.byID[m.Role]; r != nil {
			s.roles, s.wide, s.mine = s.roles.Union(r.set), s.wide.Union(r.wide), s.mine.Union(r.mine)
		}
	}
	s.overrides(u, now)
	s.mine = s.mine.Union(s.allow)
	own := self(u)
	s.rule = everybody.Union(own)
	if len(u.Extensions) > 0 {
		s.rule.Add(ownCalls)
	}
	base := s.roles.Union(s.rule)
	s.given = base.Union(s.allow)
	if u.Restricted { // what is not ticked cannot come back through a role
		s.given = s.given.Minus(selfRights.Minus(own).Minus(s.allow))
	}
	s.given = s.given.Minus(s.deny)
	s.lost = s.given.Minus(t.packed)
	if u.Seat == callgate.LiteSeat {
		s.lost = s.lost.Union(s.given.Minus(liteSeat))
	}
	s.held = s.given.Minus(s.lost)
	if t.roles.closed {
		s.held = settle(s.held, base.Minus(s.held), s.allow)
	} else {
		s.held = s.held.Close()
	}
	s.held.Add(dashboard) // cannot be lost
	if len(u.Shared) > 0 && !s.deny.Has(playing) && t.packed.Has(playing) {
		s.shared, s.sharedOnly = true, !s.held.Has(playing)
		s.held.Add(playing)
	}
}

// overrides sums up those that count now.
func (s *standing) overrides(u *callgate.User, now callgate.Time) {
	for i := range u.Overrides {
		o := &u.Overrides[i]
		b, ok := callgate.BitOf(o.Permission)
		if !ok || !s.within(o.Expires, now) {
			continue
		}
		if o.Allow {
			s.allow.Add(b)
		} else {
			s.deny.Add(b)
		}
	}
	s.allow = s.allow.Minus(s.deny) // a denial beats an allowance
}

// within is counts, and notes between which moments the answer stays true.
func (s *standing) within(expires, now callgate.Time) bool {
	switch {
	case expires == 0:
		return true
	case now < expires:
		s.until = min(s.until, expires)
		return true
	default:
		s.from = max(s.from, expires)
		return false
	}
}
