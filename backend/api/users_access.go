package api

import (
	"slices"

	"callgate/backend/callgate"
)

// SetAccess saves roles, overrides, reach, exclusions, hosts, kind and seat together.
func (m *Users) SetAccess(id callgate.ID, in Access) (UserDetail, error) {
	return m.change(id, "user.access", func(w *change, u *callgate.User) error {
		if err := w.unmoved(u, in.Revision); err != nil {
			return err
		}
		in.apply(u)
		return nil
	})
}

// apply puts the parts that are given into a user.
func (in Access) apply(u *callgate.User) {
	set(&u.Kind, in.Kind)
	set(&u.Seat, in.Seat)
	set(&u.Roles, in.Roles)
	set(&u.Overrides, in.Overrides)
	set(&u.ReachEverything, in.ReachEverything)
	set(&u.Reach, in.Reach)
	set(&u.Exclusions, in.Exclusions)
	set(&u.Hosts, in.Hosts)
}

// unmoved refuses to save access over what somebody else saved meanwhile, and
// says who, when and what. A change of other fields (a phone number, a block)
// stands in nobody's way.
func (w *change) unmoved(u *callgate.User, revision int) error {
	return w.unmovedBy("", u, revision, accessParts)
}

// unmovedBy is unmoved for some parts. What one user himself saved is known to
// him: fields that save at once follow each other faster than they are read.
func (w *change) unmovedBy(known callgate.ID, u *callgate.User, revision int, parts []string) error {
	if revision == u.Revision {
		return nil
	}
	changed, complete, err := w.changedSince(u.ID, u.Revision-revision, known)
	if err != nil {
		return err
	}
	if complete && revision < u.Revision && !slices.ContainsFunc(changed, func(part string) bool { return slices.Contains(parts, part) }) {
		return nil
	}
	return callgate.Err(callgate.Conflict, "by", u.ChangedBy, "at", u.Changed.String(), "what", told(changed))
}
