package api

import (
	"encoding/base64"

	"callgate/backend/callgate"
	"callgate/backend/directory"
	"callgate/backend/people"
)

// GroupsMade are another system's groups as roles, in the order of the file.
type GroupsMade struct {
	Add  []GroupRole `json:"add"`
	Skip []string    `json:"skip"` // a role is called so already, and stays as it is
	Lost []string    `json:"lost"` // columns of the file that no role keeps
	Back callgate.ID `json:"back"` // the way back, for TakeBackGroups; "" = nothing was made
}

// GroupRole is a role that a group becomes.
type GroupRole struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// Groups makes a role of each group that a file names, all or none. The roles
// hold nothing and nobody: another system's group says nothing of our rights.
// dry only tells.
func (m *Files) Groups(in ImportInput, dry bool) (GroupsMade, error) {
	const making = callgate.Permission("directory.roles:write")
	if dry {
		return read(m.c, making, func(a *actor) (GroupsMade, error) { return a.planGroups(in) })
	}
	var plan GroupsMade
	_, err := write(m.c, making, func(w *change) (_ struct{}, err error) {
		if plan, err = w.planGroups(in); err != nil {
			return struct{}{}, err
		}
		made := make([]madeRole, 0, len(plan.Add))
		for _, g := range plan.Add {
			r := &callgate.Role{Name: g.Name, Description: g.Description}
			if err := w.saveRole(nil, r); err != nil {
				return struct{}{}, err
			}
			if err := w.record("role.add", r.Name, r.ID, nil, roleParts(r)); err != nil {
				return struct{}{}, err
			}
			made = append(made, madeRole{r.ID, r.Revision})
		}
		if len(made) == 0 {
			return struct{}{}, errUnchanged
		}
		plan.Back = callgate.NewID(w.Now)
		return struct{}{}, w.keepWayBack(backOfGroups, plan.Back, made)
	})
	if quietly(err) != nil {
		return GroupsMade{}, err
	}
	return plan, nil
}

// madeRole is a role as it was made.
type madeRole struct {
	Role     callgate.ID `json:"role"`
	Revision int         `json:"revision"`
}

// TakeBackGroups removes the roles that one file made: all of them, and only
// while nobody has or changed any.
func (m *Files) TakeBackGroups(back callgate.ID) error {
	_, err := write(m.c, "directory.roles:write", func(w *change) (struct{}, error) {
		var made []madeRole
		if err := w.wayBack(backOfGroups, back, &made); err != nil {
			return struct{}{}, err
		}
		for _, is := range made {
			r := w.Role(is.Role)
			switch {
			case r == nil || r.Revision != is.Revision:
				return struct{}{}, callgate.Err(undoFinal)
			case len(w.membersOf(r.ID)) > 0:
				return struct{}{}, callgate.Err("groups_taken", "role", r.Name)
			}
			if err := w.removeRole(r); err != nil {
				return struct{}{}, err
			}
			if err := w.record("role.add_undo", r.Name, r.ID, roleParts(r), nil); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	})
	return err
}

// planGroups tells which groups are new, once each.
func (a *actor) planGroups(in ImportInput) (GroupsMade, error) {
	plan := GroupsMade{Add: []GroupRole{}, Skip: []string{}}
	if base64.StdEncoding.DecodedLen(len(in.Base64)) > directory.MaxFile+2 {
		return plan, callgate.Err("import_size", "max", "64 MB")
	}
	data, err := base64.StdEncoding.DecodeString(in.Base64)
	if err != nil {
		return plan, callgate.Err("import_base64").At("base64")
	}
	all, lost, err := directory.Groups(data)
	if err != nil {
		return plan, err
	}
	plan.Lost = lost
	taken := map[string]bool{}
	for _, r := range a.Roles {
		taken[people.Fold(r.Name)] = true
	}
	for _, g := range all {
		name := people.Fold(g.Name)
		if taken[name] {
			plan.Skip = append(plan.Skip, g.Name)
			continue
		}
		taken[name] = true
		plan.Add = append(plan.Add, GroupRole(g))
	}
	return plan, nil
}
