package policy

import (
	"slices"

	"callgate/backend/callgate"
)

// Later is what the same change does as of a later moment.
func (d *Difference) Later(at callgate.Time) *Difference {
	return differ(d.before, d.after, at, d.moved, d.sight)
}

// Moments lists, in order, when a change makes a difference later on: an end of
// a user, of a membership or of an override that it moved, set or took away.
func (d *Difference) Moments() []callgate.Time {
	var list []callgate.Time
	moved := func(was, is callgate.Time) {
		for _, t := range []callgate.Time{was, is} {
			if was != is && t > d.now {
				list = append(list, t)
			}
		}
	}
	for _, pair := range d.moved.pairs {
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
