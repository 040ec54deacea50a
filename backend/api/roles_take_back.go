package api

import (
	"callgate/backend/callgate"
)

// deletedRole is a role that was deleted, with those who had it and until when.
type deletedRole struct {
	Role    callgate.Role  `json:"role"`
	Members []formerMember `json:"members"`
}

type formerMember struct {
	User    callgate.ID   `json:"user"`
	Expires callgate.Time `json:"expires"`
}

// rememberRole keeps the way back of a deletion. A role with more members than
// one save may move has none: it would hold up everybody else.
func (w *change) rememberRole(r *callgate.Role, members []*callgate.User) error {
	if len(members) > membersAtOnce || w.trial != nil {
		return nil
	}
	kept := deletedRole{Role: *r, Members: []formerMember{}}
	for _, u := range members {
		for _, m := range u.Roles {
			if m.Role == r.ID {
				kept.Members = append(kept.Members, formerMember{u.ID, m.Expires})
			}
		}
	}
	return w.keepWayBack(backOfRole, r.ID, kept)
}

// TakeBackDelete brings a deleted role back, with its members and the ends of
// their memberships.
func (m *Roles) TakeBackDelete(id callgate.ID) (RoleRow, error) {
	_, err := write(m.c, "directory.roles:write", func(w *change) (struct{}, error) {
		var was deletedRole
		if err := w.wayBack(backOfRole, id, &was); err != nil {
			return struct{}{}, err
		}
		r := was.Role
		r.Tenant = w.Tenant.ID
		if err := w.readRole(nil, &r); err != nil {
			return struct{}{}, err
		}
		if err := w.storeRole(nil, &r); err != nil {
			return struct{}{}, err
		}
		again := []string{}
		for _, m := range was.Members {
			if _, still := w.Policy.ByID(m.User); !still || m.Expires != 0 && m.Expires <= w.Now {
				continue
			}
			err := w.changeUser(m.User, "user.access", func(_ *change, u *callgate.User) error {
				u.Roles = append(u.Roles, callgate.Membership{Role: r.ID, Expires: m.Expires})
				return nil
			})
			if quietly(err) != nil {
				return struct{}{}, err
			}
			again = append(again, w.loginOf(m.User))
		}
		w.tell("role", w.Tenant.ID, r.ID)
		is := roleParts(&r)
		is["added"] = again
		return struct{}{}, w.record("role.delete_undo", r.Name, r.ID, nil, is)
	})
	if err != nil {
		return RoleRow{}, err
	}
	return m.row(id)
}
