package app

import (
	"slices"
	"strings"

	"callgate/backend/api"
	"callgate/backend/callgate"
)

// roleNames finds roles the way people write them.
type roleNames []api.RoleRow

func readRoles(m api.Modules) (roleNames, error) { return m.Roles.List() }

// find takes the id or the name, the tenant's own role before a predefined one.
func (r roleNames) find(name string) (api.RoleRow, error) {
	matches := func(row api.RoleRow) bool { return row.ID == name || strings.EqualFold(row.Name, name) }
	i := slices.IndexFunc(r, func(row api.RoleRow) bool { return row.Platform == "" && matches(row) })
	if i < 0 {
		i = slices.IndexFunc(r, matches)
	}
	if i < 0 {
		return api.RoleRow{}, callgate.Err("role_unknown", "role", name)
	}
	return r[i], nil
}

func (r roleNames) id(name string) (callgate.ID, error) {
	row, err := r.find(name)
	return row.ID, err
}

// of gives a role's name; a role nobody lists any more is its id.
func (r roleNames) of(id callgate.ID) string {
	for _, row := range r {
		if row.ID == id {
			return row.Name
		}
	}
	return id
}
