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
		return in.apply(w, u)
	})
}

// apply puts the parts that are given into a user.
func (in Access) apply(w *change, u *callgate.User) error {
	set(&u.Kind, in.Kind)
	set(&u.Seat, in.Seat)
	set(&u.ReachEverything, in.ReachEverything)
	set(&u.Reach, in.Reach)
	set(&u.Exclusions, in.Exclusions)
	set(&u.Hosts, in.Hosts)
	if in.Roles != nil {
		u.Roles = []callgate.Membership{}
		for _, m := range *in.Roles {
			t, err := w.until("roles", m.Expires)
			if err != nil {
				return err
			}
			u.Roles = append(u.Roles, callgate.Membership{Role: m.Role, Expires: t})
		}
	}
	if in.Overrides != nil {
		u.Overrides = []callgate.Override{}
		for _, o := range *in.Overrides {
			t, err := w.until("overrides", o.Expires)
			if err != nil {
				return err
			}
			u.Overrides = append(u.Overrides, callgate.Override{Permission: o.Permission, Allow: o.Allow, Expires: t})
		}
	}
	return nil
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
