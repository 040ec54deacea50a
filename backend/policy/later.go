package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// Moments lists, in order, when a change makes a difference later on: an end of
// a user, of a membership or of an override that it moved, set or took away.
func Moments(before, after *Tenant, now callgate.Time) []callgate.Time {
	var list []callgate.Time
	moved := func(was, is callgate.Time) {
		for _, t := range []callgate.Time{was, is} {
			if was != is && t > now {
				list = append(list, t)
			}
		}
	}
	mv := movedBetween(before, after)
	for _, pair := range mv.pairs {
		was, is := pair[0], pair[1]
		moved(was.Expires, is.Expires)
		for _, m := range was.Roles {
			if i := slices.IndexFunc(is.Roles, func(x callgate.Membership) bool { return x.Role == m.Role }); i >= 0 {
				moved(m.Expires, is.Roles[i].Expires)
			}
		}
		for _, o := range was.Overrides {
			if i := slices.IndexFunc(is.Overrides, func(x callgate.Override) bool { return x.Permission == o.Permission && x.Allow == o.Allow }); i >= 0 {
				moved(o.Expires, is.Overrides[i].Expires)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
