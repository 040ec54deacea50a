package api

import (
	"slices"

	"callgate/backend/callgate"
)

// saveRole stores one of the tenant's own roles; before is nil for a new one.
func (w *change) saveRole(before, after *callgate.Role) error {
	after.Tenant = w.Tenant.ID
	if before == nil {
		after.ID, after.Created, after.Revision = callgate.NewID(w.Now), w.Now, 0
	}
	return w.storeRole(before, after)
}

// storeRole is saveRole for one whose id is known.
func (w *change) storeRole(before, after *callgate.Role) error {
	after.Revision++
	after.Changed, after.ChangedBy = w.Now, w.Name
	if err := checkRole(w, before, after); err != nil {
		return err
	}
	if _, err := w.nameThings(roleMentions(before, after)); err != nil {
		return err
	}
	if err := w.tx.SaveRole(after); err != nil {
		return err
	}
	return w.rolesChanged()
}

// removeRole deletes one of the tenant's own roles; its memberships go with it.
func (w *change) removeRole(r *callgate.Role) error {
	if err := checkRole(w, r, nil); err != nil {
		return err
	}
	if err := w.tx.DeleteRole(r.Tenant, r.ID); err != nil {
		return err
	}
	if err := w.dropMemberships(r.ID); err != nil {
		return err
	}
	return w.rolesChanged()
}

// dropMemberships follows in the view what the database did by itself when a
// role was deleted.
func (w *change) dropMemberships(role callgate.ID) error {
	is := func(m callgate.Membership) bool { return m.Role == role }
	var members []*callgate.User
	for u := range w.People.All() {
		if slices.ContainsFunc(u.Roles, is) {
			members = append(members, u)
		}
	}
	if len(members) > oneByOne {
		return w.reloadTenant(w.Tenant.ID)
	}
	v := w.edit(w.Tenant.ID)
	for _, u := range members {
		left := copyOf(u)
		left.Roles = slices.DeleteFunc(left.Roles, is)
		v.put(u.ID, left)
	}
	return nil
}

// oneByOne is up to how many users are replaced one by one: reading all of them
// anew is quicker from then on.
const oneByOne = 2000

func (w *change) rolesChanged() error {
	own, err := w.tx.Roles(w.Tenant.ID)
	if err != nil {
		return err
	}
	v := w.edit(w.Tenant.ID)
	v.setRoles(rolesFor(v.Tenant, own))
	w.recompile(v)
	w.tell("role", v.Tenant.ID, "")
	return nil
}
