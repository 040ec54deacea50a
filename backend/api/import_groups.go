package api

import (
	"encoding/base64"

	"callgate/backend/callgate"
	"callgate/backend/directory"
	"callgate/backend/people"
)

// GroupsMade are another system's groups as roles, by name.
type GroupsMade struct {
	Add  []string `json:"add"`
	Skip []string `json:"skip"` // a role is called so already
}

// Groups makes a role of each group that a file names, all or none. The roles
// hold nothing and nobody: another system's group says nothing of our rights.
// dry only tells.
func (m *Files) Groups(in ImportInput, dry bool) (GroupsMade, error) {
	const making = callgate.Permission("directory.roles:write")
	if dry {
		return read(m.c, making, func(a *actor) (GroupsMade, error) {
			_, plan, err := a.planGroups(in)
			return plan, err
		})
	}
	var plan GroupsMade
	_, err := write(m.c, making, func(w *change) (struct{}, error) {
		var groups []directory.Group
		var err error
		if groups, plan, err = w.planGroups(in); err != nil {
			return struct{}{}, err
		}
		for _, g := range groups {
			r := &callgate.Role{Name: g.Name, Description: g.Description}
			if err := w.saveRole(nil, r); err != nil {
				return struct{}{}, err
			}
			if err := w.record("role.add", r.Name, r.ID, nil, roleParts(r)); err != nil {
				return struct{}{}, err
			}
		}
		if len(groups) == 0 {
			return struct{}{}, errUnchanged
		}
		return struct{}{}, nil
	})
	if quietly(err) != nil {
		return GroupsMade{}, err
	}
	return plan, nil
}

// planGroups tells which groups are new, once each.
func (a *actor) planGroups(in ImportInput) (groups []directory.Group, plan GroupsMade, err error) {
	plan = GroupsMade{Add: []string{}, Skip: []string{}}
	if base64.StdEncoding.DecodedLen(len(in.Base64)) > directory.MaxFile+2 {
		return nil, plan, callgate.Err("import_size", "max", "64 MB")
	}
	data, err := base64.StdEncoding.DecodeString(in.Base64)
	if err != nil {
		return nil, plan, callgate.Err("import_base64").At("base64")
	}
	all, err := directory.Groups(data)
	if err != nil {
		return nil, plan, err
	}
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
		groups, plan.Add = append(groups, g), append(plan.Add, g.Name)
	}
	return groups, plan, nil
}
