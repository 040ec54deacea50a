package api

import (
	"slices"

	"callgate/backend/callgate"
)

// Roles is the register of roles.
type Roles struct{ c *Caller }

// RoleRow is a role with its members counted.
type RoleRow struct {
	callgate.Role
	Members int         `json:"members"`
	Can     []string    `json:"can"`  // write, delete, members, take_back (a deletion)
	Back    callgate.ID `json:"back"` // of the answer to a move of members: its way back, for Users.TakeBack
}

// RoleInput is a role to save; the permission set must be closed.
type RoleInput struct {
	Revision    int                   `json:"revision"` // 0 when adding
	Name        string                `json:"name"`
	Description string                `json:"description"`
	Permissions []callgate.Permission `json:"permissions"`
	Reach       string                `json:"reach"` // "", everything, own, list
	ReachList   []callgate.Entity     `json:"reachList"`
	OwnOnly     []callgate.Permission `json:"ownOnly"` // of the permissions: on own calls only, whatever the reach
}

// Person is a user in a transfer list or suggestion.
type Person struct {
	ID        callgate.ID `json:"id"`
	Login     string      `json:"login"`
	Name      string      `json:"name"`
	Extension string      `json:"extension"`
}

// RoleMembers are the two sides of the transfer list, each cut at 200.
type RoleMembers struct {
	Members        []Person `json:"members"`
	MembersTotal   int      `json:"membersTotal"`
	Available      []Person `json:"available"`
	AvailableTotal int      `json:"availableTotal"`
}

// Catalogue gives every permission in the order of the tree.
func (m *Roles) Catalogue() ([]callgate.Leaf, error) {
	return read(m.c, "", func(*actor) ([]callgate.Leaf, error) { return callgate.Catalogue(), nil })
}

// List gives all roles shown in this tenant, predefined first.
func (m *Roles) List() ([]RoleRow, error) {
	return read(m.c, "directory.roles:read", func(a *actor) ([]RoleRow, error) {
		members := map[callgate.ID]int{}
		for u := range a.People.All() {
			for _, r := range u.Roles {
				if r.Expires == 0 || a.Now < r.Expires {
					members[r.Role]++
				}
			}
		}
		rows := make([]RoleRow, 0, len(a.Roles))
		for _, r := range a.Roles {
			if !r.Hidden || members[r.ID] > 0 { // whoever still has it must be found
				rows = append(rows, a.roleRow(r, members[r.ID]))
			}
		}
		return rows, nil
	})
}

func (a *actor) roleRow(r *callgate.Role, members int) RoleRow {
	row := RoleRow{Role: *r, Members: members, Can: []string{}}
	if row.Basis == nil {
		row.Basis = map[callgate.Permission]string{}
	}
	if !a.unbounded() && len(a.exceedsRole(r)) > 0 {
		return row
	}
	if r.Platform == "" {
		row.Can = a.can("directory.roles", "write", "delete")
		if members <= membersAtOnce && a.may("directory.roles:write") {
			row.Can = append(row.Can, "take_back")
		}
	}
	if a.may("directory.users:write") {
		row.Can = append(row.Can, "members")
	}
	return row
}

// Add makes a role (also a clone: the page fills in the input).
func (m *Roles) Add(in RoleInput) (RoleRow, error) {
	id, err := write(m.c, "directory.roles:write", func(w *change) (callgate.ID, error) {
		r := &callgate.Role{}
		in.apply(r)
		if err := w.saveRole(nil, r); err != nil {
			return "", err
		}
		return r.ID, w.record("role.add", r.Name, r.ID, nil, roleParts(r))
	})
	if err != nil {
		return RoleRow{}, err
	}
	return m.row(id)
}

// Edit changes one of the tenant's own roles.
func (m *Roles) Edit(id callgate.ID, in RoleInput) (RoleRow, error) {
	_, err := write(m.c, "directory.roles:write", func(w *change) (struct{}, error) {
		before := w.Role(id)
		switch {
		case before == nil:
			return struct{}{}, callgate.Err(callgate.NotFound)
		case before.Platform != "":
			return struct{}{}, callgate.Err(callgate.Immutable, "role", before.Name)
		case in.Revision != before.Revision:
			changed, _, err := w.changedSince(id, before.Revision-in.Revision, "")
			if err != nil {
				return struct{}{}, err
			}
			return struct{}{}, callgate.Err(callgate.Conflict, "by", before.ChangedBy, "at", before.Changed.String(), "what", told(changed))
		}
		after := *before
		in.apply(&after)
		if err := w.readRole(before, &after); err != nil {
			return struct{}{}, err
		}
		was, is := changedKeys(roleParts(before), roleParts(&after))
		if len(is) == 0 {
			return struct{}{}, errUnchanged
		}
		if err := w.saveRole(before, &after); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, w.record("role.edit", after.Name, id, was, is)
	})
	if quietly(err) != nil {
		return RoleRow{}, err
	}
	return m.row(id)
}

func (in RoleInput) apply(r *callgate.Role) {
	r.Name, r.Description, r.Reach = in.Name, in.Description, in.Reach
	r.Permissions, r.ReachList, r.OwnOnly = slices.Clone(in.Permissions), slices.Clone(in.ReachList), slices.Clone(in.OwnOnly)
}

// Delete removes one; confirm is its name typed again when it has members.
func (m *Roles) Delete(id callgate.ID, confirm string) error {
	_, err := write(m.c, "directory.roles:delete", func(w *change) (struct{}, error) {
		r := w.Role(id)
		if r == nil {
			return struct{}{}, callgate.Err(callgate.NotFound)
		}
		members := w.membersOf(id)
		if len(members) > 0 && !w.typed(confirm, r.Name) {
			return struct{}{}, callgate.Err(callgate.Confirm, "value", r.Name).At("confirm")
		}
		if err := w.rememberRole(r, members); err != nil {
			return struct{}{}, err
		}
		if err := w.removeRole(r); err != nil {
			return struct{}{}, err
		}
		w.tell("role", w.Tenant.ID, id)
		return struct{}{}, w.record("role.delete", r.Name, id, roleParts(r), nil)
	})
	return err
}

// row is one role after a change.
func (m *Roles) row(id callgate.ID) (RoleRow, error) {
	return read(m.c, "", func(a *actor) (RoleRow, error) {
		r := a.Role(id)
		if r == nil {
			return RoleRow{}, callgate.Err(callgate.NotFound)
		}
		return a.roleRow(r, len(a.membersOf(id))), nil
	})
}

// roleParts are what people change of a role, as the audit writes it.
func roleParts(r *callgate.Role) map[string]any {
	return map[string]any{
		"name": r.Name, "description": r.Description, "reach": r.Reach,
		"permissions": slices.Concat([]callgate.Permission{}, r.Permissions), "reachList": slices.Concat([]callgate.Entity{}, r.ReachList),
		"ownOnly": slices.Concat([]callgate.Permission{}, r.OwnOnly),
	}
}
